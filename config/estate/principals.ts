import { accountPrincipal } from "../../modules/aws/principal";
import type { Environment } from "../environment";
import type { Registrations } from "./registrations";

/**
 * Who may connect to a service or to appliances: those that their file names, and the consumers of the environment that
 * connect to them.
 *
 * @param named ARNs of principals.
 * @returns ARNs, each once, sorted.
 */
export function principalsOf(
  { consumers, region }: Environment,
  registrations: Registrations,
  key: string,
  named: readonly string[],
): string[] {
  const registered = (registrations.consumers.get(key) ?? []).map((name) => {
    const consumer = consumers[name];
    return consumer?.principal ?? accountPrincipal(consumer?.account ?? "", region);
  });
  return [...new Set([...named, ...registered])].sort();
}
