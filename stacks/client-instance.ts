import type { InstanceSpec } from "../config/instance-schema";
import {
  ClientInstance,
  type ClientTarget,
  type IGatewayEndpoint,
  InterfaceEndpoint,
  Reachability,
} from "../modules/consumer";
import { SESSION_SERVICES } from "../modules/consumer/aws-service-sets";
import type { IVpc } from "../modules/vpc";
import type { PrivateLinkStack } from "./privatelink-stack";
import { awsEndpointsOf } from "./vpc";

/** Outputs of a consumer's stack about its instance for people, where it has one. */
export interface ClientInstanceOutputs {
  /** Id of the instance. */
  readonly client_instance_id: string;
  /** Command that opens a shell on it. */
  readonly client_instance_session: string;
  /** Paths of Reachability Analyzer by connection and port; none unless asked for. */
  readonly client_instance_paths?: Readonly<Record<string, string>>;
}

/** What these outputs are. */
export const CLIENT_INSTANCE_OUTPUTS: Readonly<Record<keyof ClientInstanceOutputs, string>> = {
  client_instance_id: "Instance from which people try the connections",
  client_instance_session: "Opens a shell on the instance",
  client_instance_paths:
    "Paths of Reachability Analyzer: aws ec2 start-network-insights-analysis --network-insights-path-id <one>",
};

/**
 * The instance from which people try a consumer's connections, and the paths from it to the endpoints of services.
 *
 * @param targets what the client application checks, by the name of the connection.
 * @param gateways gateway endpoints of the VPC, which people on the instance may use, too.
 */
export function clientInstance(
  stack: PrivateLinkStack,
  name: string,
  vpc: IVpc,
  targets: Readonly<Record<string, ClientTarget>>,
  { zone, sessionEndpoints, reachability, ...options }: InstanceSpec,
  gateways: readonly IGatewayEndpoint[],
): ClientInstanceOutputs {
  const endpoints = Object.fromEntries(Object.entries(targets).map(([key, { endpoint }]) => [key, endpoint]));
  const made = awsEndpointsOf(stack);
  const ofSession = SESSION_SERVICES.flatMap((service) => {
    const endpoint = made[service];
    return endpoint ? [[nameBeside(endpoints, service), endpoint] as const] : [];
  });
  const instance = new ClientInstance(stack, "client-instance", {
    ...options,
    name,
    vpc,
    endpoints,
    zoneId: zone,
    gatewayEndpoints: gateways,
    ...(sessionEndpoints === "existing" ? {} : { sessionEndpoints: Object.fromEntries(ofSession) }),
  });
  const outputs = { client_instance_id: instance.instanceId, client_instance_session: instance.sessionCommand };
  // Those of private resources are not among what Reachability Analyzer knows.
  const ofServices = Object.entries(endpoints).filter(([, endpoint]) => endpoint instanceof InterfaceEndpoint);
  if (reachability === undefined || ofServices.length === 0) return outputs;
  const paths = new Reachability(stack, "reachability", {
    name: `${name}-client-instance`,
    sourceId: instance.instanceId,
    endpoints: Object.fromEntries(ofServices),
    analyse: reachability === "analysed",
  });
  return { ...outputs, client_instance_paths: paths.pathIds };
}

/** A name for the endpoint of a service of AWS: a connection may have the service's name, and one that begins with `aws-`. */
function nameBeside(endpoints: Readonly<Record<string, unknown>>, service: string): string {
  const name = `aws-${service}`;
  return Object.hasOwn(endpoints, name) ? nameBeside(endpoints, name) : name;
}
