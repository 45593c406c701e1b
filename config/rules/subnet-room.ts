import { cidr, parseCidr, VPC_PREFIX_LENGTHS } from "../../modules/aws/cidr";
import { expandServices } from "../../modules/consumer/aws-service-sets";
import { ADDRESSES_PER_SUBNET } from "../../modules/consumer/service-network-addresses";
import { DEFAULT_ADDRESSES_PER_INTERFACE } from "../../modules/provider/resource/interface-addresses";
import { knownService } from "../connection/known-service";
import { type ConsumerDraft, type EnvironmentDraft, type ResourceDraft, regionOf, type ServiceDraft } from "../draft";
import type { Problem } from "../problem";
import { makesMain } from "../service/existing-load-balancers";
import { subnetRangesOf, type VpcSpec, zonesOf } from "../vpc-schema";
import { type PlacedVpc, vpcsOf } from "./networks";
import type { Rule } from "./rule";

/** Addresses of each subnet that AWS keeps for itself (Amazon VPC User Guide, "Subnet CIDR blocks"). */
const RESERVED = 5;

/** Something that takes addresses of a subnet, and how many. */
type Takers = readonly (readonly [what: string, addresses: number])[];

/** What takes addresses of the subnets of a VPC. */
interface Taking {
  readonly inZone: (zone: string) => Takers;
  /** Most addresses of a subnet that it can take, whatever the zone. @default - not known */
  readonly most?: number;
}

/** The subnets of a new VPC have an address for all that the files place in them. */
export const subnetRoomRule: Rule = (environment) => {
  const { services, resources, appliances, consumers } = environment;
  const byOwner = new Map<string, Taking>([
    ...[...(services ?? [])].map(([key, each]) => [`service ${key}`, { inZone: () => ofService(each) }] as const),
    ...[...(resources ?? [])].map(([key, each]) => [`resource ${key}`, { inZone: () => ofResource(each) }] as const),
    ...[...(appliances?.keys() ?? [])].map(
      (key) => [`appliance ${key}`, { inZone: () => GATEWAY_LOAD_BALANCER }] as const,
    ),
    ...consumers.map(
      (each) =>
        [
          `consumer ${each.name}`,
          {
            inZone: (zone: string) => ofConsumer(environment, each, zone),
            most: mostOf(each) + MOST_CLIENTS,
          },
        ] as const,
    ),
  ]);
  return vpcsOf(environment).flatMap((placed) => {
    const taking = byOwner.get(placed.owner);
    return hasRoomFor(placed.vpc, taking) ? [] : roomProblems(placed, taking?.inZone ?? (() => []));
  });
};

/** Most addresses of a subnet that the endpoints of a consumer take. */
function mostOf({ connections }: ConsumerDraft): number {
  const networks = [...connections.values()].filter((each) => each?.serviceNetworkArn !== undefined).length;
  return connections.size + networks * ADDRESSES_PER_SUBNET;
}

const RESOURCE_GATEWAY = "the resource gateway";
const GATEWAY_LOAD_BALANCER: Takers = [["the load balancer", 1]];

/** The client application and the instance for people. */
const MOST_CLIENTS = 2;

/** Whether each computed subnet surely has room. It is so for nearly all VPCs, and saves looking into each zone. */
function hasRoomFor(vpc: VpcSpec, { most = Number.POSITIVE_INFINITY }: Taking = { inZone: () => [] }): boolean {
  if (vpc.zones === undefined || vpc.subnets !== undefined) return false;
  // All computed subnets of a VPC are equally large.
  const [range] = Object.values(readableRanges({ ...vpc, zones: vpc.zones.slice(0, 1) }));
  return range !== undefined && most + expandServices(vpc.awsEndpoints ?? []).length <= roomOf(range);
}

/** How many addresses of a range can be taken. */
function roomOf(range: string): number {
  return 2 ** (32 - cidr(range).prefixLength) - RESERVED;
}

function roomProblems({ file, path, vpc, owner }: PlacedVpc, takersIn: (zone: string) => Takers): Problem[] {
  const ranges = Object.entries(readableRanges(vpc)).sort(([a], [b]) => (a < b ? -1 : 1));
  const endpoints = expandServices(vpc.awsEndpoints ?? []).length;
  const [first] = ranges.flatMap(([zone, range]) => {
    const takers = [...takersIn(zone), ["endpoints of `awsEndpoints`", endpoints] as const].filter(
      ([, count]) => count > 0,
    );
    const wanted = takers.reduce((sum, [, count]) => sum + count, 0);
    const { prefixLength } = cidr(range);
    const room = roomOf(range);
    // That a resource gateway by itself finds no room is told at its key.
    const told = takers.length === 1 && takers[0]?.[0] === RESOURCE_GATEWAY;
    return prefixLength > VPC_PREFIX_LENGTHS.smallest || told || wanted <= room
      ? []
      : [{ zone, range, room, wanted, takers }];
  });
  if (first === undefined) return [];
  const told = first.takers.map(([what, count]) => `${what}: ${count}`).join(", ");
  return [
    file.problemAt(
      vpc.subnets === undefined ? [...path, "cidr"] : [...path, "subnets", first.zone],
      `subnets with room for ${owner}: it takes ${first.wanted} addresses of ${first.zone} (${told}), and ${first.range} has ${first.room}, since AWS keeps ${RESERVED}`,
      vpc.subnets === undefined
        ? "choose a larger range, or larger subnets with `subnetPrefixLength`"
        : "choose a larger range for the subnet",
    ),
  ];
}

/** Ranges of the subnets of a new VPC, where all of them can be read. */
function readableRanges(vpc: VpcSpec): Readonly<Record<string, string>> {
  if (vpc.cidr === undefined || typeof parseCidr(vpc.cidr) === "string") return {};
  const ranges = subnetRangesOf(vpc);
  return Object.values(ranges).some((range) => typeof parseCidr(range) === "string") ? {} : ranges;
}

function ofService({ spec }: ServiceDraft): Takers {
  if (spec === undefined) return [];
  const { secondaryAddresses = 0, additional } = spec.loadBalancer;
  const made = makesMain(spec.loadBalancer) ? 1 + additional.length : 0;
  return [
    ["load balancers", made * (1 + secondaryAddresses)],
    ["the sample application", spec.targets.type === "sample" ? 1 : 0],
  ];
}

function ofResource({ spec }: ResourceDraft): Takers {
  if (spec === undefined || spec.gateway.addressType === "ipv6") return [];
  return [[RESOURCE_GATEWAY, spec.gateway.addressesPerInterface ?? DEFAULT_ADDRESSES_PER_INTERFACE]];
}

/** Endpoints of a consumer that are in a zone, as far as the files tell, and its clients. */
function ofConsumer(environment: EnvironmentDraft, consumer: ConsumerDraft, zone: string): Takers {
  const { spec, connections, vpc } = consumer;
  if (spec === undefined || spec.external === true || vpc === undefined) return [];
  const endpoints = [...connections.values()].filter((connection) => {
    if (connection === undefined || connection.ipAddressType === "ipv6") return false;
    const fixed = connection.privateAddresses && Object.keys(connection.privateAddresses);
    const chosen = connection.inZones ?? fixed;
    if (chosen) return chosen.includes(zone);
    const { zones, otherRegion } = knownService(environment, connection, regionOf(environment, consumer));
    return otherRegion || zones === undefined || zones.includes(zone);
  }).length;
  const networks = [...connections.values()].filter(
    (connection) =>
      connection?.serviceNetworkArn !== undefined &&
      connection.ipAddressType !== "ipv6" &&
      (connection.inZones?.includes(zone) ?? true),
  ).length;
  // Where packets pass appliances, clients have subnets of their own.
  const client = spec.inspection === undefined && spec.client;
  const instance = client !== false && client.instance ? (client.instance.zone ?? zonesOf(vpc)[0]) : undefined;
  return [
    ["endpoints of connections", endpoints],
    ["blocks of service networks", networks * ADDRESSES_PER_SUBNET],
    ["the client application", client === false ? 0 : 1],
    ["the client's instance", instance === zone ? 1 : 0],
  ];
}
