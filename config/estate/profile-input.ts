import type { ConnectionSpec } from "../connection/connection-schema";
import { type Environment, isManaged } from "../environment";
import type { HubSpec } from "../hub/hub-schema";
import { hubConsumerName } from "../hub/places";
import { type CommonInput, commonInput } from "./common-input";
import { hasNames, type NamingInput, namingInput } from "./naming-input";
import type { Registrations } from "./registrations";
import type { ShareInput } from "./resource-input";
import { profileStackName } from "./stack-names";

/** What the stack of a hub's Profile is made of. */
export interface ProfileInput extends CommonInput {
  /** What the names of everything in it begin with. */
  readonly prefix: string;
  /** Connections of the hub whose endpoints have names, sorted by name. */
  readonly connections: readonly NamingInput[];
  /** Id of a Profile that exists. @default - one is made, and shared */
  readonly profileId?: string | undefined;
  /** Whom a Profile that is made is shared with. */
  readonly share: ShareInput;
}

/** The input of the stack of a hub's Profile. @param hub key of the hub. */
export function profileInput(
  environment: Environment,
  registrations: Registrations,
  hub: string,
  spec: HubSpec,
): ProfileInput {
  const { id, principals, allowExternalPrincipals } = spec.profile;
  const accounts = [...(registrations.hubAccounts.get(hub) ?? [])].filter((account) => account !== spec.account);
  return {
    ...commonInput(environment, {
      name: profileStackName(environment.name, hub),
      role: "profile",
      of: { account: spec.account, role: spec.role },
      tags: { ...spec.tags, Hub: hub },
    }),
    prefix: `${environment.name}-${hub}`,
    connections: namingsOf(environment, hub, spec),
    profileId: id,
    share: { principals: [...principals, ...accounts.sort()], allowExternalPrincipals },
  };
}

/** Connections of all VPCs of a hub. */
function namingsOf(environment: Environment, hub: string, { vpcs }: HubSpec): NamingInput[] {
  return Object.keys(vpcs)
    .flatMap((vpc) => {
      const name = hubConsumerName({ hub, vpc });
      const consumer = environment.consumers[name];
      const connections = consumer && isManaged(consumer) ? Object.entries<ConnectionSpec>(consumer.connections) : [];
      return connections.flatMap(([key, connection]) =>
        hasNames(environment, connection) ? [namingInput(environment, name, key, connection)] : [],
      );
    })
    .sort((a, b) => (a.connection < b.connection ? -1 : 1));
}
