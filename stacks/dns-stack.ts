import type { Construct } from "constructs";
import type { ConnectionSpec } from "../config/connection/connection-schema";
import { hasLaterNames } from "../config/connection/names";
import type { ManagedConsumerSpec } from "../config/consumer-schema";
import type { Environment } from "../config/environment";
import { ResourceShareAcceptance, VpcDnsCheck } from "../modules/consumer";
import { ProfileAssociation } from "../modules/hub";
import type { ConsumerOutputs } from "./consumer-stack";
import { NamesStack } from "./names-stack";
import { associatesVpcs, type ProfileOutputs, type ProfileShareOutputs } from "./profile-stack";
import { consumerStackName, dnsStackName, profileStackName } from "./stack-names";
import { NOT_DEPLOYED, readOutput } from "./state";

/** Whether a consumer has a DNS stack: where its endpoints have names that come later, or its VPC a hub's Profile. */
export function hasDnsStack(environment: Environment, spec: ManagedConsumerSpec): boolean {
  return (
    Object.values(spec.connections).some((connection) => hasLaterNames(environment, connection)) ||
    profileOf(environment, spec) !== undefined
  );
}

/** The hub whose Profile the VPC of a consumer is to have. */
function profileOf(environment: Environment, { viaHub = {} }: ManagedConsumerSpec): string | undefined {
  const [hub] = Object.values(viaHub).map((via) => via.hub);
  return hub !== undefined && associatesVpcs(environment, hub) ? hub : undefined;
}

/**
 * `<environment>-dns-<consumer>`: the names of a consumer's endpoints, in the consumer's account, behind the acceptance of
 * its connections: AWS lets an endpoint have private DNS only then. It also lets the VPC know the names of a hub.
 */
export class DnsStack extends NamesStack {
  constructor(scope: Construct, environment: Environment, consumer: string, spec: ManagedConsumerSpec) {
    super(scope, dnsStackName(environment.name, consumer), {
      environment,
      role: "dns",
      account: spec.account,
      assumedRole: spec.role,
      region: spec.region,
      tags: { ...spec.tags, Consumer: consumer },
    });
    if (spec.vpc.id !== undefined) new VpcDnsCheck(this, "vpc-dns", { vpcId: spec.vpc.id });
    for (const key of Object.keys(spec.connections).sort()) {
      const connection = spec.connections[key] as ConnectionSpec;
      if (hasLaterNames(environment, connection))
        this.giveNames(consumer, key, connection, { account: spec.account, assumedRole: spec.role });
    }
    this.publishNames();
    const hub = profileOf(environment, spec);
    if (hub !== undefined) this.associate(consumer, hub, spec);
  }

  /** Lets the VPC know the names of a hub. */
  private associate(consumer: string, hub: string, { viaHub = {} }: ManagedConsumerSpec): void {
    const { environment } = this;
    const stackName = profileStackName(environment.name, hub);
    const ownStack = consumerStackName(environment.name, consumer);
    const { resourceShare } = NOT_DEPLOYED;
    const acceptance = Object.values(viaHub).some(({ acceptShare }) => acceptShare)
      ? new ResourceShareAcceptance(this, "profile-share", {
          resourceShareArn: readOutput<ProfileShareOutputs>(
            this,
            environment,
            stackName,
            "profile_share_arn",
            resourceShare,
          ),
        }).accepter
      : undefined;
    new ProfileAssociation(this, "profile", {
      name: `${environment.name}-${consumer}`,
      profileId: readOutput<ProfileOutputs>(this, environment, stackName, "profile_id", NOT_DEPLOYED.profile),
      vpcId: readOutput<ConsumerOutputs>(this, environment, ownStack, "vpc_id", NOT_DEPLOYED.vpc),
      ...(acceptance ? { acceptance } : {}),
    });
  }
}
