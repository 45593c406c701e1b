export { FLOW_STICKINESS, type FlowStickiness, TARGET_FAILOVER, type TargetFailover } from "./flows";
export {
  GatewayLoadBalancer,
  type GatewayLoadBalancerProps,
  MAX_APPLIANCES,
} from "./gateway-load-balancer";
export { APPLIANCE_HEALTH_CHECK } from "./target-group";
