import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { known, PropertyProblems } from "../aws/property-problems";
import { resourceId } from "../aws/resource-id";
import { isZoneId } from "../aws/zone-id";
import { ISOLATIONS, type Isolation } from "./isolation";
import { SubnetRouteTables } from "./subnet-route-tables";
import type { IVpc, SubnetIdsByZone } from "./vpc";
import { WaysOut } from "./ways-out";

/** Properties of {@link ExistingVpc}. */
export interface ExistingVpcProps {
  /** Id of the VPC, `vpc-...`. */
  readonly vpcId: string;
  /** Ids of the subnets to use, by the id of the zone that each is in. */
  readonly subnetIds: SubnetIdsByZone;
  /** Whether the subnets have IPv6 ranges too; a plan in which one has none is refused. @default false */
  readonly ipv6?: boolean | undefined;
  /**
   * What every plan does about ways out of the VPC, as far as {@link WaysOut} can see them: it is refused (`required`), it
   * warns (`reported`), or it does not look. To look, the id of the VPC must be known when Terraform plans.
   *
   * @default "unchecked"
   */
  readonly isolation?: Isolation | undefined;
}

/**
 * A VPC that somebody else made, adopted by id with the subnets to use. Terraform reads the subnets and refuses a plan in
 * which one is in another zone or VPC than declared: an endpoint in the wrong zone would fail only at apply.
 */
export class ExistingVpc extends Construct implements IVpc {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly subnetIds: SubnetIdsByZone;
  readonly ipv6: boolean;
  readonly ipv6CidrBlock?: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ExistingVpcProps) {
    super(scope, id);
    validate(this, props);
    const isolated = this.isolated(props.vpcId, props.isolation ?? "unchecked");
    const vpc = new DataAwsVpc(this, "vpc", {
      id: props.vpcId,
      ...(isolated ? { lifecycle: { postcondition: [isolated] } } : {}),
    });
    const subnetIds: Record<string, string> = {};
    for (const zoneId of Object.keys(props.subnetIds).sort()) {
      const subnetId = props.subnetIds[zoneId] as string;
      const subnet = new DataAwsSubnet(this, `subnet-${zoneId}`, {
        id: subnetId,
        lifecycle: {
          postcondition: [
            {
              condition: `\${self.availability_zone_id == "${zoneId}"}`,
              errorMessage: `Subnet ${subnetId} is declared to be in ${zoneId}, but is in \${self.availability_zone_id}. Name it under the zone that it is in.`,
            },
            {
              condition: `\${self.vpc_id == "${props.vpcId}"}`,
              errorMessage: `Subnet ${subnetId} is declared to be in ${props.vpcId}, but is in \${self.vpc_id}. Name a subnet of that VPC.`,
            },
            ...(props.ipv6 ? [hasIpv6(subnetId)] : []),
          ],
        },
      });
      subnetIds[zoneId] = subnet.id;
    }
    this.vpcId = vpc.id;
    this.cidrBlock = vpc.cidrBlock;
    this.subnetIds = subnetIds;
    this.ipv6 = props.ipv6 ?? false;
    if (this.ipv6) this.ipv6CidrBlock = vpc.ipv6CidrBlock;
  }

  /** They are looked up once somebody asks for them: what needs no route table does not ask AWS for any. */
  get routeTableIds(): readonly string[] {
    const id = "route-tables";
    const found = this.node.tryFindChild(id);
    const tables =
      found instanceof SubnetRouteTables ? found : new SubnetRouteTables(this, id, this.vpcId, this.subnetIds);
    return tables.routeTableIds;
  }

  /** What must hold of ways out of the VPC for a plan not to be refused; a warning is put into the stack. */
  private isolated(vpcId: string, isolation: Isolation) {
    if (isolation === "unchecked") return undefined;
    const waysOut = new WaysOut(this, "ways-out", vpcId);
    const condition = `\${length(${waysOut.found}) == 0}`;
    const message = `VPC ${vpcId} has ways out: \${join("; ", ${waysOut.found})}. Take them out, choose a VPC without, or say that it need not be isolated (\`isolation\` is \`${isolation}\`).`;
    if (isolation === "required") return { condition, errorMessage: message };
    TerraformStack.of(this).addOverride(`check.${waysOut.friendlyName}`, {
      assert: [{ condition, error_message: message }],
    });
    return undefined;
  }
}

function hasIpv6(subnetId: string) {
  return {
    condition: "${try(length(self.ipv6_cidr_block) > 0, false)}",
    errorMessage: `Subnet ${subnetId} is declared to have IPv6 (\`ipv6: true\`), but has no IPv6 range. Associate one, or take \`ipv6\` out.`,
  };
}

function validate(vpc: ExistingVpc, props: ExistingVpcProps): void {
  const problems = new PropertyProblems(vpc);
  if (known(props.vpcId) && !resourceId("vpc").test(props.vpcId))
    problems.add("vpcId", "the id of a VPC, such as vpc-0123456789abcdef0", props.vpcId);
  const zones = Object.keys(props.subnetIds);
  if (zones.length === 0) problems.add("subnetIds", "at least one subnet", props.subnetIds);
  for (const zone of zones) {
    if (!isZoneId(zone)) problems.add("subnetIds", "zone ids such as use1-az1 as keys", zone);
    const subnetId = props.subnetIds[zone];
    if (known(subnetId) && !resourceId("subnet").test(subnetId))
      problems.add(`subnetIds.${zone}`, "the id of a subnet, such as subnet-0123456789abcdef0", subnetId);
  }
  if (props.isolation !== undefined && !ISOLATIONS.includes(props.isolation))
    problems.add("isolation", `one of ${ISOLATIONS.join(", ")}`, props.isolation);
  problems.throwIfAny();
}
