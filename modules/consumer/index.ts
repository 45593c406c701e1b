/**
 * The consumer's side: endpoints, their DNS names, and applications that use them.
 *
 * @module
 */

export { awsServiceName, awsServiceRegion } from "../aws/aws-service";
export type { EndpointServiceName } from "../aws/endpoint-service-name";
export type { GatewayService } from "../aws/gateway-service";
export type { IpProtocol, PortSpec, ProtocolPort } from "../aws/port";
export {
  CONNECTION_EVENTS,
  type ConnectionEvent,
  type NotifiedTopicProps,
  notificationKeyStatement,
  notificationTopicStatement,
  type PolicyStatement,
  policyDocument,
} from "../provider/connection-notification";
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
export type { ByZone, EndpointDetails } from "./endpoint-details";
export {
  ENDPOINT_THRESHOLDS,
  type EndpointAlarmKind,
  type EndpointAlarmThresholds,
  EndpointMonitoring,
  type EndpointMonitoringProps,
  type MonitoredEndpoint,
} from "./endpoint-monitoring";
export { EndpointNotification, type EndpointNotificationProps } from "./endpoint-notification";
export {
  EndpointServiceLookup,
  type EndpointServiceLookupProps,
  type IEndpointService,
} from "./endpoint-service-lookup";
export {
  type GatewayAccess,
  type GatewayAddresses,
  GatewayEndpoint,
  type GatewayEndpointProps,
  type GatewayPolicyProps,
  type IGatewayEndpoint,
} from "./gateway-endpoint";
export {
  GatewayLoadBalancerEndpoints,
  type GatewayLoadBalancerEndpointsProps,
} from "./gateway-load-balancer-endpoints";
export { Inspection, type InspectionProps } from "./inspection";
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
export { ServiceNetworkEndpoint, type ServiceNetworkEndpointProps } from "./service-network-endpoint";
