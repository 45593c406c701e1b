import type { Construct } from "constructs";
import type { ClientSpec } from "../config/client-schema";
import { pathsAt } from "../config/connection/endpoint-ports";
import type { EndpointMonitoringSpec } from "../config/endpoint-monitoring-schema";
import type {
  ConnectionInput,
  NetworkConnectionInput,
  ResourceConnectionInput,
  ServiceConnectionInput,
} from "../config/estate/connection-input";
import type { ConsumerInput } from "../config/estate/consumer-input";
import { inspectionConnection } from "../config/inspection/names";
import {
  ClientApplication,
  type ClientTarget,
  type EndpointDetails,
  EndpointMonitoring,
  type GatewayEndpoint,
  InterfaceEndpoint,
  type MonitoredEndpoint,
  type ResourceEndpoint,
  type ResourceEndpointProps,
  ServiceNetworkEndpoint,
  VpcDnsCheck,
} from "../modules/consumer";
import { DEFAULT_INSTANCE_TYPE } from "../modules/consumer/client-instance/default-instance-type";
import type { EncryptedWorkload, IVpc } from "../modules/vpc";
import { sourceNames } from "../support/source-names";
import { CLIENT_INSTANCE_OUTPUTS, type ClientInstanceOutputs, clientInstance } from "./client-instance";
import { findService } from "./connections/find-service";
import { hubTargets } from "./connections/hub-targets";
import { inspect } from "./connections/inspect";
import { acceptanceOf, connectResource } from "./connections/resource-connection";
import {
  GATEWAY_ENDPOINT_OUTPUTS,
  type GatewayEndpointOutputs,
  gatewayEndpointOutputs,
  gatewayEndpoints,
} from "./gateway-endpoints";
import {
  type EndpointNotificationOutputs,
  type EndpointNotificationPolicyOutputs,
  type NotifiedTopic,
  notifyOfEndpoint,
} from "./notifications";
import { PrivateLinkStack } from "./privatelink-stack";
import { vpcOf } from "./vpc";

/** Outputs of a consumer's stack. */
export interface ConsumerOutputs {
  /** Id of the VPC of the consumer. */
  readonly vpc_id: string;
  /**
   * Ids of the endpoints by connection, and of appliances' endpoints by `inspection-<zone id>`; the acceptance stacks
   * read them.
   */
  readonly endpoint_ids: Readonly<Record<string, string>>;
  /** Names to connect to, by connection; those of a group's members by `<connection>/<member>`. */
  readonly endpoint_dns_names: Readonly<Record<string, string>>;
}

/** Outputs of a consumer's stack about connections with private DNS, where it has some. */
export interface PrivateDnsOutputs {
  /** Names of the resources themselves that the VPC knows, by connection. */
  readonly private_dns_names: Readonly<Record<string, readonly string[]>>;
}

/** Outputs of a consumer's stack about connections to service networks, where it has some. */
export interface NetworkOutputs {
  /** Names of the services and resources in the network, lists by ARN, by connection. */
  readonly service_network_dns_names: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Output of a consumer's stack about endpoints whose connections ask for it. */
export interface EndpointDetailsOutputs {
  /** Where the endpoints are, and how firewalls and load balancers reach them, by connection. */
  readonly endpoint_details: Readonly<Record<string, EndpointDetailsOutput>>;
}

/** Where an endpoint is, and how firewalls and load balancers reach it. */
export interface EndpointDetailsOutput {
  /** Ids of its subnets by zone id. */
  readonly subnet_ids: EndpointDetails["subnetIds"];
  /** IPv4 addresses of its network interfaces by zone id; zones without one are left out. */
  readonly ipv4_addresses: EndpointDetails["ipv4Addresses"];
  /** IPv6 addresses of its network interfaces by zone id; zones without one are left out. */
  readonly ipv6_addresses: EndpointDetails["ipv6Addresses"];
  /** Ids of its security groups. */
  readonly security_group_ids: EndpointDetails["securityGroupIds"];
}

/** Outputs of the stack of a hub's VPC, besides those of a consumer. */
export interface HubOutputs {
  /** Range of the VPC, which clients elsewhere connect to. */
  readonly vpc_cidr_block: string;
}

/** Outputs of a consumer's stack about its client application, where it has one. */
export interface ClientOutputs {
  /** Name of the function that checks the connections. */
  readonly client_function_name: string;
  /** Name of the log group with the results. */
  readonly client_log_group: string;
  /** Name of the alarm that stands while the last check failed. */
  readonly client_alarm: string;
}

/** Outputs of a consumer's stack that has a dashboard of its endpoints. */
export interface EndpointDashboardOutputs {
  /** Name of the CloudWatch dashboard. */
  readonly endpoint_dashboard_name: string;
}

/** Outputs of a consumer's stack about the alarms of each connection, where they have some. */
export interface ConnectionAlarmOutputs {
  /** Names of the alarms by connection. */
  readonly client_connection_alarms: Readonly<Record<string, string>>;
}

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
      workload: workloadOf(client),
      hasHubPath: input.role === "hub",
      inspected: input.inspection !== undefined,
    });
    this.checkDns();
    const endpointIds: Record<string, string> = {};
    const inspection = input.inspection && inspect(this, this.environment, prefix, input.inspection, vpc);
    for (const [zone, endpointId] of Object.entries(inspection?.endpointIds ?? {}))
      endpointIds[inspectionConnection(zone)] = endpointId;
    const targets: Record<string, ClientTarget> = {};
    const clients = inspection?.clients ?? vpc;
    const gateways = gatewayEndpoints(this, input, clients);
    const monitored: Record<string, MonitoredEndpoint> = {};
    const privateDnsNames: Record<string, readonly string[]> = {};
    const networkDnsNames: Record<string, Readonly<Record<string, readonly string[]>>> = {};
    const details: Record<string, EndpointDetailsOutput> = {};
    const topics: Record<string, NotifiedTopic> = {};
    for (const [key, connection] of Object.entries(input.connections)) {
      const connected = this.connect(key, connection, vpc, gateways);
      endpointIds[key] = connected.endpoint.endpointId;
      // Of others AWS publishes no metrics.
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

  /** An endpoint for a connection, and what the client is to check through it. */
  private connect(key: string, connection: ConnectionInput, vpc: IVpc, gateways: Gateways): Connected {
    const { prefix, ruleQuota, inspection } = this.input;
    const props = {
      name: `${prefix}-${key}`,
      vpc,
      ports: connection.ports,
      minimumZones: connection.minimumZones,
      ruleQuota,
      ...(connection.allowFrom ? { allowFrom: this.sources(connection.allowFrom) } : {}),
      ...(inspection ? { inspected: true } : {}),
      securityGroupIds: connection.securityGroupIds,
      tags: connection.tags,
    };
    if (connection.to === "network") return this.connectToNetwork(key, connection, props);
    return connection.to === "resource"
      ? this.connectToResource(key, connection, props)
      : this.connectToService(key, connection, props, gateways);
  }

  /**
   * Who may connect, by name. Where no rule can name the group of the client application, its subnets are among them.
   */
  private sources(allowFrom: readonly string[]): Record<string, string> {
    const { inspection, client } = this.input;
    const subnets = inspection && client !== false ? Object.values(inspection.clientSubnets) : [];
    return sourceNames([...new Set([...allowFrom, ...subnets])]);
  }

  private connectToResource(key: string, connection: ResourceConnectionInput, props: EndpointProps): Connected {
    const { endpoint, hosts } = connectResource(this, this.environment, key, connection, props);
    const targets = Object.entries(hosts).map(([member, host]) => [
      member === "" ? key : `${key}/${member}`,
      { endpoint: host, httpPaths: pathsAt(host.ports, connection.httpPaths) },
    ]);
    const privateDns = connection.privateDns ? { privateDnsNames: endpoint.privateDnsNames } : {};
    return { endpoint, targets: Object.fromEntries(targets), ...privateDns };
  }

  private connectToNetwork(key: string, connection: NetworkConnectionInput, props: EndpointProps): Connected {
    const { serviceNetworkArn, resourceShareArn, privateDns, inZones, ipAddressType } = connection;
    const endpoint = new ServiceNetworkEndpoint(this, `endpoint-${key}`, {
      ...props,
      serviceNetworkArn,
      privateDns,
      inZones,
      ipAddressType,
      ...(resourceShareArn === undefined ? {} : { acceptance: acceptanceOf(this, resourceShareArn) }),
    });
    const httpPaths = pathsAt(endpoint.ports, connection.httpPaths);
    return {
      endpoint,
      targets: { [key]: { endpoint, httpPaths } },
      networkDnsNames: endpoint.dnsNames,
      ...(privateDns ? { privateDnsNames: endpoint.privateDnsNames } : {}),
    };
  }

  private connectToService(
    key: string,
    connection: ServiceConnectionInput,
    props: EndpointProps,
    gateways: Gateways,
  ): Connected {
    const { privateDns, names, privateDnsOnlyForInboundResolvers } = connection;
    const endpoint = new InterfaceEndpoint(this, `endpoint-${key}`, {
      ...props,
      service: findService(this, this.environment, key, connection.service),
      ...(privateDns === false ? {} : { privateDns }),
      ...endpointOptions(connection),
      // AWS switches it on only where the VPC has the gateway endpoint.
      ...(privateDnsOnlyForInboundResolvers && gateways.s3 ? { dependsOn: [gateways.s3.resource] } : {}),
    });
    const httpPaths = pathsAt(endpoint.ports, connection.httpPaths);
    const { notifications } = connection;
    return {
      endpoint,
      targets: { [key]: { endpoint, httpPaths, ...(names.length > 0 ? { names } : {}) } },
      ...(notifications ? { topic: notifyOfEndpoint(this, key, props.name, notifications, endpoint) } : {}),
    };
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
        Object.entries(endpoints).map(([key, { endpointId, serviceName }]) => [
          key,
          { endpointId, serviceName, alarms: connections[key] },
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
    gateways: Gateways,
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

/** What the client application runs in the VPC. */
function workloadOf(client: ClientSpec): EncryptedWorkload {
  if (client === false) return {};
  const { instance } = client;
  return { functions: true, instanceTypes: instance ? [instance.instanceType ?? DEFAULT_INSTANCE_TYPE] : [] };
}

/** What a connection says of its endpoint, as the endpoint takes it. */
function endpointOptions(connection: ServiceConnectionInput) {
  const { inZones, privateAddresses, ipAddressType, dnsRecordIpType, policy, timeouts } = connection;
  const { privateDnsOnlyForInboundResolvers } = connection;
  return {
    inZones,
    privateAddresses,
    ipAddressType,
    dnsRecordIpType,
    policy,
    timeouts,
    privateDnsOnlyForInboundResolvers,
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

/** Gateway endpoints by the short name of the service. */
type Gateways = Readonly<Record<string, GatewayEndpoint>>;

/** What every endpoint is made from, whatever it leads to. */
type EndpointProps = Omit<ResourceEndpointProps, "resourceConfigurationArn">;

/** The endpoint of a connection, and what clients reach through it by name. */
interface Connected {
  readonly endpoint: InterfaceEndpoint | ResourceEndpoint | ServiceNetworkEndpoint;
  readonly targets: Readonly<Record<string, ClientTarget>>;
  /** The resource's own names, where the VPC is to know them. */
  readonly privateDnsNames?: readonly string[];
  /** Of a service network, the names of all that is in it, by ARN. */
  readonly networkDnsNames?: Readonly<Record<string, readonly string[]>>;
  /** The topic that is told of the endpoint, where the connection asks for one. */
  readonly topic?: NotifiedTopic;
}
