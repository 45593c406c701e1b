export type { HealthCheckProps } from "./health-check";
export {
  endpointPortsOf,
  httpPathOf,
  LISTENER_PROTOCOLS,
  type ListenerProps,
  type ListenerProtocol,
  MAX_LISTENERS,
  targetPortOf,
} from "./listener";
export { NetworkLoadBalancer, type NetworkLoadBalancerProps } from "./network-load-balancer";
