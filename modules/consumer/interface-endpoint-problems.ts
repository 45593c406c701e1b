import { timeoutProblem } from "../aws/duration";
import { endpointPolicyProblems } from "../aws/endpoint-policy";
import { parseServiceName } from "../aws/endpoint-service-name";
import { known, PropertyProblems } from "../aws/property-problems";
import { isRegion } from "../aws/region";
import { isZoneId } from "../aws/zone-id";
import { checkAccess } from "./endpoint-access-problems";
import { endpointAddressProblems, familiesOf } from "./endpoint-addresses";
import { DEFAULT_MINIMUM_ZONES, endpointZoneProblems, expectedZones, usableZones } from "./endpoint-zones";
import { inboundResolverProblems, isS3Name } from "./inbound-resolvers";
import type { InterfaceEndpoint, InterfaceEndpointProps } from "./interface-endpoint";

/** @throws UserError that lists everything wrong with the properties of an endpoint. */
export function validateEndpoint(endpoint: InterfaceEndpoint, props: InterfaceEndpointProps): void {
  const problems = new PropertyProblems(endpoint);
  checkAccess(problems, props);
  checkZones(problems, props);
  checkAddresses(problems, props);
  checkPolicy(problems, props);
  checkInboundResolvers(problems, props);
  for (const [key, timeout] of Object.entries(props.timeouts ?? {}))
    if (known(timeout)) problems.check(`timeouts.${key}`, timeoutProblem(timeout), timeout);
  problems.throwIfAny();
}

function checkZones(problems: PropertyProblems, props: InterfaceEndpointProps): void {
  const { minimumZones, vpc, service, inZones } = props;
  const subnets = Object.keys(vpc.subnetIds);
  if (known(minimumZones) && !(Number.isInteger(minimumZones) && minimumZones >= 1))
    problems.add("minimumZones", "a whole number from 1", minimumZones);
  if (known(service.region) && !isRegion(service.region))
    problems.add("service.region", "a region of AWS, such as us-east-1", service.region);
  const { zoneIds } = service;
  if (zoneIds !== undefined && !known(zoneIds))
    problems.add("service.zoneIds", "zone ids that are known at synthesis", zoneIds);
  const wrong = (known(zoneIds) ? zoneIds : []).filter((zoneId) => !isZoneId(zoneId));
  for (const zoneId of wrong) problems.add("service.zoneIds", "zone ids such as use1-az1", zoneId);
  if (subnets.length < (minimumZones ?? DEFAULT_MINIMUM_ZONES))
    problems.add(
      "vpc.subnetIds",
      `subnets in at least ${minimumZones ?? DEFAULT_MINIMUM_ZONES} zones, or a lower \`minimumZones\``,
      subnets,
    );
  else if (wrong.length === 0) checkSharedZones(problems, props);
  problems.addWithin([], { inZones }, endpointZoneProblems(props, zoneSurroundings(props)));
}

function zoneSurroundings({ vpc, service }: InterfaceEndpointProps) {
  return {
    vpcZoneIds: Object.keys(vpc.subnetIds),
    serviceZoneIds: known(service.zoneIds) ? service.zoneIds : undefined,
    otherRegion: service.region !== undefined,
  };
}

/** Notes where the VPC has too few zones that the service can be reached in, as far as synthesis knows them. */
function checkSharedZones(problems: PropertyProblems, props: InterfaceEndpointProps): void {
  const { vpc, minimumZones = DEFAULT_MINIMUM_ZONES } = props;
  const surroundings = zoneSurroundings(props);
  const needed = known(minimumZones) ? minimumZones : 1;
  if (usableZones(surroundings).length >= needed) return;
  const here = [...surroundings.vpcZoneIds].sort();
  if (surroundings.otherRegion)
    problems.add(
      "vpc.subnetIds",
      `subnets in at least ${needed} zone(s) that AWS connects to other regions, or a lower \`minimumZones\``,
      here,
    );
  else if (surroundings.serviceZoneIds)
    problems.add(
      "service.zoneIds",
      `at least ${needed} zone(s) that both the service and the VPC are in: add a subnet in one of the service's, ask its provider to offer one of ${Object.keys(vpc.subnetIds).sort().join(", ")}, or lower \`minimumZones\``,
      surroundings.serviceZoneIds,
    );
}

function checkAddresses(problems: PropertyProblems, props: InterfaceEndpointProps): void {
  const { vpc, service, inZones, privateAddresses, allowFrom, ipAddressType = "ipv4" } = props;
  const addresses = endpointAddressProblems(props, {
    zoneIds: expectedZones(props, zoneSurroundings(props)),
    exactly: inZones !== undefined,
    subnetCidrBlocks: vpc.subnetCidrBlocks ?? {},
    ipv6: vpc.ipv6 ?? false,
    ipv4: vpc.subnetCidrBlocks !== undefined,
    serviceAddressTypes: service.addressTypes,
  });
  problems.addWithin([], props, addresses);
  const needed = known(props.minimumZones) ? props.minimumZones : DEFAULT_MINIMUM_ZONES;
  if (inZones === undefined && privateAddresses && Object.keys(privateAddresses).length < needed)
    problems.add("privateAddresses", `at least ${needed} zone(s), or a lower \`minimumZones\``, privateAddresses);
  if (familiesOf(ipAddressType).includes("ipv6")) return;
  for (const [key, source] of Object.entries(allowFrom ?? {}))
    if (known(source) && source.includes(":"))
      problems.add(`allowFrom.${key}`, "no IPv6 range: the endpoint has no IPv6 address (`ipAddressType`)", source);
}

function checkInboundResolvers(problems: PropertyProblems, props: InterfaceEndpointProps): void {
  const { service, privateDns, privateDnsOnlyForInboundResolvers: only } = props;
  const name = service.parsedName?.serviceName ?? service.serviceName;
  const around = {
    isS3: known(name) ? isS3Name(name) : undefined,
    privateDns: privateDns === true,
    otherRegion: service.region !== undefined,
  };
  problems.addWithin([], { privateDnsOnlyForInboundResolvers: only }, inboundResolverProblems(only, around));
}

function checkPolicy(problems: PropertyProblems, { policy, service }: InterfaceEndpointProps): void {
  if (policy === undefined) return;
  const { parsedName, serviceName, endpointPolicy } = service;
  const parsed = parsedName ?? (known(serviceName) ? parseServiceName(serviceName) : "");
  if (endpointPolicy === false || (typeof parsed !== "string" && parsed.serviceId !== undefined))
    problems.add("policy", "no policy: services behind load balancers support none", policy);
  problems.addWithin(["policy"], policy, endpointPolicyProblems(policy));
}
