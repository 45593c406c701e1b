/**
 * The provider's side: load balancers, endpoint services, resources, and what accepts connections.
 *
 * @module
 */

export type { UnknownPolicy } from "../../ledger/decide";
export type { LedgerEntry, ServiceLedger } from "../../ledger/service-ledger";
export { STATES, type State } from "../../ledger/state";
export type { PortSpec } from "../aws/port";
export type { Acceptance } from "./acceptance";
export { ConnectionAcceptor, type ConnectionAcceptorProps } from "./acceptor";
export { type AwaitedEndpoint, ConnectionAcceptance, type ConnectionAcceptanceProps } from "./connection-acceptance";
export {
  CONNECTION_EVENTS,
  type ConnectionEvent,
  ConnectionNotification,
  type ConnectionNotificationProps,
  type NotifiedTopicProps,
  notificationKeyStatement,
  notificationTopicStatement,
  type PolicyStatement,
  policyDocument,
} from "./connection-notification";
export { EndpointService, type EndpointServiceProps } from "./endpoint-service";
export { GatewayLoadBalancer, type GatewayLoadBalancerProps } from "./gateway-load-balancer";
export { IP_ADDRESS_TYPES, type IpAddressType } from "./ip-address-types";
export {
  AccessLogBucket,
  type AccessLogBucketProps,
  type AccessLogs,
  type ExistingLoadBalancerTargets,
  ExistingNetworkLoadBalancer,
  type ExistingNetworkLoadBalancerProps,
  type HealthCheckProps,
  type INetworkLoadBalancer,
  type ListenerProps,
  NetworkLoadBalancer,
  type NetworkLoadBalancerProps,
  type PrefixListFacts,
  type PrivateLinkRules,
  TARGET_TYPES,
  type TargetsProps,
  type TargetType,
  type WeightedTargetGroup,
} from "./load-balancer";
export {
  type AlarmKind,
  type AlarmThresholds,
  type MonitoredListener,
  type MonitoredLoadBalancer,
  type MonitoredTargetGroup,
  ServiceMonitoring,
  type ServiceMonitoringProps,
  THRESHOLDS,
} from "./monitoring";
export {
  type HostedZone,
  type PrivateDnsRecord,
  PrivateDnsVerification,
  type PrivateDnsVerificationProps,
} from "./private-dns";
export {
  DNS_RESOLUTIONS,
  type DnsResolution,
  type DomainTxtRecord,
  DomainVerification,
  type DomainVerificationProps,
  type GatewayDestination,
  type GroupMember,
  type IResourceGateway,
  ResourceConfiguration,
  type ResourceConfigurationProps,
  type ResourceDefinition,
  ResourceGateway,
  type ResourceGatewayProps,
  ResourceGroup,
  type ResourceGroupProps,
  ResourceShare,
  type ResourceShareProps,
} from "./resource";
export { SampleApplication, type SampleApplicationProps } from "./sample-application";
