import type { Construct } from "constructs";
import type { ClientSpec } from "../config/client-schema";
import type { EndpointMonitoringSpec } from "../config/endpoint-monitoring-schema";
import type { ConsumerInput } from "../config/estate/consumer-input";
import { inspectionConnection } from "../config/inspection/names";
import {
  ClientApplication,
  type ClientTarget,
  EndpointMonitoring,
  type GatewayEndpoint,
  InterfaceEndpoint,
  type MonitoredEndpoint,
  VpcDnsCheck,
} from "../modules/consumer";
import { DEFAULT_INSTANCE_TYPE } from "../modules/consumer/client-instance/default-instance-type";
import type { EncryptedWorkload, IVpc } from "../modules/vpc";
import { CLIENT_INSTANCE_OUTPUTS, type ClientInstanceOutputs, clientInstance } from "./client-instance";
import { type Connected, connect } from "./connections/connect";
import { hubTargets } from "./connections/hub-targets";
import { inspect } from "./connections/inspect";
import type {
  ClientOutputs,
  ConnectionAlarmOutputs,
  ConsumerOutputs,
  EndpointDashboardOutputs,
  EndpointDetailsOutput,
  EndpointDetailsOutputs,
  HubOutputs,
  NetworkOutputs,
  PrivateDnsOutputs,
} from "./consumer-outputs";
import {
  GATEWAY_ENDPOINT_OUTPUTS,
  type GatewayEndpointOutputs,
  gatewayEndpointOutputs,
  gatewayEndpoints,
} from "./gateway-endpoints";
import type { EndpointNotificationOutputs, EndpointNotificationPolicyOutputs, NotifiedTopic } from "./notifications";
import { PrivateLinkStack } from "./privatelink-stack";
import { vpcOf } from "./vpc";

/**
 * `<environment>-consumer-<consumer>`: VPC, endpoints and client application, in the consumer's account. Of a VPC of a hub it is
 * `<environment>-hub-<hub>-<vpc>`, with the endpoints alone.
 */
export class ConsumerStack extends PrivateLinkStack {
  readonly outputs: ConsumerOutputs;
  /** Undefined for a consumer without a client application. */
  readonly clientOutputs: ClientOutputs | undefined;

  constructor(
    scope: Construct,
    private readonly input: ConsumerInput,
  ) {
    super(scope, input);
    const { prefix, vpcRole, viaHub, client } = input;
    const vpc = vpcOf(this, prefix, vpcRole, input.vpc, {
      workload: workloadOf(input),
      hasHubPath: input.role === "hub",
      inspected: input.inspection !== undefined,
    });
    this.checkDns();
    const endpointIds: Record<string, string> = {};
    const inspection = input.inspection && inspect(this, this.environment, prefix, input.inspection, vpc);
    const monitored: Record<string, MonitoredEndpoint> = {};
    if (inspection)
      for (const [zone, endpointId] of Object.entries(inspection.endpointIds)) {
        const name = inspectionConnection(zone);
        endpointIds[name] = endpointId;
        monitored[name] = { endpointId, serviceName: inspection.serviceName, type: "GatewayLoadBalancer" };
      }
    const targets: Record<string, ClientTarget> = {};
    const clients = inspection?.clients ?? vpc;
    const gateways = gatewayEndpoints(this, input, clients);
    const privateDnsNames: Record<string, readonly string[]> = {};
    const networkDnsNames: Record<string, Readonly<Record<string, readonly string[]>>> = {};
    const details: Record<string, EndpointDetailsOutput> = {};
    const topics: Record<string, NotifiedTopic> = {};
    for (const [key, connection] of Object.entries(input.connections)) {
      const connected = connect({ stack: this, input, vpc, gateways }, key, connection);
      endpointIds[key] = connected.endpoint.endpointId;
      // AWS publishes no metrics of endpoints to services in other regions, and of those to resources.
      if (connected.endpoint instanceof InterfaceEndpoint && connected.endpoint.serviceRegion === undefined)
        monitored[key] = connected.endpoint;
      Object.assign(targets, connected.targets);
      if (connected.privateDnsNames) privateDnsNames[key] = connected.privateDnsNames;
      if (connected.networkDnsNames) networkDnsNames[key] = connected.networkDnsNames;
      if (connection.endpointDetails) details[key] = detailsOf(connected.endpoint);
      if (connected.topic) topics[key] = connected.topic;
    }
    if (vpcRole === "hub")
      this.publish<HubOutputs>({ vpc_cidr_block: vpc.cidrBlock }, { vpc_cidr_block: "Range of the VPC of the hub" });
    Object.assign(targets, hubTargets(this, this.environment, viaHub ?? {}));
    this.outputs = this.publish<ConsumerOutputs>(
      {
        vpc_id: vpc.vpcId,
        endpoint_ids: endpointIds,
        endpoint_dns_names: Object.fromEntries(
          Object.entries(targets).map(([name, { endpoint }]) => [name, endpoint.dnsName]),
        ),
      },
      {
        vpc_id: "VPC of the consumer",
        endpoint_ids: "Endpoints by connection",
        endpoint_dns_names: "Names to connect to, by connection",
      },
    );
    if (Object.keys(gateways).length > 0)
      this.publish<GatewayEndpointOutputs>(gatewayEndpointOutputs(gateways), GATEWAY_ENDPOINT_OUTPUTS);
    if (Object.keys(privateDnsNames).length > 0)
      this.publish<PrivateDnsOutputs>(
        { private_dns_names: privateDnsNames },
        { private_dns_names: "Names of resources themselves that the VPC knows, by connection" },
      );
    if (Object.keys(networkDnsNames).length > 0)
      this.publish<NetworkOutputs>(
        { service_network_dns_names: networkDnsNames },
        { service_network_dns_names: "Names of what is in service networks, by connection and ARN" },
      );
    this.publishDetails(details);
    this.publishTopics(topics);
    if (input.monitoring) this.monitor(vpc, monitored, input.monitoring);
    // Of a hub's connections whose names nobody has told, there is nothing to check.
    const unknown = viaHub !== undefined && Object.keys(targets).length === 0;
    this.clientOutputs = client === false || unknown ? undefined : this.client(clients, targets, client, gateways);
  }

  private publishDetails(details: Record<string, EndpointDetailsOutput>): void {
    if (Object.keys(details).length > 0)
      this.publish<EndpointDetailsOutputs>(
        { endpoint_details: details },
        { endpoint_details: "Subnets and addresses by zone, and security groups, of endpoints by connection" },
      );
  }

  private publishTopics(topics: Record<string, NotifiedTopic>): void {
    const all = Object.entries(topics);
    if (all.length === 0) return;
    this.publish<EndpointNotificationOutputs>(
      { endpoint_notification_topic_arns: Object.fromEntries(all.map(([key, { topicArn }]) => [key, topicArn])) },
      { endpoint_notification_topic_arns: "SNS topics that are told of endpoints, by connection; subscribe to them" },
    );
    const adopted = all.flatMap(([key, { policies }]) => (policies ? [[key, policies] as const] : []));
    if (adopted.length > 0)
      this.publish<EndpointNotificationPolicyOutputs>(
        { endpoint_notification_policies: Object.fromEntries(adopted) },
        {
          endpoint_notification_policies:
            "What the policies of topics that exist, and of the keys where they have some, must say, by connection",
        },
      );
  }

  /** A VPC that exists must resolve private names, where an endpoint in it has some from the start. */
  private checkDns(): void {
    const { vpc, connections } = this.input;
    if (vpc.id === undefined) return;
    if (Object.values(connections).some(({ to, privateDns }) => to === "service" && privateDns === true))
      new VpcDnsCheck(this, "vpc-dns", { vpcId: vpc.id });
  }

  private monitor(
    vpc: IVpc,
    endpoints: Readonly<Record<string, MonitoredEndpoint>>,
    { connections, ...spec }: EndpointMonitoringSpec,
  ): void {
    const { dashboardName } = new EndpointMonitoring(this, "monitoring", {
      name: this.input.prefix,
      vpcId: vpc.vpcId,
      endpoints: Object.fromEntries(
        Object.entries(endpoints).map(([key, { endpointId, serviceName, type }]) => [
          key,
          { endpointId, serviceName, type, alarms: connections[key] },
        ]),
      ),
      ...spec,
    });
    if (dashboardName !== undefined)
      this.publish<EndpointDashboardOutputs>(
        { endpoint_dashboard_name: dashboardName },
        { endpoint_dashboard_name: "CloudWatch dashboard of the endpoints" },
      );
  }

  private client(
    vpc: IVpc,
    targets: Record<string, ClientTarget>,
    spec: Exclude<ClientSpec, false>,
    gateways: Readonly<Record<string, GatewayEndpoint>>,
  ): ClientOutputs {
    const { prefix } = this.input;
    const { instance, ...options } = spec;
    const client = new ClientApplication(this, "client", { name: prefix, vpc, targets, ...options });
    if (instance)
      this.publish<ClientInstanceOutputs>(
        clientInstance(this, prefix, vpc, targets, instance, Object.values(gateways)),
        CLIENT_INSTANCE_OUTPUTS,
      );
    if (spec.connectionAlarms)
      this.publish<ConnectionAlarmOutputs>(
        { client_connection_alarms: client.connectionAlarmNames },
        { client_connection_alarms: "Alarms of each connection" },
      );
    return this.publish<ClientOutputs>(
      {
        client_function_name: client.functionName,
        client_log_group: client.logGroupName,
        client_alarm: client.alarmName,
      },
      {
        client_function_name: "Checks at once: aws lambda invoke --function-name <this> out.json",
        client_log_group: "Results of the checks",
        client_alarm: "Stands while a service does not answer",
      },
    );
  }
}

/** What is in the VPC: what the client application runs, and the endpoints. */
function workloadOf({ client, connections, inspection }: ConsumerInput): EncryptedWorkload {
  const instance = client === false ? undefined : client.instance;
  return {
    functions: client !== false,
    instanceTypes: instance ? [instance.instanceType ?? DEFAULT_INSTANCE_TYPE] : [],
    lattice: Object.values(connections).some(({ to }) => to !== "service"),
    gatewayLoadBalancers: inspection !== undefined,
  };
}

function detailsOf({ details }: Connected["endpoint"]): EndpointDetailsOutput {
  return {
    subnet_ids: details.subnetIds,
    ipv4_addresses: details.ipv4Addresses,
    ipv6_addresses: details.ipv6Addresses,
    security_group_ids: details.securityGroupIds,
  };
}
