import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { Construct } from "constructs";
import { known, PropertyProblems } from "../../aws/property-problems";
import { resourceId } from "../../aws/resource-id";

/** Properties of {@link VpcDnsCheck}. */
export interface VpcDnsCheckProps {
  /** Id of a VPC that exists, `vpc-...`. */
  readonly vpcId: string;
}

/**
 * Refuses a plan for a VPC that does not resolve private names: AWS wants DNS support and DNS hostnames for private DNS of
 * endpoints, and private hosted zones are not seen without them. An `IsolatedVpc` has both.
 *
 * Source: AWS PrivateLink Guide, "Prerequisites" of private DNS; Route 53 Developer Guide, "Considerations when working with
 * a private hosted zone".
 */
export class VpcDnsCheck extends Construct {
  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, { vpcId }: VpcDnsCheckProps) {
    super(scope, id);
    const problems = new PropertyProblems(this);
    if (known(vpcId) && !resourceId("vpc").test(vpcId))
      problems.add("vpcId", "the id of a VPC, such as vpc-0123456789abcdef0", vpcId);
    problems.throwIfAny();
    new DataAwsVpc(this, "vpc", {
      id: vpcId,
      lifecycle: {
        postcondition: [
          {
            condition: "${self.enable_dns_support && self.enable_dns_hostnames}",
            errorMessage:
              'VPC ${self.id} must have both DNS support and DNS hostnames for private names; it has ${self.enable_dns_support ? "DNS support" : "no DNS support"} and ${self.enable_dns_hostnames ? "DNS hostnames" : "no DNS hostnames"}. As its owner: aws ec2 modify-vpc-attribute --vpc-id ${self.id} --enable-dns-support, then --enable-dns-hostnames.',
          },
        ],
      },
    });
  }
}
