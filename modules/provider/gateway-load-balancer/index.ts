export { FLOW_STICKINESS, type FlowStickiness, TARGET_FAILOVER, type TargetFailover } from "./flows";
export { GatewayLoadBalancer, type GatewayLoadBalancerProps } from "./gateway-load-balancer";
export { MAX_APPLIANCES } from "./limits";
export { APPLIANCE_HEALTH_CHECK } from "./target-group";
