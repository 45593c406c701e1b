export type { GatewayAccess } from "./access";
export type { GatewayAddresses } from "./addresses";
export { GatewayEndpoint, type GatewayEndpointProps, type IGatewayEndpoint } from "./gateway-endpoint";
export type { GatewayPolicyProps } from "./problems";
