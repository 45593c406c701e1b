import { STACK_ROLES } from "../../modules/aws/marks";
import { shardOf, shardSuffix } from "../acceptance-shards";
import { type Environment, isManaged } from "../environment";

/** Names of the stacks. Each is the name of a state as well: to change one is to lose track of what it deployed. */

export function accountStackName(environment: string, account: string): string {
  return `${environment}-account-${account}`;
}

export function serviceStackName(environment: string, service: string): string {
  return `${environment}-service-${service}`;
}

export function domainStackName(environment: string, service: string): string {
  return `${environment}-domain-${service}`;
}

export function consumerStackName(environment: string, consumer: string): string {
  return `${environment}-consumer-${consumer}`;
}

/**
 * The stack that accepts connections to a service, or to appliances.
 *
 * @param suffix of one of several: see `shardSuffix`. No key has an underscore, so that no other stack has its name.
 */
export function acceptanceStackName(environment: string, service: string, suffix: string = ""): string {
  return `${environment}-acceptance-${service}${suffix}`;
}

/** The stack that accepts the connections of a consumer to a service, or to appliances. */
export function acceptanceStackOf(
  { name, services, appliances }: Pick<Environment, "name" | "services" | "appliances">,
  service: string,
  consumer: string,
): string {
  const shards = (services[service] ?? appliances[service])?.acceptanceShards ?? 1;
  return acceptanceStackName(name, service, shardSuffix(shardOf(consumer, shards), shards));
}

export function resourceStackName(environment: string, resource: string): string {
  return `${environment}-resource-${resource}`;
}

export function dnsStackName(environment: string, consumer: string): string {
  return `${environment}-dns-${consumer}`;
}

export function applianceStackName(environment: string, appliance: string): string {
  return `${environment}-appliance-${appliance}`;
}

/** The stack with the endpoints of a consumer, or of what stands for a VPC of a hub. */
export function endpointStackName(
  { name, consumers }: Pick<Environment, "name" | "consumers">,
  consumer: string,
): string {
  const spec = consumers[consumer];
  return spec && isManaged(spec) && spec.hubVpc ? `${name}-${consumer}` : consumerStackName(name, consumer);
}

export function profileStackName(environment: string, hub: string): string {
  return `${environment}-profile-${hub}`;
}

/** Whether a name is that of a stack of an environment: `dev-eu-service-orders` is one of `dev-eu`, not of `dev`. */
export function stackIsOf(stack: string, environment: string): boolean {
  return STACK_ROLES.some((role) => stack.startsWith(`${environment}-${role}-`));
}
