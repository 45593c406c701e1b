import type { ConnectionSpec } from "../connection/connection-schema";
import { hasLaterNames } from "../connection/names";
import type { ManagedConsumerSpec } from "../consumer-schema";
import type { Environment } from "../environment";
import { type CommonInput, commonInput } from "./common-input";
import { type NamingInput, namingInput } from "./naming-input";
import { consumerStackName, dnsStackName, profileStackName } from "./stack-names";

/** What the stack with the names of a consumer's endpoints is made of. */
export interface DnsInput extends CommonInput {
  /** What the names of everything in it begin with. */
  readonly prefix: string;
  /** Name of the stack of the consumer. */
  readonly consumerStack: string;
  /** Id of the consumer's VPC, where it exists: it must resolve private names. @default - the VPC is made */
  readonly existingVpcId?: string | undefined;
  /** Connections whose endpoints get names here, sorted by name. */
  readonly connections: readonly NamingInput[];
  /** The hub's Profile that the VPC is to have. @default - none */
  readonly profile?: AssociatedProfile | undefined;
}

/** A Profile that a VPC is associated with. */
export interface AssociatedProfile {
  /** Name of its stack. */
  readonly stack: string;
  /** Whether its share must be accepted. */
  readonly acceptShare: boolean;
}

/**
 * The input of the stack with the names of a consumer's endpoints.
 *
 * @param consumer name of the consumer.
 * @returns undefined for a consumer without such a stack: its endpoints have no names that come later, and its VPC no
 *   Profile.
 */
export function dnsInput(environment: Environment, consumer: string, spec: ManagedConsumerSpec): DnsInput | undefined {
  const connections = Object.entries<ConnectionSpec>(spec.connections)
    .filter(([, connection]) => hasLaterNames(environment, connection))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const profile = profileOf(environment, spec);
  if (connections.length === 0 && profile === undefined) return undefined;
  const { account, role, region, vpc } = spec;
  return {
    ...commonInput(environment, {
      name: dnsStackName(environment.name, consumer),
      role: "dns",
      of: { account, role, region },
      tags: { ...spec.tags, Consumer: consumer },
    }),
    prefix: `${environment.name}-${consumer}`,
    consumerStack: consumerStackName(environment.name, consumer),
    existingVpcId: vpc.id,
    connections: connections.map(([key, connection]) => namingInput(environment, consumer, key, connection)),
    profile,
  };
}

function profileOf(environment: Environment, spec: ManagedConsumerSpec): AssociatedProfile | undefined {
  const all = Object.values(spec.viaHub ?? {});
  // A VPC can have one Profile only: the rules see to it that all are of one hub.
  const [first] = all;
  if (first === undefined || !associatesVpcs(environment, first.hub)) return undefined;
  return {
    stack: profileStackName(environment.name, first.hub),
    acceptShare: all.some(({ acceptShare }) => acceptShare),
  };
}

/** Whether the VPCs of a hub's consumers are associated with its Profile here. */
function associatesVpcs({ hubs }: Environment, hub: string): boolean {
  const { id, associate } = hubs[hub]?.profile ?? {};
  return associate ?? id === undefined;
}
