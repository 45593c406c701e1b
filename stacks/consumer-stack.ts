import type { Construct } from "constructs";
import type { ClientSpec } from "../config/client-schema";
import type { ConnectionSpec } from "../config/connection/connection-schema";
import { namesToTry, privateDnsOf } from "../config/connection/names";
import { pathsAt } from "../config/connection/offered";
import type { ManagedConsumerSpec } from "../config/consumer-schema";
import type { Environment } from "../config/environment";
import { limitOf } from "../config/quotas";
import {
  ClientApplication,
  type ClientTarget,
  type IEndpoint,
  InterfaceEndpoint,
  VpcDnsCheck,
} from "../modules/consumer";
import type { IVpc } from "../modules/vpc";
import { sourceNames } from "../support/source-names";
import { CLIENT_INSTANCE_OUTPUTS, type ClientInstanceOutputs, clientInstance } from "./client-instance";
import { findService } from "./connections/find-service";
import { hubTargets } from "./connections/hub-targets";
import { connectResource } from "./connections/resource-connection";
import { PrivateLinkStack } from "./privatelink-stack";
import { endpointStackName } from "./stack-names";
import { vpcOf } from "./vpc";

/** Outputs of a consumer's stack. */
export interface ConsumerOutputs {
  /** Id of the VPC of the consumer. */
  readonly vpc_id: string;
  /** Ids of the endpoints by connection; the acceptance stacks read them. */
  readonly endpoint_ids: Readonly<Record<string, string>>;
  /** Names to connect to, by connection; those of a group's members by `<connection>/<member>`. */
  readonly endpoint_dns_names: Readonly<Record<string, string>>;
}

/** Outputs of a consumer's stack about connections with private DNS, where it has some. */
export interface PrivateDnsOutputs {
  /** Names of the resources themselves that the VPC knows, by connection. */
  readonly private_dns_names: Readonly<Record<string, readonly string[]>>;
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
  /** What the names of everything in it begin with. */
  private readonly prefix: string;
  /** Most inbound rules of a security group in the account. */
  private readonly ruleQuota: number;

  constructor(scope: Construct, environment: Environment, consumer: string, spec: ManagedConsumerSpec) {
    const { hubVpc } = spec;
    super(scope, endpointStackName(environment, consumer), {
      environment,
      // What has a path to a hub's VPC is as little isolated as that.
      role: hubVpc || spec.hubPath ? "hub" : "consumer",
      account: spec.account,
      assumedRole: spec.role,
      region: spec.region,
      tags: { ...spec.tags, ...(hubVpc ? { Hub: hubVpc.hub } : { Consumer: consumer }) },
    });
    this.prefix = `${environment.name}-${consumer}`;
    this.ruleQuota = limitOf(environment.quotas, spec.account, this.region, "rulesPerSecurityGroup");
    const vpc = vpcOf(this, this.prefix, hubVpc ? "hub" : "consumer", spec.vpc);
    this.checkDns(spec);
    const endpointIds: Record<string, string> = {};
    const targets: Record<string, ClientTarget> = {};
    const privateDnsNames: Record<string, readonly string[]> = {};
    for (const key of Object.keys(spec.connections).sort()) {
      const connected = this.connect(key, spec.connections[key] as ConnectionSpec, vpc);
      endpointIds[key] = connected.endpoint.endpointId;
      Object.assign(targets, connected.targets);
      if (connected.privateDnsNames) privateDnsNames[key] = connected.privateDnsNames;
    }
    if (hubVpc)
      this.publish<HubOutputs>({ vpc_cidr_block: vpc.cidrBlock }, { vpc_cidr_block: "Range of the VPC of the hub" });
    Object.assign(targets, hubTargets(this, environment, spec));
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
    if (Object.keys(privateDnsNames).length > 0)
      this.publish<PrivateDnsOutputs>(
        { private_dns_names: privateDnsNames },
        { private_dns_names: "Names of resources themselves that the VPC knows, by connection" },
      );
    // Of a hub's connections whose names nobody has told, there is nothing to check.
    const unknown = spec.viaHub !== undefined && Object.keys(targets).length === 0;
    this.clientOutputs = spec.client === false || unknown ? undefined : this.client(vpc, targets, spec.client);
  }

  /** An endpoint for a connection, and what the client is to check through it. */
  private connect(key: string, connection: ConnectionSpec, vpc: IVpc): Connected {
    const props = {
      name: `${this.prefix}-${key}`,
      vpc,
      minimumZones: connection.minimumZones,
      ruleQuota: this.ruleQuota,
      ...(connection.allowFrom ? { allowFrom: sourceNames(connection.allowFrom) } : {}),
      securityGroupIds: connection.securityGroupIds,
      tags: connection.tags,
    };
    const toResource = connectResource(this, this.environment, key, connection, props);
    if (toResource) {
      const { endpoint, hosts } = toResource;
      const targets = Object.entries(hosts).map(([member, host]) => [
        member === "" ? key : `${key}/${member}`,
        { endpoint: host, httpPaths: pathsAt(host.ports, connection.httpPaths) },
      ]);
      const privateDns = connection.privateDns ? { privateDnsNames: endpoint.privateDnsNames } : {};
      return { endpoint, targets: Object.fromEntries(targets), ...privateDns };
    }
    const found = findService(this, this.environment, key, connection, this.region);
    const privateDns = privateDnsOf(this.environment, connection);
    const endpoint = new InterfaceEndpoint(this, `endpoint-${key}`, {
      ...props,
      service: found.service,
      ports: connection.ports ?? found.ports,
      ...(privateDns === false ? {} : { privateDns }),
      ...endpointOptions(connection),
    });
    const httpPaths = pathsAt(endpoint.ports, { ...found.httpPaths, ...connection.httpPaths });
    const names = namesToTry(this.environment, connection);
    return { endpoint, targets: { [key]: { endpoint, httpPaths, ...(names.length > 0 ? { names } : {}) } } };
  }

  /** A VPC that exists must resolve private names, where an endpoint in it has some from the start. */
  private checkDns({ vpc, connections }: ManagedConsumerSpec): void {
    if (vpc.id === undefined) return;
    if (Object.values(connections).some((connection) => privateDnsOf(this.environment, connection) === true))
      new VpcDnsCheck(this, "vpc-dns", { vpcId: vpc.id });
  }

  private client(vpc: IVpc, targets: Record<string, ClientTarget>, spec: Exclude<ClientSpec, false>): ClientOutputs {
    const { instance, ...options } = spec;
    const client = new ClientApplication(this, "client", { name: this.prefix, vpc, targets, ...options });
    if (instance)
      this.publish<ClientInstanceOutputs>(
        clientInstance(this, this.prefix, vpc, targets, instance),
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

/** What a connection says of its endpoint, as the endpoint takes it. */
function endpointOptions(connection: ConnectionSpec) {
  const { inZones, privateAddresses, ipAddressType, dnsRecordIpType, policy, timeouts } = connection;
  return { inZones, privateAddresses, ipAddressType, dnsRecordIpType, policy, timeouts };
}

/** The endpoint of a connection, and what clients reach through it by name. */
interface Connected {
  readonly endpoint: IEndpoint;
  readonly targets: Readonly<Record<string, ClientTarget>>;
  /** The resource's own names, where the VPC is to know them. */
  readonly privateDnsNames?: readonly string[];
}
