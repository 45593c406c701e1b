import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { TerraformLocal } from "cdktf";
import { Construct } from "constructs";
import type { ProtocolPort } from "../aws/port";
import { known, PropertyProblems } from "../aws/property-problems";
import { isZoneId } from "../aws/zone-id";
import type { IVpc, SubnetIdsByZone } from "../vpc";
import type { IEndpoint } from "./endpoint";
import { checkAccess, EndpointAccess, type EndpointAccessProps } from "./endpoint-access";
import type { IEndpointService } from "./endpoint-service-lookup";

/** `vpc`: in those of its subnets that the service's zones allow, the endpoint has a network interface each. */
export interface InterfaceEndpointProps extends EndpointAccessProps {
  /** The service: an {@link EndpointServiceLookup}, that of a service card, or name and zones given by hand. */
  readonly service: IEndpointService;
  /** Fewest zones that the service and the subnets must share; with fewer, synthesis or the plan fails. @default 2 */
  readonly minimumZones?: number;
}

/** Fewest zones of an endpoint unless said otherwise: with one, the connection is gone when the zone is. */
export const DEFAULT_MINIMUM_ZONES = 2;

/**
 * An interface VPC endpoint with a security group of its own, which lets in just the service's ports from just the
 * chosen sources and nothing out.
 *
 * Its subnets are those in the service's zones: compared by id at synthesis where the ids are known, else in the
 * account's own naming when Terraform plans. Where they share too few zones, that fails and names both sides.
 */
export class InterfaceEndpoint extends Construct implements IEndpoint {
  readonly endpointId: string;
  /** Regional DNS name of the endpoint, resolvable everywhere, reachable from within the VPC. */
  readonly dnsName: string;
  readonly securityGroupId: string;
  readonly ports: readonly ProtocolPort[];
  private readonly access: EndpointAccess;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: InterfaceEndpointProps) {
    super(scope, id);
    validate(this, props);
    this.access = new EndpointAccess(this, props);
    this.securityGroupId = this.access.securityGroupId;
    this.ports = this.access.ports;

    const { availabilityZones, zoneIds } = props.service;
    const selection = !zoneIds && availabilityZones ? this.selectSubnets(props, availabilityZones) : undefined;
    const endpoint = new VpcEndpoint(this, "endpoint", {
      vpcEndpointType: "Interface",
      serviceName: props.service.serviceName,
      vpcId: props.vpc.vpcId,
      subnetIds: selection?.subnetIds ?? subnetsIn(props.vpc, zoneIds),
      securityGroupIds: [this.securityGroupId],
      privateDnsEnabled: false,
      tags: { Name: props.name },
      ...(selection ? { lifecycle: { precondition: [selection.precondition] } } : {}),
    });
    this.endpointId = endpoint.id;
    this.dnsName = endpoint.dnsEntry.get(0).dnsName;
  }

  allowFromSecurityGroup(key: string, securityGroupId: string): void {
    this.access.allowFromSecurityGroup(key, securityGroupId);
  }

  /** The subnets in the service's zones, as an expression: names of zones are dealt out per account, ids are not. */
  private selectSubnets(props: InterfaceEndpointProps, serviceZones: readonly string[]) {
    const minimumZones = props.minimumZones ?? DEFAULT_MINIMUM_ZONES;
    const zones = new DataAwsAvailabilityZones(this, "zones", {});
    const zoneNames = new TerraformLocal(this, "zone_names", `\${zipmap(${zones.fqn}.zone_ids, ${zones.fqn}.names)}`);
    const subnets = new TerraformLocal(this, "subnets", props.vpc.subnetIds);
    const offered = new TerraformLocal(this, "service_zones", serviceZones);
    const shared = new TerraformLocal(
      this,
      "subnets_in_service_zones",
      `\${[for zone_id, subnet_id in ${subnets.fqn} : subnet_id if contains(${offered.fqn}, lookup(${zoneNames.fqn}, zone_id, zone_id))]}`,
    );
    const here = Object.keys(props.vpc.subnetIds).sort();
    const named = `\${join(", ", [for zone_id in ${JSON.stringify(here)} : "\${zone_id} (\${lookup(${zoneNames.fqn}, zone_id, "not in this account")})"])}`;
    return {
      subnetIds: shared.asList,
      precondition: {
        condition: `\${length(${shared.fqn}) >= ${minimumZones}}`,
        errorMessage:
          `Endpoint ${props.name} needs ${minimumZones} zone(s) that both the service and the VPC are in, but found \${length(${shared.fqn})}. ` +
          `The service is offered in: \${join(", ", ${offered.fqn})}. The VPC has subnets in: ${named}. ` +
          "Add a subnet in one of the service's zones, ask its provider to offer one of yours, or lower the minimum of zones.",
      },
    };
  }
}

/** Subnets of a VPC in some zones; all, where the zones are not known. */
function subnetsIn({ subnetIds }: IVpc, zoneIds?: readonly string[]): string[] {
  if (zoneIds === undefined) return Object.values(subnetIds);
  return sharedZones(subnetIds, zoneIds).map((zoneId) => subnetIds[zoneId] as string);
}

/** Zones of subnets that are among others, sorted. */
function sharedZones(subnetIds: SubnetIdsByZone, zoneIds: readonly string[]): string[] {
  return Object.keys(subnetIds)
    .filter((zoneId) => zoneIds.includes(zoneId))
    .sort();
}

function validate(endpoint: InterfaceEndpoint, props: InterfaceEndpointProps): void {
  const problems = new PropertyProblems(endpoint);
  checkAccess(problems, props);
  const { minimumZones, vpc } = props;
  const subnets = Object.keys(vpc.subnetIds).length;
  if (known(minimumZones) && !(Number.isInteger(minimumZones) && minimumZones >= 1))
    problems.add("minimumZones", "a whole number from 1", minimumZones);
  if (subnets < (minimumZones ?? DEFAULT_MINIMUM_ZONES))
    problems.add(
      "vpc.subnetIds",
      `subnets in at least ${minimumZones ?? DEFAULT_MINIMUM_ZONES} zones, or a lower \`minimumZones\``,
      Object.keys(vpc.subnetIds),
    );
  else if (props.service.zoneIds) checkZoneIds(problems, props, props.service.zoneIds);
  problems.throwIfAny();
}

/** Notes what is wrong with the zones of a service, or with those that the VPC shares with it. */
function checkZoneIds(
  problems: PropertyProblems,
  { vpc, minimumZones = DEFAULT_MINIMUM_ZONES }: InterfaceEndpointProps,
  zoneIds: readonly string[],
): void {
  if (!known(zoneIds)) {
    problems.add("service.zoneIds", "zone ids that are known at synthesis", zoneIds);
    return;
  }
  const wrong = zoneIds.filter((zoneId) => !isZoneId(zoneId));
  for (const zoneId of wrong) problems.add("service.zoneIds", "zone ids such as use1-az1", zoneId);
  const shared = sharedZones(vpc.subnetIds, zoneIds);
  const needed = known(minimumZones) ? minimumZones : 1;
  if (wrong.length === 0 && shared.length < needed)
    problems.add(
      "service.zoneIds",
      `at least ${needed} zone(s) that both the service and the VPC are in: add a subnet in one of the service's, ask its provider to offer one of ${Object.keys(vpc.subnetIds).sort().join(", ")}, or lower \`minimumZones\``,
      zoneIds,
    );
}
