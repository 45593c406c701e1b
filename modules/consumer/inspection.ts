import { Construct } from "constructs";
import { LONGEST_BESIDE_SECURITY_GROUPS } from "../aws/names";
import { known, PropertyProblems } from "../aws/property-problems";
import type { IsolatedVpc, IVpc } from "../vpc";
import { clientZonesProblem } from "./appliance-zones";
import {
  GatewayLoadBalancerEndpoints,
  type GatewayLoadBalancerEndpointsProps,
} from "./gateway-load-balancer-endpoints";

/** Properties of {@link Inspection}. */
export interface InspectionProps
  extends Pick<GatewayLoadBalancerEndpointsProps, "name" | "service" | "tags" | "timeouts"> {
  /** New VPC of IPv4 only, whose own subnets have the endpoints that clients connect to. */
  readonly vpc: IsolatedVpc;
  /** Ranges of the subnets that clients are in, by zone id. */
  readonly clientSubnetCidrBlocks: Readonly<Record<string, string>>;
  /** Ranges of the subnets that the endpoints of the appliances are in, by the same zones: /28 is enough. */
  readonly subnetCidrBlocks: Readonly<Record<string, string>>;
  /**
   * Whether packets are routed through the appliances. Without, the endpoints are there, and packets go past them:
   * until the owner of the service has accepted the endpoints, or to take the appliances out of the way.
   *
   * @default true
   */
  readonly routed?: boolean | undefined;
}

/**
 * Appliances, such as firewalls, between the clients of a VPC and the endpoints that they connect to. Clients are in
 * subnets of their own. Packets from and to those of a zone go through the appliances' endpoint in that zone, both
 * ways, so that an appliance sees the whole of each connection.
 *
 * Security groups must let in and out by ranges: AWS matches no group as the other side of packets that pass appliances
 * (`inspected` of the endpoints).
 */
export class Inspection extends Construct {
  /** The VPC as clients are to see it: with their subnets. */
  readonly clients: IVpc;
  /** Ids of the appliances' endpoints by zone id. */
  readonly endpointIds: Readonly<Record<string, string>>;
  /** Name of the appliances' service. */
  readonly serviceName: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: InspectionProps) {
    super(scope, id);
    validate(this, props);
    const { name, vpc, service, clientSubnetCidrBlocks, subnetCidrBlocks, routed = true, tags, timeouts } = props;
    const clients = vpc.addSubnets("clients", clientSubnetCidrBlocks);
    const { subnetIds } = vpc.addSubnets("inspection", subnetCidrBlocks);
    const endpoints = new GatewayLoadBalancerEndpoints(this, "endpoints", {
      name,
      vpc: { vpcId: vpc.vpcId, subnetIds },
      service,
      tags,
      timeouts,
    });
    this.endpointIds = endpoints.endpointIds;
    this.serviceName = endpoints.serviceName;
    const { subnetIds: clientSubnetIds, subnetCidrBlocks: ranges, routeTableIds } = clients;
    this.clients = {
      vpcId: vpc.vpcId,
      cidrBlock: vpc.cidrBlock,
      subnetIds: clientSubnetIds,
      subnetCidrBlocks: ranges,
      routeTableIds,
      networkAcl: vpc.networkAcl,
    };
    if (!routed) return;
    const back: Record<string, string> = {};
    for (const [zone, endpointId] of Object.entries(this.endpointIds)) {
      const there = Object.values(vpc.subnetCidrBlocks).map((range) => [range, endpointId] as const);
      clients.routeThrough(zone, Object.fromEntries(there));
      back[ranges[zone] as string] = endpointId;
    }
    vpc.routeThrough(back);
  }
}

function validate(inspection: Inspection, props: InspectionProps): void {
  const problems = new PropertyProblems(inspection);
  const { name, vpc, clientSubnetCidrBlocks, subnetCidrBlocks } = props;
  problems.checkName(name, LONGEST_BESIDE_SECURITY_GROUPS);
  if (vpc.ipv6) problems.add("vpc.ipv6", "a VPC of IPv4 only: packets of IPv6 would go past the appliances", vpc.ipv6);
  if (Object.keys(subnetCidrBlocks).length === 0)
    problems.add("subnetCidrBlocks", "at least one subnet", subnetCidrBlocks);
  const zones = Object.keys(clientSubnetCidrBlocks);
  problems.check("clientSubnetCidrBlocks", clientZonesProblem(zones, Object.keys(subnetCidrBlocks)), zones);
  for (const [property, ranges] of Object.entries({ clientSubnetCidrBlocks, subnetCidrBlocks }))
    for (const [zone, range] of Object.entries(ranges))
      if (!known(range)) problems.add(`${property}.${zone}`, "a range that is known at synthesis", range);
  problems.throwIfAny();
}
