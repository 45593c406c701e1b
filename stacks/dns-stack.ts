import type { Construct } from "constructs";
import type { AssociatedProfile, DnsInput } from "../config/estate/dns-input";
import { ResourceShareAcceptance, VpcDnsCheck } from "../modules/consumer";
import { ProfileAssociation } from "../modules/hub";
import type { ConsumerOutputs } from "./consumer-outputs";
import { NamesStack } from "./names-stack";
import type { ProfileOutputs, ProfileShareOutputs } from "./profile-stack";
import { NOT_DEPLOYED, readOutput } from "./state";

/**
 * `<environment>-dns-<consumer>`: the names of a consumer's endpoints, in the consumer's account, behind the acceptance of
 * its connections: AWS lets an endpoint have private DNS only then. It also lets the VPC know the names of a hub.
 */
export class DnsStack extends NamesStack {
  constructor(scope: Construct, input: DnsInput) {
    super(scope, input);
    const { existingVpcId, profile } = input;
    if (existingVpcId !== undefined) new VpcDnsCheck(this, "vpc-dns", { vpcId: existingVpcId });
    for (const connection of input.connections) this.giveNames(connection);
    this.publishNames();
    if (profile) this.associate(profile, input);
  }

  /** Lets the VPC know the names of a hub. */
  private associate({ stack, acceptShare }: AssociatedProfile, { prefix, consumerStack }: DnsInput): void {
    const { environment } = this;
    const { resourceShare } = NOT_DEPLOYED;
    const acceptance = acceptShare
      ? new ResourceShareAcceptance(this, "profile-share", {
          resourceShareArn: readOutput<ProfileShareOutputs>(
            this,
            environment,
            stack,
            "profile_share_arn",
            resourceShare,
          ),
        }).accepter
      : undefined;
    new ProfileAssociation(this, "profile", {
      name: prefix,
      profileId: readOutput<ProfileOutputs>(this, environment, stack, "profile_id", NOT_DEPLOYED.profile),
      vpcId: readOutput<ConsumerOutputs>(this, environment, consumerStack, "vpc_id", NOT_DEPLOYED.vpc),
      ...(acceptance ? { acceptance } : {}),
    });
  }
}
