import type { Construct } from "constructs";
import type { ConnectionSpec } from "../config/connection/connection-schema";
import { privateDnsOf } from "../config/connection/names";
import { type Environment, isManaged } from "../config/environment";
import type { HubSpec } from "../config/hub/hub-schema";
import { hubConsumerName } from "../config/hub/places";
import { DnsProfile, type ProfileResource } from "../modules/hub";
import { ResourceShare } from "../modules/provider";
import { type EndpointNaming, NamesStack } from "./names-stack";
import { profileStackName } from "./stack-names";

/** Outputs of the stack of a hub's Profile. */
export interface ProfileOutputs {
  /** Id of the Profile; the consumers' DNS stacks read it. */
  readonly profile_id: string;
}

/** Outputs of the stack of a Profile that is made and shared. */
export interface ProfileShareOutputs {
  /** ARN of the share, which accounts outside the organization accept. */
  readonly profile_share_arn: string;
}

/** Whether the VPCs of a hub's consumers are associated with its Profile here. */
export function associatesVpcs({ hubs }: Environment, hub: string): boolean {
  const { id, associate } = hubs[hub]?.profile ?? {};
  return associate ?? id === undefined;
}

/**
 * `<environment>-profile-<hub>`: the names of a hub's endpoints and the Route 53 Profile that brings them into the consumers'
 * VPCs, in the hub's account, behind the acceptance of the hub's connections.
 */
export class ProfileStack extends NamesStack {
  constructor(scope: Construct, environment: Environment, hub: string, spec: HubSpec) {
    super(scope, profileStackName(environment.name, hub), {
      environment,
      role: "profile",
      account: spec.account,
      assumedRole: spec.role,
      tags: { ...spec.tags, Hub: hub },
    });
    const owner = { account: spec.account, assumedRole: spec.role };
    const resources: Record<string, ProfileResource> = {};
    for (const { consumer, key, connection } of connectionsOf(environment, hub, spec)) {
      const naming = this.giveNames(consumer, key, connection, owner);
      if (naming) Object.assign(resources, resourcesOf(key, naming, privateDnsOf(environment, connection) !== false));
    }
    this.publishNames();
    const { id } = spec.profile;
    const profile = new DnsProfile(this, "profile", {
      name: `${environment.name}-${hub}`,
      resources,
      ...(id === undefined ? {} : { profileId: id }),
    });
    this.publish<ProfileOutputs>(
      { profile_id: profile.profileId },
      { profile_id: "Route 53 Profile with the names of the hub" },
    );
    const principals = [...spec.profile.principals, ...consumerAccounts(environment, hub, spec)];
    if (profile.profileArn !== undefined && principals.length > 0)
      this.share(hub, profile.profileArn, principals, spec);
  }

  private share(hub: string, arn: string, principals: readonly string[], { profile }: HubSpec): void {
    const share = new ResourceShare(this, "share", {
      name: `${this.environment.name}-${hub}-profile`,
      resourceArns: { profile: arn },
      principals,
      allowExternalPrincipals: profile.allowExternalPrincipals,
    });
    this.publish<ProfileShareOutputs>(
      { profile_share_arn: share.resourceShareArn },
      { profile_share_arn: "Share of the Profile, which accounts outside the organization accept" },
    );
  }
}

/** Connections of a hub, by name: those of all its VPCs. */
function connectionsOf({ consumers }: Environment, hub: string, { vpcs }: HubSpec) {
  const all = Object.keys(vpcs).flatMap((vpc) => {
    const consumer = hubConsumerName({ hub, vpc });
    const connections = Object.entries<ConnectionSpec>(managed(consumers[consumer])?.connections ?? {});
    return connections.map(([key, connection]) => ({ consumer, key, connection }));
  });
  return all.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** What the Profile is to bring of a connection. A zone that exists may be that of several names. */
function resourcesOf(key: string, { endpoint, zones, switchedOn }: EndpointNaming, privateDns: boolean) {
  const resources: Record<string, ProfileResource> = {};
  if (privateDns)
    resources[`endpoint-${key}`] = { arn: endpoint.endpointArn, ...(switchedOn ? { when: switchedOn } : {}) };
  for (const { path, spec, zone } of zones) {
    // No key has two hyphens in a row, so that no two zones get one name.
    const own = path[1] === undefined ? `zone-${key}` : `zone-${key}--${path[1]}`;
    resources[spec.id === undefined ? own : `zone-${spec.id}`] = { arn: zone.zoneArn };
  }
  return resources;
}

/** Accounts of the consumers who have connections by a hub, other than the hub's own. */
function consumerAccounts({ consumers }: Environment, hub: string, { account }: HubSpec): string[] {
  const accounts = Object.values(consumers).flatMap((spec) =>
    Object.values(managed(spec)?.viaHub ?? {}).some((via) => via.hub === hub) ? [spec.account] : [],
  );
  return [...new Set(accounts)].filter((each) => each !== account).sort();
}

function managed(spec: Environment["consumers"][string] | undefined) {
  return spec && isManaged(spec) ? spec : undefined;
}
