import type { Construct } from "constructs";
import type { NamingInput } from "../config/estate/naming-input";
import type { ProfileInput } from "../config/estate/profile-input";
import type { ShareInput } from "../config/estate/resource-input";
import { DnsProfile, type ProfileResource } from "../modules/hub";
import { ResourceShare } from "../modules/provider";
import { type EndpointNaming, NamesStack } from "./names-stack";

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

/**
 * `<environment>-profile-<hub>`: the names of a hub's endpoints and the Route 53 Profile that brings them into the consumers'
 * VPCs, in the hub's account, behind the acceptance of the hub's connections.
 */
export class ProfileStack extends NamesStack {
  constructor(scope: Construct, input: ProfileInput) {
    super(scope, input);
    const { prefix, profileId } = input;
    const resources: Record<string, ProfileResource> = {};
    for (const connection of input.connections)
      Object.assign(resources, resourcesOf(connection, this.giveNames(connection)));
    this.publishNames();
    const profile = new DnsProfile(this, "profile", {
      name: prefix,
      resources,
      ...(profileId === undefined ? {} : { profileId }),
    });
    this.publish<ProfileOutputs>(
      { profile_id: profile.profileId },
      { profile_id: "Route 53 Profile with the names of the hub" },
    );
    if (profile.profileArn !== undefined && input.share.principals.length > 0)
      this.share(prefix, profile.profileArn, input.share);
  }

  private share(prefix: string, profile: string, { principals, allowExternalPrincipals }: ShareInput): void {
    const share = new ResourceShare(this, "share", {
      name: `${prefix}-profile`,
      resourceArns: { profile },
      principals,
      allowExternalPrincipals,
    });
    this.publish<ProfileShareOutputs>(
      { profile_share_arn: share.resourceShareArn },
      { profile_share_arn: "Share of the Profile, which accounts outside the organization accept" },
    );
  }
}

/** What the Profile is to bring of a connection. A zone that exists may be that of several names. */
function resourcesOf({ connection, privateDns }: NamingInput, { endpoint, zones, switchedOn }: EndpointNaming) {
  const resources: Record<string, ProfileResource> = {};
  if (privateDns !== false)
    resources[`endpoint-${connection}`] = { arn: endpoint.endpointArn, ...(switchedOn ? { when: switchedOn } : {}) };
  for (const { path, spec, zone } of zones) {
    // No key has two hyphens in a row, so that no two zones get one name.
    const own = path[1] === undefined ? `zone-${connection}` : `zone-${connection}--${path[1]}`;
    resources[spec.id === undefined ? own : `zone-${spec.id}`] = { arn: zone.zoneArn };
  }
  return resources;
}
