import { ipv6AddressProblem } from "../aws/ipv6";
import { known } from "../aws/property-problems";
import { subnetAddressProblem } from "../aws/subnet-address";
import type { EndpointProblem } from "./endpoint-zones";

/** Addresses that the network interfaces of an endpoint may have. */
export const ENDPOINT_ADDRESS_TYPES = ["ipv4", "ipv6", "dualstack"] as const;
/** One of {@link ENDPOINT_ADDRESS_TYPES}. */
export type EndpointAddressType = (typeof ENDPOINT_ADDRESS_TYPES)[number];

/** DNS records that an endpoint may have. */
export const DNS_RECORD_IP_TYPES = ["ipv4", "ipv6", "dualstack", "service-defined"] as const;
/** One of {@link DNS_RECORD_IP_TYPES}. */
export type DnsRecordIpType = (typeof DNS_RECORD_IP_TYPES)[number];

/** Fixed addresses of an endpoint's network interface. */
export interface PrivateAddresses {
  /** An IPv4 address of the zone's subnet. @default - none: for an endpoint of `ipv6` */
  readonly ipv4?: string | undefined;
  /** An IPv6 address of the zone's subnet. @default - none: for an endpoint of `ipv4` */
  readonly ipv6?: string | undefined;
}

/** Which addresses an endpoint has. */
export interface EndpointAddresses {
  readonly ipAddressType?: EndpointAddressType | undefined;
  readonly dnsRecordIpType?: DnsRecordIpType | undefined;
  /** By the id of the zone. */
  readonly privateAddresses?: Readonly<Record<string, PrivateAddresses>> | undefined;
}

/** What addresses depend on. */
export interface AddressSurroundings {
  /** Ids of the zones that the endpoint is in, as far as synthesis knows: those that are asked for, or that it can be in. */
  readonly zoneIds: readonly string[];
  /** Whether the endpoint is asked to be in just these zones; else the addresses say where it is. */
  readonly exactly: boolean;
  /** IPv4 ranges of the subnets by zone id, where they are known. */
  readonly subnetCidrBlocks: Readonly<Record<string, string>>;
  /** Whether the subnets have IPv6 ranges. */
  readonly ipv6: boolean;
  /** Whether the subnets are known to have IPv4 ranges, too. */
  readonly ipv4: boolean;
  /** Addresses that the service takes, `ipv4` and `ipv6`; undefined where that is not known. */
  readonly serviceAddressTypes?: readonly string[] | undefined;
}

/** Families of addresses that an endpoint of a type has. */
export function familiesOf(type: EndpointAddressType): readonly ("ipv4" | "ipv6")[] {
  return type === "dualstack" ? ["ipv4", "ipv6"] : [type];
}

/**
 * What is wrong with the addresses of an endpoint. Source: AWS PrivateLink Guide, "Create an interface endpoint" (IP address
 * type, DNS record IP type), and EC2 API Reference, `SubnetConfiguration`.
 */
export function endpointAddressProblems(
  addresses: EndpointAddresses,
  surroundings: AddressSurroundings,
): EndpointProblem[] {
  const { ipAddressType = "ipv4", dnsRecordIpType, privateAddresses } = addresses;
  const type = addressTypeProblem(ipAddressType, surroundings);
  const records = dnsRecordIpType && recordProblem(dnsRecordIpType, ipAddressType);
  return [
    ...(type ? [{ path: ["ipAddressType"], expected: type }] : []),
    ...(records ? [{ path: ["dnsRecordIpType"], expected: records }] : []),
    ...(privateAddresses ? fixedProblems(privateAddresses, ipAddressType, surroundings) : []),
  ];
}

/**
 * Why an endpoint cannot have addresses of a type, as what was expected instead; undefined where it can. AWS asks of
 * the subnets of a gateway endpoint's route tables what it asks of those of an interface endpoint.
 */
export function addressTypeProblem(
  type: EndpointAddressType,
  { ipv4, ipv6, serviceAddressTypes: taken }: Pick<AddressSurroundings, "ipv4" | "ipv6" | "serviceAddressTypes">,
): string | undefined {
  if (!ENDPOINT_ADDRESS_TYPES.includes(type)) return `one of ${ENDPOINT_ADDRESS_TYPES.join(", ")}`;
  if (taken && familiesOf(type).some((family) => !taken.includes(family)))
    return `addresses that the service takes: ${taken.length === 2 ? "ipv4, ipv6 or dualstack" : taken.join()}`;
  if (type === "ipv4") return undefined;
  if (type === "ipv6" && ipv4)
    return `ipv4 or dualstack${ipv6 ? "" : " (with `ipv6: true` of the VPC)"}: ipv6 needs subnets without IPv4, which only an existing VPC can have`;
  return ipv6 ? undefined : "ipv4, since the VPC's subnets have no IPv6 (`ipv6: true`)";
}

function recordProblem(records: DnsRecordIpType, type: EndpointAddressType): string | undefined {
  if (!DNS_RECORD_IP_TYPES.includes(records)) return `one of ${DNS_RECORD_IP_TYPES.join(", ")}`;
  if (type === "dualstack" || records === type) return undefined;
  return `${type}, the addresses that the endpoint has; others need \`ipAddressType: dualstack\``;
}

function fixedProblems(
  fixed: Readonly<Record<string, PrivateAddresses>>,
  type: EndpointAddressType,
  { zoneIds, exactly, subnetCidrBlocks }: AddressSurroundings,
): EndpointProblem[] {
  const zones = [...zoneIds].sort();
  const missing = exactly ? zones.filter((zone) => fixed[zone] === undefined) : [];
  const problems: EndpointProblem[] = [];
  if (missing.length > 0 || Object.keys(fixed).length === 0)
    problems.push({
      path: ["privateAddresses"],
      expected: `addresses in each zone of the endpoint, ${zones.join(", ")}, or none at all`,
    });
  for (const zone of Object.keys(fixed).sort()) {
    const path = ["privateAddresses", zone];
    if (!zones.includes(zone)) {
      problems.push({ path, expected: `a zone that the endpoint can be in: ${zones.join(", ")}` });
      continue;
    }
    const wanted = familiesOf(type);
    const given = fixed[zone] ?? {};
    for (const family of ["ipv4", "ipv6"] as const) {
      const address = given[family];
      if ((address !== undefined) !== wanted.includes(family))
        problems.push({
          path: address === undefined ? path : [...path, family],
          expected: `${wanted.map((each) => `\`${each}\``).join(" and ")}, for an endpoint of ${type}`,
        });
      else if (known(address)) {
        const expected =
          family === "ipv4" ? subnetAddressProblem(address, subnetCidrBlocks[zone]) : ipv6AddressProblem(address);
        if (expected !== undefined) problems.push({ path: [...path, family], expected });
      }
    }
  }
  return problems;
}
