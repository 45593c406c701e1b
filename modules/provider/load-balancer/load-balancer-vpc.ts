import type { DataAwsLb } from "@cdktf/provider-aws/lib/data-aws-lb";
import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { TerraformIterator, Token } from "cdktf";
import { Construct } from "constructs";
import type { IVpc, SubnetIdsByZone } from "../../vpc";

/** Properties of {@link LoadBalancerVpc}. */
export interface LoadBalancerVpcProps {
  /** The load balancer, as it is read. */
  readonly loadBalancer: DataAwsLb;
  /** Ids of the zones that it has nodes in, such as `use1-az1`: all of them, and no others. */
  readonly zoneIds: readonly string[];
}

/**
 * The VPC of an existing load balancer, with the subnets that it has nodes in. Terraform looks them up, and refuses a
 * plan in which the zones are not those that are declared: consumers place their endpoints by these zones.
 */
export class LoadBalancerVpc extends Construct implements IVpc {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly subnetIds: SubnetIdsByZone;

  constructor(scope: Construct, id: string, { loadBalancer, zoneIds }: LoadBalancerVpcProps) {
    super(scope, id);
    const zones = [...zoneIds].sort();
    const each = TerraformIterator.fromList(loadBalancer.subnets);
    const subnets = new DataAwsSubnet(this, "subnets", { forEach: each, id: Token.asString(each.value) });
    const found = `[for subnet in ${subnets.fqn} : subnet.availability_zone_id]`;
    const vpc = new DataAwsVpc(this, "vpc", {
      id: loadBalancer.vpcId,
      lifecycle: {
        postcondition: [
          {
            condition: `\${toset(${found}) == toset(${JSON.stringify(zones)})}`,
            errorMessage: `Load balancer \${${loadBalancer.fqn}.name} has nodes in the zones \${join(", ", sort(${found}))}, but is declared to have them in ${zones.join(", ")}. Declare the zones that it has nodes in: the service is offered in all of them.`,
          },
        ],
      },
    });
    this.vpcId = vpc.id;
    this.cidrBlock = vpc.cidrBlock;
    this.subnetIds = Object.fromEntries(
      zones.map((zone) => [
        zone,
        `\${one([for subnet in ${subnets.fqn} : subnet.id if subnet.availability_zone_id == "${zone}"])}`,
      ]),
    );
  }
}
