import type { Construct } from "constructs";
import type { ConnectionSpec } from "../config/connection/connection-schema";
import type { ManagedConsumerSpec } from "../config/consumer-schema";
import type { Environment } from "../config/environment";
import { limitOf } from "../config/quotas";
import { ClientApplication, type ClientTarget, type IEndpoint, InterfaceEndpoint } from "../modules/consumer";
import type { IVpc } from "../modules/vpc";
import { findService } from "./connections/find-service";
import { PrivateLinkStack } from "./privatelink-stack";
import { consumerStackName } from "./stack-names";
import { vpcOf } from "./vpc";

/** Outputs of a consumer's stack. */
export interface ConsumerOutputs {
  /** Id of the VPC of the consumer. */
  readonly vpc_id: string;
  /** Ids of the endpoints by connection; the acceptance stacks read them. */
  readonly endpoint_ids: Readonly<Record<string, string>>;
  /** Names to connect to, by connection. */
  readonly endpoint_dns_names: Readonly<Record<string, string>>;
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

/** `<environment>-consumer-<consumer>`: VPC, endpoints and client application, in the consumer's account. */
export class ConsumerStack extends PrivateLinkStack {
  readonly outputs: ConsumerOutputs;
  /** Undefined for a consumer without a client application. */
  readonly clientOutputs: ClientOutputs | undefined;
  /** What the names of everything in it begin with. */
  private readonly prefix: string;
  /** Most inbound rules of a security group in the account. */
  private readonly ruleQuota: number;

  constructor(scope: Construct, environment: Environment, consumer: string, spec: ManagedConsumerSpec) {
    super(scope, consumerStackName(environment.name, consumer), {
      environment,
      role: "consumer",
      account: spec.account,
      assumedRole: spec.role,
      tags: { ...spec.tags, Consumer: consumer },
    });
    this.prefix = `${environment.name}-${consumer}`;
    this.ruleQuota = limitOf(environment.quotas, spec.account, environment.region, "rulesPerSecurityGroup");
    const vpc = vpcOf(this, this.prefix, "consumer", spec.vpc);
    const targets: Record<string, ClientTarget> = {};
    for (const key of Object.keys(spec.connections).sort())
      targets[key] = this.connect(key, spec.connections[key] as ConnectionSpec, vpc);

    const byConnection = (pick: (endpoint: IEndpoint) => string) =>
      Object.fromEntries(Object.entries(targets).map(([key, { endpoint }]) => [key, pick(endpoint)]));
    this.outputs = this.publish<ConsumerOutputs>(
      {
        vpc_id: vpc.vpcId,
        endpoint_ids: byConnection((endpoint) => endpoint.endpointId),
        endpoint_dns_names: byConnection((endpoint) => endpoint.dnsName),
      },
      {
        vpc_id: "VPC of the consumer",
        endpoint_ids: "Endpoints by connection",
        endpoint_dns_names: "Names to connect to, by connection",
      },
    );
    this.clientOutputs = spec.client === false ? undefined : this.client(vpc, targets, spec.client.schedule);
  }

  /** An endpoint for a connection, and what the client is to check through it. */
  private connect(key: string, connection: ConnectionSpec, vpc: IVpc): ClientTarget {
    const found = findService(this, this.environment, key, connection);
    const endpoint = new InterfaceEndpoint(this, `endpoint-${key}`, {
      name: `${this.prefix}-${key}`,
      vpc,
      service: found.service,
      ports: connection.ports ?? found.ports,
      minimumZones: connection.minimumZones,
      ruleQuota: this.ruleQuota,
      ...(connection.allowFrom ? { allowFrom: bySource(connection.allowFrom) } : {}),
    });
    return { endpoint, httpPaths: pathsOf(endpoint, { ...found.httpPaths, ...connection.httpPaths }) };
  }

  private client(vpc: IVpc, targets: Record<string, ClientTarget>, schedule: string): ClientOutputs {
    const client = new ClientApplication(this, "client", { name: this.prefix, vpc, targets, schedule });
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

/** Sources under names of their own: `10.20.0.0/24` as `10-20-0-0-24`. */
function bySource(sources: readonly string[]): Record<string, string> {
  return Object.fromEntries(sources.map((source) => [source.replace(/[./]/g, "-"), source]));
}

/** Those of some paths by port that are of the endpoint's TCP ports. */
function pathsOf(endpoint: IEndpoint, paths: Readonly<Record<number, string>>): Record<number, string> {
  return Object.fromEntries(
    endpoint.ports.flatMap(({ port, protocol }) => {
      const path = protocol === "tcp" ? paths[port] : undefined;
      return path === undefined ? [] : [[port, path]];
    }),
  );
}
