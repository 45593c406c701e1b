import type { VpcRole } from "../../modules/aws/marks";
import type { ClientSpec } from "../client-schema";
import type { ConnectionSpec } from "../connection/connection-schema";
import type { Offers } from "../connection/offers";
import type { ManagedConsumerSpec } from "../consumer-schema";
import type { EndpointMonitoringSpec } from "../endpoint-monitoring-schema";
import type { Environment } from "../environment";
import type { GatewayEndpointsSpec } from "../gateway-endpoint-schema";
import { limitOf } from "../quotas";
import { type CommonInput, commonInput, type VpcInput, vpcInput } from "./common-input";
import { type ConnectionInput, connectionInput } from "./connection-input";
import { type HubTargetInput, hubTargetInputs } from "./hub-target-input";
import { type InspectionInput, inspectionInput } from "./inspection-input";
import { endpointStackName } from "./stack-names";

/** What the stack of a consumer, or of a hub's VPC, is made of. */
export interface ConsumerInput extends CommonInput {
  /** What the names of everything in it begin with. */
  readonly prefix: string;
  readonly vpc: VpcInput;
  /** Side that the VPC is on: `hub` for that of a hub. */
  readonly vpcRole: VpcRole & ("consumer" | "hub");
  /** Most inbound rules of a security group in the account. */
  readonly ruleQuota: number;
  /** Appliances that packets pass. @default - none */
  readonly inspection?: InspectionInput | undefined;
  /** Connections by name, sorted. */
  readonly connections: Readonly<Record<string, ConnectionInput>>;
  /** Gateway endpoints of the VPC by the short name of the service. @default - none */
  readonly gatewayEndpoints?: GatewayEndpointsSpec | undefined;
  /** What the client checks of connections that are a hub's. @default - the consumer shares no connection */
  readonly viaHub?: Readonly<Record<string, HubTargetInput>> | undefined;
  /** The client application; false for none. */
  readonly client: ClientSpec;
  /** What is monitored of the endpoints. @default - nothing */
  readonly monitoring?: EndpointMonitoringSpec | undefined;
}

/** The input of the stack of a consumer, or of a hub's VPC. @param consumer name of the consumer. */
export function consumerInput(
  environment: Environment,
  offers: Offers,
  consumer: string,
  spec: ManagedConsumerSpec,
): ConsumerInput {
  const { account, role, hubVpc, viaHub, region = environment.region } = spec;
  const connections = Object.entries<ConnectionSpec>(spec.connections).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...commonInput(environment, {
      name: endpointStackName(environment, consumer),
      // What has a path to a hub's VPC is as little isolated as that.
      role: hubVpc || spec.hubPath ? "hub" : "consumer",
      of: { account, role, region },
      tags: { ...spec.tags, ...(hubVpc ? { Hub: hubVpc.hub } : { Consumer: consumer }) },
    }),
    prefix: `${environment.name}-${consumer}`,
    vpc: clientVpcInput(spec),
    vpcRole: hubVpc ? "hub" : "consumer",
    ruleQuota: limitOf(environment.quotas, account, region, "rulesPerSecurityGroup"),
    connections: Object.fromEntries(
      connections.map(([key, connection]) => [key, connectionInput(environment, offers, connection, region)]),
    ),
    ...(spec.inspection ? { inspection: inspectionInput(environment, spec.inspection) } : {}),
    ...(spec.gatewayEndpoints ? { gatewayEndpoints: spec.gatewayEndpoints } : {}),
    viaHub: viaHub && hubTargetInputs(environment, offers, viaHub),
    client: spec.client,
    monitoring: spec.monitoring,
  };
}

/** The consumer's VPC. Behind the network ACL that a new one has otherwise, no gateway endpoint can be used. */
function clientVpcInput({ vpc, gatewayEndpoints }: ManagedConsumerSpec): VpcInput {
  const isNew = vpc.cidr !== undefined;
  return vpcInput(gatewayEndpoints && isNew ? { ...vpc, networkAcl: "open" } : vpc);
}
