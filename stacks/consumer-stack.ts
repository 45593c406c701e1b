import type { Construct } from "constructs";
import type { ConnectionSpec, ManagedConsumerSpec } from "../config/consumer-schema";
import type { Environment } from "../config/environment";
import type { ServiceSpec } from "../config/environment-schema";
import { ClientApplication, type ClientTarget, EndpointServiceLookup, InterfaceEndpoint } from "../modules/consumer";
import type { IVpc } from "../modules/vpc";
import { PrivateLinkStack } from "./privatelink-stack";
import { SERVICE_NAME_OUTPUT } from "./service-stack";
import { consumerStackName, serviceStackName } from "./stack-names";
import { readState } from "./state";
import { vpcOf } from "./vpc";

/** Output of a consumer's stack that the acceptance stacks read: ids of its endpoints by connection. */
export const ENDPOINT_IDS_OUTPUT = "endpoint_ids";

/** `<environment>-consumer-<consumer>`: VPC, endpoints and client application, in the consumer's account. */
export class ConsumerStack extends PrivateLinkStack {
  private readonly consumer: string;

  constructor(
    scope: Construct,
    private readonly environment: Environment,
    consumer: string,
    spec: ManagedConsumerSpec,
  ) {
    super(scope, consumerStackName(environment.name, consumer), {
      environment,
      role: "consumer",
      account: spec.account,
      assumedRole: spec.role,
      tags: { ...spec.tags, Consumer: consumer },
    });
    this.consumer = consumer;
    const vpc = vpcOf(this, `${environment.name}-${consumer}`, "consumer", spec.vpc);
    const targets: Record<string, ClientTarget> = {};
    for (const key of Object.keys(spec.connections).sort())
      targets[key] = this.connect(key, spec.connections[key] as ConnectionSpec, vpc);

    this.output("vpc_id", vpc.vpcId, "VPC of the consumer");
    const byConnection = (pick: (endpoint: InterfaceEndpoint) => string) =>
      Object.fromEntries(Object.entries(targets).map(([key, { endpoint }]) => [key, pick(endpoint)]));
    this.output(
      ENDPOINT_IDS_OUTPUT,
      byConnection((endpoint) => endpoint.endpointId),
      "Endpoints by connection",
    );
    this.output(
      "endpoint_dns_names",
      byConnection((endpoint) => endpoint.dnsName),
      "Names to connect to, by connection",
    );
    if (spec.client !== false) this.client(vpc, targets, spec.client.schedule);
  }

  /** An endpoint for a connection, and what the client is to check through it. */
  private connect(key: string, connection: ConnectionSpec, vpc: IVpc): ClientTarget {
    const service = connection.service === undefined ? undefined : this.environment.services[connection.service];
    const listeners = Object.values(service?.listeners ?? {});
    const ports = connection.ports ?? listeners.map((listener) => listener.port);
    const lookup = new EndpointServiceLookup(this, `service-${key}`, this.serviceOf(connection));
    const endpoint = new InterfaceEndpoint(this, `endpoint-${key}`, {
      name: `${this.environment.name}-${this.consumer}-${key}`,
      vpc,
      service: lookup,
      ports,
      minimumZones: connection.minimumZones,
      ...(connection.allowFrom ? { allowFrom: connection.allowFrom } : {}),
    });
    return { endpoint, httpPaths: httpPaths(ports, connection, listeners) };
  }

  /** How the service is found: by the output of its stack where it is of this environment, else by name or ARN. */
  private serviceOf({ service, serviceName, serviceArn }: ConnectionSpec) {
    if (service === undefined)
      return { ...(serviceName ? { serviceName } : {}), ...(serviceArn ? { serviceArn } : {}) };
    const state = readState(this, this.environment, serviceStackName(this.environment.name, service));
    return { serviceName: state.getString(SERVICE_NAME_OUTPUT) };
  }

  private client(vpc: IVpc, targets: Record<string, ClientTarget>, schedule: string): void {
    const name = `${this.environment.name}-${this.consumer}`;
    const client = new ClientApplication(this, "client", { name, vpc, targets, schedule });
    this.output(
      "client_function_name",
      client.functionName,
      "Checks at once: aws lambda invoke --function-name <this> out.json",
    );
    this.output("client_log_group", client.logGroupName, "Results of the checks");
    this.output("client_alarm", client.alarmName, "Stands while a service does not answer");
  }
}

/** Paths to ask for, by port: the connection's own, else those that the load balancer checks. */
function httpPaths(
  ports: readonly number[],
  connection: ConnectionSpec,
  listeners: readonly ServiceSpec["listeners"][string][],
): Record<number, string> {
  const paths: Record<number, string> = {};
  for (const port of ports) {
    const healthCheck = listeners.find((listener) => listener.port === port)?.healthCheck;
    const path = connection.httpPath ?? (healthCheck?.protocol === "HTTP" ? (healthCheck.path ?? "/") : undefined);
    if (path !== undefined) paths[port] = path;
  }
  return paths;
}
