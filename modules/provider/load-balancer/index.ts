export { MAX_SECONDARY_ADDRESSES, MIN_CAPACITY_UNITS_PER_ZONE } from "./capacity";
export type { HealthCheckProps } from "./health-check";
export {
  endpointPortsOf,
  httpPathOf,
  LISTENER_PROTOCOLS,
  type ListenerProps,
  type ListenerProtocol,
  MAX_LISTENERS,
  protocolsOf,
  targetPortOf,
} from "./listener";
export { NetworkLoadBalancer, type NetworkLoadBalancerProps } from "./network-load-balancer";
export type { LoadBalancerSurroundings, OptionProblem } from "./option-problem";
export { type LoadBalancerOptions, optionProblems } from "./options";
