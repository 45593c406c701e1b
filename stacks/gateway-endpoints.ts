import type { ConsumerInput } from "../config/estate/consumer-input";
import { GATEWAY_SERVICES } from "../modules/aws/gateway-service";
import { GatewayEndpoint } from "../modules/consumer";
import type { IVpc } from "../modules/vpc";
import type { PrivateLinkStack } from "./privatelink-stack";

/** Outputs of a consumer's stack about its gateway endpoints, where it has some. They are no connections. */
export interface GatewayEndpointOutputs {
  /** Ids of the gateway endpoints by the short name of the service. */
  readonly gateway_endpoint_ids: Readonly<Record<string, string>>;
  /** Ids of the services' prefix lists, which security groups of clients let out to, by the short name of the service. */
  readonly gateway_prefix_list_ids: Readonly<Record<string, string>>;
}

/** What these outputs are. */
export const GATEWAY_ENDPOINT_OUTPUTS: Readonly<Record<keyof GatewayEndpointOutputs, string>> = {
  gateway_endpoint_ids: "Gateway endpoints by service",
  gateway_prefix_list_ids: "Prefix lists by service: security groups of clients must let out to their port 443",
};

/** Gateway endpoints of a consumer's VPC by the short name of the service. */
export function gatewayEndpoints(
  stack: PrivateLinkStack,
  { prefix, deployer, gatewayEndpoints: specs = {} }: ConsumerInput,
  vpc: IVpc,
): Readonly<Record<string, GatewayEndpoint>> {
  const made = GATEWAY_SERVICES.flatMap((service): [string, GatewayEndpoint][] => {
    const spec = specs[service];
    if (spec === undefined) return [];
    const endpoint = new GatewayEndpoint(stack, `gateway-endpoint-${service}`, {
      ...spec,
      name: `${prefix}-gateway-${service}`,
      service,
      vpc,
      region: stack.region,
      account: deployer.account,
    });
    return [[service, endpoint]];
  });
  return Object.fromEntries(made);
}

/** Outputs of some gateway endpoints. */
export function gatewayEndpointOutputs(endpoints: Readonly<Record<string, GatewayEndpoint>>): GatewayEndpointOutputs {
  const each = (value: (endpoint: GatewayEndpoint) => string) =>
    Object.fromEntries(Object.entries(endpoints).map(([service, endpoint]) => [service, value(endpoint)]));
  return {
    gateway_endpoint_ids: each(({ endpointId }) => endpointId),
    gateway_prefix_list_ids: each(({ prefixListId }) => prefixListId),
  };
}
