export { AwsEndpoints, type AwsEndpointsProps } from "./aws-endpoints";
export { ClientApplication, type ClientApplicationProps, type ClientTarget } from "./client-application";
export { ClientInstance, type ClientInstanceProps } from "./client-instance";
export type { IEndpoint } from "./endpoint";
export type { DnsRecordIpType, EndpointAddressType, PrivateAddresses } from "./endpoint-addresses";
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
export { Reachability, type ReachabilityProps } from "./reachability";
export { ResourceEndpoint, type ResourceEndpointProps } from "./resource-endpoint";
export { ResourceShareAcceptance, type ResourceShareAcceptanceProps } from "./resource-share-acceptance";
