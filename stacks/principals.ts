import { consumersOf, type Environment } from "../config/environment";
import { accountPrincipal } from "../modules/aws/principal";

/**
 * Who may connect to a service or to appliances: those that their file names, and the consumers of the environment that
 * connect to them.
 */
export function principalsOf(environment: Environment, key: string, named: readonly string[]): string[] {
  const registered = consumersOf(environment, key).map((name) => {
    const consumer = environment.consumers[name];
    return consumer?.principal ?? accountPrincipal(consumer?.account ?? "", environment.region);
  });
  return [...new Set([...named, ...registered])].sort();
}
