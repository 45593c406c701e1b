import { addressNumber, cidr, contains, parseCidr, vpcCidrProblem } from "../../modules/aws/cidr";
import { type PortSpec, parsePort, tcpPortProblems } from "../../modules/aws/port";
import { isZoneId } from "../../modules/aws/zone-id";
import {
  ADDRESS_TYPES,
  type AddressType,
  addressTypeProblem,
  DEFINITION_KEYS,
  resourceAddressProblem,
} from "../../modules/provider/resource/definition";
import {
  addressRoomProblem,
  DEFAULT_ADDRESSES_PER_INTERFACE,
} from "../../modules/provider/resource/interface-addresses";
import { isWithinDomain } from "../../modules/provider/resource/verified-domain";
import { subnetRanges } from "../../modules/vpc/subnet-ranges";
import { latticeRule } from "../encryption-control-schema";
import { asList, asMapping, DELETE_OTHERS, eachOnce, type Mapping, type Report } from "../fields";

/** What must hold between the keys of a resource. */
export function resourceRule(resource: Mapping, report: Report): void {
  const definition = asMapping(resource.resource);
  oneDefinition(definition, report);
  tcpPorts(["ports"], resource.ports, report);
  for (const [name, member] of Object.entries(asMapping(definition.members)))
    tcpPorts(["resource", "members", name, "ports"], asMapping(member).ports, report);
  customName(resource, definition, report);
  addresses(resource, definition, report);
  roomForAddresses(resource, report);
  addressesWithin(asMapping(resource.vpc).cidr, definition, report);
  eachOnce(["gateway", "allowTo"], asList(asMapping(resource.gateway).allowTo), "destination", report);
  eachOnce(["sharing", "principals"], asList(asMapping(resource.sharing).principals), "principal", report);
  latticeRule(resource.vpc, { role: "service", lattice: true }, report);
}

const NAMED = ["dnsName", "ipAddress"] as const;

function oneDefinition(definition: Mapping, report: Report): void {
  const keys = [...DEFINITION_KEYS, "members"];
  const count = (of: Mapping, among: readonly string[]) => among.filter((key) => of[key] !== undefined).length;
  const path = ["resource"];
  if (count(definition, keys) !== 1) report(path, "exactly one of `dnsName`, `ipAddress`, `arn` and `members`");
  if (definition.dnsAddressType !== undefined && definition.dnsName === undefined)
    report([...path, "dnsAddressType"], "a `dnsName` to ask for", "take it out");
  for (const [name, member] of Object.entries(asMapping(definition.members))) {
    const { dnsName, dnsAddressType } = asMapping(member);
    if (count(asMapping(member), NAMED) !== 1)
      report([...path, "members", name], "exactly one of `dnsName` and `ipAddress`");
    if (dnsAddressType !== undefined && dnsName === undefined)
      report([...path, "members", name, "dnsAddressType"], "a `dnsName` to ask for", "take it out");
  }
}

function tcpPorts(path: string[], ports: unknown, report: Report): void {
  const given = asList(ports);
  // What can be no port at all is told already.
  const readable = given.flatMap((port, index) =>
    (typeof port === "number" || typeof port === "string") && typeof parsePort(port) !== "string"
      ? [{ port: port as PortSpec, index }]
      : [],
  );
  const placeOf = (index: number) => [...path, readable[index]?.index ?? 0];
  for (const { index, expected, other } of tcpPortProblems(readable.map(({ port }) => port))) {
    const same = other !== undefined && String(readable[other]?.port) === String(readable[index]?.port);
    if (same) report(placeOf(index), "each port once", DELETE_OTHERS, [placeOf(other), placeOf(index)]);
    else report(placeOf(index), expected);
  }
}

function customName(
  { customDomainName, domainVerificationId, verifyDomain }: Mapping,
  definition: Mapping,
  report: Report,
): void {
  if (customDomainName !== undefined && definition.arn !== undefined)
    report(["customDomainName"], "no name with an ARN: AWS gives those of RDS", "take it out");
  if (customDomainName !== undefined && definition.members !== undefined)
    report(
      ["customDomainName"],
      "no name of a group: its members' names need a group domain, which no version of the AWS provider can set (its issue 46023)",
      "take it out; consumers connect to the names of their endpoint",
    );
  if (domainVerificationId !== undefined && customDomainName === undefined)
    report(["domainVerificationId"], "a `customDomainName` that it is for", "take it out, or name the domain");
  if (verifyDomain === undefined) return;
  if (domainVerificationId !== undefined)
    report(["verifyDomain"], "either `domainVerificationId` or `verifyDomain`, not both", "take one of them out");
  if (customDomainName === undefined)
    report(["verifyDomain"], "a `customDomainName` in that domain", "take it out, or name the resource");
  else if (!isWithinDomain(String(customDomainName), String(verifyDomain)))
    report(
      ["verifyDomain"],
      `${String(customDomainName)}, or a domain above it`,
      "verify the domain of `customDomainName`",
    );
}

/** Gateway, VPC, resource and what the gateway may connect to have addresses of one family. */
function addresses({ gateway, vpc }: Mapping, definition: Mapping, report: Report): void {
  const { addressType = "ipv4", allowTo } = asMapping(gateway);
  if (!isAddressType(addressType)) return;
  if (addressType !== "ipv4" && asMapping(vpc).cidr !== undefined)
    report(
      ["gateway", "addressType"],
      "ipv4 in a new VPC, which has no IPv6 addresses",
      "adopt a VPC that has some, by `id`, or write `ipv4`",
    );
  for (const each of [definition, ...Object.values(asMapping(definition.members)).map(asMapping)]) {
    const expected = addressTypeProblem(addressType, definitionOf(each));
    if (expected !== undefined)
      report(["gateway", "addressType"], expected, "set `gateway.addressType`, or give the resource's other address");
    if (allowTo === undefined && needsDestinations(addressType, each))
      report(
        ["gateway"],
        "`allowTo`, since the VPC's own range, which is IPv4, does not tell where the resource's IPv6 addresses are",
      );
  }
}

function definitionOf({ dnsName, dnsAddressType, ipAddress }: Mapping) {
  return {
    ...(typeof ipAddress === "string" ? { ipAddress } : {}),
    ...(typeof dnsName === "string" ? { dnsName } : {}),
    ...(isAddressType(dnsAddressType) ? { dnsAddressType } : {}),
  };
}

function needsDestinations(gateway: AddressType, { dnsName, dnsAddressType = "ipv4", arn }: Mapping): boolean {
  return (dnsName !== undefined && dnsAddressType !== "ipv4") || (arn !== undefined && gateway !== "ipv4");
}

function isAddressType(value: unknown): value is AddressType {
  return ADDRESS_TYPES.some((type) => type === value);
}

/** Subnets that are made have as many addresses as the gateway takes of each. */
function roomForAddresses({ gateway, vpc }: Mapping, report: Report): void {
  const { addressType = "ipv4", addressesPerInterface } = asMapping(gateway);
  if (addressType === "ipv6" && addressesPerInterface !== undefined)
    report(["gateway", "addressesPerInterface"], "no number of IPv4 addresses with addressType ipv6", "take it out");
  const wanted = addressesPerInterface ?? DEFAULT_ADDRESSES_PER_INTERFACE;
  const longest = Math.max(0, ...prefixLengths(asMapping(vpc)));
  if (typeof wanted !== "number" || addressType === "ipv6" || longest === 0) return;
  const expected = addressRoomProblem(wanted, longest);
  if (expected === undefined) return;
  const path = addressesPerInterface === undefined ? ["gateway"] : ["gateway", "addressesPerInterface"];
  report(path, expected, "set `gateway.addressesPerInterface` lower, or choose larger subnets");
}

/** Prefix lengths of the subnets of a VPC that is made, as far as they can be read. */
function prefixLengths(vpc: Mapping): number[] {
  const { cidr: range, zones, subnets, subnetPrefixLength: length } = vpc;
  if (typeof range !== "string" || vpcCidrProblem(range) !== undefined) return [];
  const zoneIds = asList(zones).filter((zone): zone is string => typeof zone === "string" && isZoneId(zone));
  const subnetPrefixLength = typeof length === "number" ? length : undefined;
  const computed = zones === undefined ? {} : subnetRanges({ cidrBlock: range, zoneIds, subnetPrefixLength });
  const given = Object.values(asMapping(subnets)).filter((each): each is string => typeof each === "string");
  return [...Object.values(computed), ...given].flatMap((each) =>
    typeof parseCidr(each) === "string" ? [] : [cidr(each).prefixLength],
  );
}

/** A VPC that is made has no way to addresses beyond it. */
function addressesWithin(vpcCidr: unknown, definition: Mapping, report: Report): void {
  const range = typeof vpcCidr === "string" ? parseCidr(vpcCidr) : "";
  if (typeof range === "string") return;
  const members = Object.entries(asMapping(definition.members));
  const all = [
    { path: ["resource"], value: definition },
    ...members.map(([name, value]) => ({ path: ["resource", "members", name], value: asMapping(value) })),
  ];
  for (const { path, value } of all) {
    const { ipAddress } = value;
    // What can be no resource's address is told already.
    if (typeof ipAddress !== "string" || resourceAddressProblem(ipAddress) !== undefined) continue;
    const number = addressNumber(ipAddress);
    if (number !== undefined && !contains(range, { first: number, last: number }))
      report([...path, "ipAddress"], `an address within the VPC, ${range.text}, which has no way beyond`);
  }
}
