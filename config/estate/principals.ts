import { accountPrincipal } from "../../modules/aws/principal";
import type { ConsumerSpec } from "../consumer-schema";
import { accountsOf, type Environment } from "../environment";
import type { Registrations } from "./registrations";

/**
 * Who may ask for connections to a service or to appliances: those that their file names, and the consumers of the
 * environment that connect to them and are `allowed`.
 *
 * @param named ARNs of principals, or `*` for everybody, beside which nobody else is listed.
 * @returns ARNs, each once, sorted.
 */
export function principalsOf(
  { consumers, region }: Environment,
  registrations: Registrations,
  key: string,
  named: readonly string[],
): string[] {
  // Everybody may ask already. With 10,000 more, each change of one takes the AWS provider minutes.
  if (named.includes("*")) return ["*"];
  const registered = (registrations.consumers.get(key) ?? []).flatMap((name) => {
    const consumer = consumers[name];
    return consumer?.state === "allowed" ? principalsOfConsumer(consumer, region) : [];
  });
  return [...new Set([...named, ...registered])].sort();
}

/** Who of a consumer may ask for connections, as ARNs. @param region of the environment. */
export function principalsOfConsumer(consumer: ConsumerSpec, region: string): string[] {
  const { principal, principals = principal === undefined ? undefined : [principal] } = consumer;
  return principals ?? accountsOf(consumer).map((account) => accountPrincipal(account, region));
}
