/**
 * The consumer's side: endpoints, their DNS names, and applications that use them.
 *
 * @module
 */

export { awsServiceName, awsServiceRegion } from "../aws/aws-service";
export type { EndpointServiceName } from "../aws/endpoint-service-name";
export type { IpProtocol, PortSpec, ProtocolPort } from "../aws/port";
export { AwsEndpoints, type AwsEndpointsProps } from "./aws-endpoints";
export { ClientApplication, type ClientApplicationProps, type ClientTarget } from "./client-application";
export { ClientInstance, type ClientInstanceProps } from "./client-instance";
export type { IEndpoint } from "./endpoint";
export {
  DNS_RECORD_IP_TYPES,
  type DnsRecordIpType,
  ENDPOINT_ADDRESS_TYPES,
  type EndpointAddressType,
  type PrivateAddresses,
} from "./endpoint-addresses";
export {
  EndpointServiceLookup,
  type EndpointServiceLookupProps,
  type IEndpointService,
} from "./endpoint-service-lookup";
export { type EndpointTimeouts, InterfaceEndpoint, type InterfaceEndpointProps } from "./interface-endpoint";
export {
  aliasNameProblem,
  EndpointHostedZone,
  type EndpointHostedZoneProps,
  EndpointNames,
  type EndpointNamesProps,
  EndpointPrivateDns,
  type EndpointPrivateDnsProps,
  type ExistingPrivateZone,
  nameToTry,
  VpcDnsCheck,
  type VpcDnsCheckProps,
  type ZoneVpc,
  zoneOfName,
} from "./private-dns";
export { PRIVATE_DNS_PREFERENCES, type PrivateDnsPreference } from "./private-dns-preference";
export { Reachability, type ReachabilityProps } from "./reachability";
export { ResourceEndpoint, type ResourceEndpointProps } from "./resource-endpoint";
export { ResourceShareAcceptance, type ResourceShareAcceptanceProps } from "./resource-share-acceptance";
