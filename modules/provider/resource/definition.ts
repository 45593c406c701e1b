import { isIpv6, privateAddressProblem } from "../../aws/ip-address";
import { ipv6AddressProblem } from "../../aws/ipv6";
import { known, type PropertyProblems } from "../../aws/property-problems";

/** Addresses of a gateway, or those that a domain name is asked for. */
export const ADDRESS_TYPES = ["ipv4", "ipv6", "dualstack"] as const;
export type AddressType = (typeof ADDRESS_TYPES)[number];

/** What a resource configuration leads to: exactly one of `dnsName`, `ipAddress` and `arn`. */
export interface ResourceDefinition {
  /**
   * Domain name that public DNS knows, such as that of a database's endpoint; it may well stand for private addresses. Names
   * of a private hosted zone need a gateway with `dnsResolution: "IN_VPC"`.
   */
  readonly dnsName?: string;
  /** Addresses that `dnsName` is asked for. @default "ipv4" */
  readonly dnsAddressType?: AddressType;
  /** Private IPv4 address, or IPv6 address of the VPC. */
  readonly ipAddress?: string;
  /**
   * ARN of an Amazon RDS instance or cluster that is not publicly accessible. AWS follows its endpoints and its port, and
   * names it within consumers' VPCs as RDS does.
   */
  readonly arn?: string;
}

/** The ways to say what a resource is. */
export const DEFINITION_KEYS = ["dnsName", "ipAddress", "arn"] as const;

/** Names of hosts have no underscores, but those of DNS may. */
const LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
const DOMAIN_NAME = new RegExp(`^${LABEL}(\\.${LABEL})+$`, "i");

/** Why a text is no domain name, as what was expected instead; undefined when it is one. */
export function domainNameProblem(text: string): string | undefined {
  return DOMAIN_NAME.test(text) && text.length <= 255 && /[a-z][a-z0-9-]*$/i.test(text)
    ? undefined
    : "a domain name of at most 255 characters, such as ledger.example.com";
}

/**
 * Why a text cannot be the address of a resource, as what was expected instead; undefined when it can.
 *
 * Source: VPC Lattice User Guide, "Resource definition": IPv4 addresses of RFC 1918 and RFC 6598, IPv6 addresses of the VPC.
 */
export function resourceAddressProblem(text: string): string | undefined {
  return isIpv6(text)
    ? ipv6AddressProblem(text)
    : privateAddressProblem(text, "a private IPv4 address, or an IPv6 address of the VPC");
}

const RESOURCE_ARN = /^arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:(db|cluster):[a-z][a-z0-9-]{0,62}$/;

/** Why a text cannot be the ARN of a resource, as what was expected instead; undefined when it can. */
export function resourceArnProblem(text: string): string | undefined {
  return RESOURCE_ARN.test(text)
    ? undefined
    : "the ARN of an RDS instance (arn:<partition>:rds:<region>:<account>:db:<name>) or cluster (...:cluster:<name>): AWS supports no others";
}

/**
 * Why a gateway's addresses cannot reach a resource, as what was expected instead; undefined when they can, or when nothing
 * can be told of it.
 *
 * Source: VPC Lattice User Guide, "Resource gateways", IP address types.
 */
export function addressTypeProblem(gateway: AddressType, definition: ResourceDefinition): string | undefined {
  const { ipAddress, dnsName, dnsAddressType = "ipv4" } = definition;
  const wanted = known(ipAddress)
    ? isIpv6(ipAddress)
      ? "ipv6"
      : "ipv4"
    : dnsName === undefined
      ? gateway
      : dnsAddressType;
  return gateway === "dualstack" || wanted === "dualstack" || wanted === gateway
    ? undefined
    : `a gateway with addresses of ${wanted === "ipv4" ? "IPv4" : "IPv6"}, as the resource has: ${wanted} or dualstack`;
}

/** Notes what is wrong with what a configuration leads to. @param property where it is, such as `resource`. */
export function checkDefinition(problems: PropertyProblems, property: string, definition: ResourceDefinition): void {
  const { dnsName, dnsAddressType, ipAddress, arn } = definition;
  const given = DEFINITION_KEYS.filter((key) => definition[key] !== undefined);
  if (given.length !== 1) problems.add(property, "exactly one of `dnsName`, `ipAddress` and `arn`", given);
  if (known(dnsName)) problems.check(`${property}.dnsName`, domainNameProblem(dnsName), dnsName);
  if (dnsName === undefined && dnsAddressType !== undefined)
    problems.add(`${property}.dnsAddressType`, "a `dnsName` to ask for", dnsAddressType);
  if (known(ipAddress)) problems.check(`${property}.ipAddress`, resourceAddressProblem(ipAddress), ipAddress);
  if (known(arn)) problems.check(`${property}.arn`, resourceArnProblem(arn), arn);
}

/** The `resource_configuration_definition` block. */
export function definitionBlock({ dnsName, dnsAddressType, ipAddress, arn }: ResourceDefinition) {
  if (arn !== undefined) return { arnResource: [{ arn }] };
  if (ipAddress !== undefined) return { ipResource: [{ ipAddress }] };
  return { dnsResource: [{ domainName: dnsName ?? "", ipAddressType: latticeAddressType(dnsAddressType ?? "ipv4") }] };
}

/** What of a definition cannot be changed in place: all but the address. */
export function fixedPart({ ipAddress, ...rest }: ResourceDefinition) {
  return { ...rest, byAddress: ipAddress !== undefined };
}

/** An address type as VPC Lattice writes it. */
export function latticeAddressType(addressType: AddressType): string {
  return addressType.toUpperCase();
}
