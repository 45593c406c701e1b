export { AccessLogBucket, type AccessLogBucketProps } from "./access-log-bucket";
export { type AccessLogs, DEFAULT_LOG_RETENTION_DAYS, logPrefixProblem } from "./access-logs";
export { MAX_SECONDARY_ADDRESSES, MIN_CAPACITY_UNITS_PER_ZONE } from "./capacity";
export { dualstackProblems } from "./dualstack";
export { existingListenerProblems } from "./existing-listener";
export {
  type ExistingLoadBalancerTargets,
  ExistingNetworkLoadBalancer,
  type ExistingNetworkLoadBalancerProps,
} from "./existing-load-balancer";
export { forwardingProblems, groupForwardingProblems } from "./forwarding-rule";
export { HEALTH_CHECK_PROTOCOLS, type HealthCheckProps, healthCheckProblems, matcherProblem } from "./health-check";
export { HEALTH_CHECK_LIMITS, LISTENER_LIMITS } from "./limits";
export {
  endpointPortsOf,
  httpPathOf,
  LISTENER_PROTOCOLS,
  type ListenerProps,
  type ListenerProtocol,
  MAX_LISTENERS,
  protocolsOf,
  TARGET_PROTOCOLS,
  type TargetProtocol,
  targetPortOf,
} from "./listener";
export { listenerProblems, type NamedListener, samePortProblems } from "./listener-rule";
export type { INetworkLoadBalancer } from "./load-balancer";
export { networkLoadBalancerArnProblem } from "./load-balancer-arn";
export { NetworkLoadBalancer, type NetworkLoadBalancerProps } from "./network-load-balancer";
export type { LoadBalancerSurroundings, OptionProblem } from "./option-problem";
export { type LoadBalancerOptions, optionProblems } from "./options";
export { clientRangeProblem, clientRuleCount, type PrefixListFacts, type PrivateLinkRules } from "./privatelink-rules";
export { formerKeys, renameProblems } from "./renamed";
export {
  applicationLoadBalancerArnProblem,
  instanceIdProblem,
  outsideAddressProblem,
  targetGroupArnProblem,
} from "./target-address";
export type { TargetGroupAttributes } from "./target-group-attributes";
export {
  forwardedBy,
  MAX_TARGET_GROUPS,
  ONLY_GROUP,
  targetGroupKey,
  WEIGHT_LIMIT,
  type WeightedTargetGroup,
} from "./target-groups";
export { targetPortsOf } from "./target-ports";
export { targetTagValueProblem } from "./target-tags";
export { TARGET_TYPES, type TargetsProps, type TargetType, targetsOf } from "./targets";
export { ALPN_POLICIES, type AlpnPolicy, certificateArnProblem, DEFAULT_SSL_POLICY, sslPolicyProblem } from "./tls";
export { waysOut } from "./ways-out";
export { type ShiftedListener, zonalShiftProblems } from "./zonal-shift";
