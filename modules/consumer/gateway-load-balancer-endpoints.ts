import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { timeoutProblem } from "../aws/duration";
import { LONGEST_BESIDE_SECURITY_GROUPS } from "../aws/names";
import { known, PropertyProblems } from "../aws/property-problems";
import { MOST_TAGS } from "../aws/tags";
import { isZoneId } from "../aws/zone-id";
import type { IVpc } from "../vpc";
import { applianceZoneProblem } from "./appliance-zones";
import { placeEndpoint } from "./endpoint-placement";
import type { IEndpointService } from "./endpoint-service-lookup";
import type { EndpointTimeouts } from "./interface-endpoint";
import { replacementTrigger } from "./replacement-trigger";

/** Properties of {@link GatewayLoadBalancerEndpoints}. */
export interface GatewayLoadBalancerEndpointsProps {
  /** Name of the endpoints, for their `Name` tags: the id of the zone follows. */
  readonly name: string;
  /**
   * VPC with the subnets of the endpoints: one endpoint in each. No client is to be in these subnets, since a subnet
   * cannot route to an endpoint that is in it.
   */
  readonly vpc: Pick<IVpc, "vpcId" | "subnetIds">;
  /**
   * Endpoint service of the appliances: an `EndpointServiceLookup` of type `GatewayLoadBalancer`, or name and zones by
   * hand.
   */
  readonly service: IEndpointService;
  /** Tags of the endpoints, besides the provider's. @default - `Name` only */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** How long Terraform waits, as `20m` or `1h30m`. @default - 10m each */
  readonly timeouts?: EndpointTimeouts | undefined;
}

/**
 * Gateway Load Balancer endpoints, one for each zone. Packets that are routed to one go to the appliances behind the
 * service, and come back from there. Such an endpoint has one subnet, which never changes, and neither a security group
 * nor a policy nor a DNS name; a zone has one for each service. Source: AWS PrivateLink Guide, "Access an inspection
 * system using a Gateway Load Balancer endpoint".
 *
 * The owner of the service gets every packet that is routed to an endpoint, and may send it anywhere.
 */
export class GatewayLoadBalancerEndpoints extends Construct {
  /** Ids of the endpoints by zone id. */
  readonly endpointIds: Readonly<Record<string, string>>;
  /** Name of the service that they connect to. */
  readonly serviceName: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: GatewayLoadBalancerEndpointsProps) {
    super(scope, id);
    validate(this, props);
    const { name, vpc, service, tags, timeouts } = props;
    const zones = Object.keys(vpc.subnetIds).sort();
    // Of one that is looked up the name itself, which the policies compare.
    this.serviceName = service.parsedName?.serviceName ?? service.serviceName;
    const { precondition } = placeEndpoint(this, { name, vpc, service, inZones: zones, zonesBy: "the subnets" });
    const endpoints = zones.map((zone): [string, string] => {
      const subnetId = vpc.subnetIds[zone] as string;
      // AWS changes no subnet of such an endpoint, which the provider would try.
      const trigger = replacementTrigger(this, `fixed-${zone}`, { subnet_id: subnetId });
      const endpoint = new VpcEndpoint(this, `endpoint-${zone}`, {
        vpcEndpointType: "GatewayLoadBalancer",
        serviceName: this.serviceName,
        vpcId: vpc.vpcId,
        subnetIds: [subnetId],
        tags: { Name: `${name}-${zone}`, ...tags },
        ...(timeouts === undefined ? {} : { timeouts: { ...timeouts } }),
        lifecycle: {
          replaceTriggeredBy: [trigger],
          ...(precondition ? { precondition: [precondition] } : {}),
        },
      });
      return [zone, endpoint.id];
    });
    this.endpointIds = Object.fromEntries(endpoints);
  }
}

function validate(endpoints: GatewayLoadBalancerEndpoints, props: GatewayLoadBalancerEndpointsProps): void {
  const problems = new PropertyProblems(endpoints);
  const { name, vpc, service, tags, timeouts = {} } = props;
  problems.checkName(name, LONGEST_BESIDE_SECURITY_GROUPS);
  const zones = Object.keys(vpc.subnetIds);
  if (zones.length === 0) problems.add("vpc.subnetIds", "at least one subnet", vpc.subnetIds);
  for (const zone of zones) {
    const expected = isZoneId(zone) ? applianceZoneProblem(zone, service.zoneIds) : "zone ids such as use1-az1 as keys";
    problems.check("vpc.subnetIds", expected, zone);
  }
  if (service.region !== undefined)
    problems.add("service.region", "none: appliances are in the region of their endpoints", service.region);
  const count = Object.keys({ Name: name, ...tags }).length;
  if (count > MOST_TAGS) problems.add("tags", `at most ${MOST_TAGS} tags with \`Name\`, as many as AWS takes`, count);
  for (const [key, timeout] of Object.entries(timeouts))
    if (known(timeout)) problems.check(`timeouts.${key}`, timeoutProblem(timeout), timeout);
  problems.throwIfAny();
}
