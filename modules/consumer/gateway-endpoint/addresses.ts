import type { GatewayService } from "../../aws/gateway-service";
import {
  addressTypeProblem,
  DNS_RECORD_IP_TYPES,
  type DnsRecordIpType,
  ENDPOINT_ADDRESS_TYPES,
  type EndpointAddressType,
} from "../endpoint-addresses";
import type { GatewayProblem } from "./problems";

/** Addresses of the service that a gateway endpoint leads to. */
export interface GatewayAddresses {
  /**
   * Addresses of the service that get a route: `dualstack` in a VPC with IPv6, `ipv6` only in IPv6-only subnets of an
   * existing VPC. It changes in place. Removing it does not change the deployed endpoint.
   *
   * @default - ipv4, as AWS makes it
   */
  readonly ipAddressType?: EndpointAddressType | undefined;
  /**
   * DNS records that the VPC gets for the service's names, of `s3`. Versions of the AWS provider before 6.28 cannot set
   * it. Removing it does not change the deployed endpoint.
   *
   * @default - service-defined, as AWS makes it: only names such as s3.dualstack.us-east-1.amazonaws.com have IPv6
   */
  readonly dnsRecordIpType?: DnsRecordIpType | undefined;
}

/** Something wrong with the addresses of a gateway endpoint, and what to do. */
export interface GatewayAddressProblem extends GatewayProblem {
  readonly fix: string;
}

/** What addresses of a gateway endpoint depend on. */
export interface GatewayAddressSurroundings {
  readonly service: GatewayService;
  /** Whether the subnets have IPv6 ranges. */
  readonly ipv6: boolean;
  /** Whether the subnets are known to have IPv4 ranges, too. */
  readonly ipv4: boolean;
}

/**
 * What is wrong with the addresses of a gateway endpoint. Source: AWS PrivateLink Guide, "Gateway endpoints" (IP
 * address type, DNS record IP type): of DynamoDB, the records cannot be chosen.
 */
export function gatewayAddressProblems(
  { ipAddressType, dnsRecordIpType }: GatewayAddresses,
  { service, ...subnets }: GatewayAddressSurroundings,
): GatewayAddressProblem[] {
  const type = ipAddressType && addressTypeProblem(ipAddressType, subnets);
  const records = dnsRecordIpType && recordProblem(dnsRecordIpType, ipAddressType ?? "ipv4", service);
  return [
    ...(type ? [{ path: ["ipAddressType"], expected: type, fix: typeFix(ipAddressType, subnets) }] : []),
    ...(records ? [{ path: ["dnsRecordIpType"], expected: records, fix: recordFix(service) }] : []),
  ];
}

function typeFix(type: EndpointAddressType | undefined, { ipv4 }: Pick<GatewayAddressSurroundings, "ipv4">): string {
  return type === "ipv6" && ipv4 ? "write `dualstack`, or remove it" : "remove it, or write `ipv6: true` for the VPC";
}

function recordFix(service: GatewayService): string {
  return service === "dynamodb" ? "remove it" : "remove it, or write `ipAddressType: dualstack`";
}

function recordProblem(
  records: DnsRecordIpType,
  type: EndpointAddressType,
  service: GatewayService,
): string | undefined {
  if (service === "dynamodb") return "no `dnsRecordIpType`: AWS chooses the records of dynamodb";
  if (!DNS_RECORD_IP_TYPES.includes(records)) return `one of ${DNS_RECORD_IP_TYPES.join(", ")}`;
  // Of another type something is said already.
  if (!ENDPOINT_ADDRESS_TYPES.includes(type) || type === "dualstack") return undefined;
  return records === type || records === "service-defined"
    ? undefined
    : `${type} or service-defined, with the addresses of the endpoint; others need \`ipAddressType: dualstack\``;
}
