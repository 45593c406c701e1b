import type { TerraformStack } from "cdktf";
import type { ConnectionSpec } from "../../config/connection/connection-schema";
import { namesToTry } from "../../config/connection/names";
import type { ManagedConsumerSpec } from "../../config/consumer-schema";
import type { Environment } from "../../config/environment";
import { hubConsumerName, type ViaHub } from "../../config/hub/places";
import { awsServicePorts } from "../../modules/aws/aws-service";
import { type PortSpec, portSpec, readablePorts } from "../../modules/aws/port";
import { endpointPorts } from "../../modules/card";
import type { ClientTarget, IEndpoint } from "../../modules/consumer";
import { endpointPortsOf, httpPathOf } from "../../modules/provider/load-balancer";
import type { HubOutputs } from "../consumer-stack";
import { endpointStackName } from "../stack-names";
import { NOT_DEPLOYED, readOutput } from "../state";

/** What a consumer's client is to check of connections that are a hub's, by the names that the hub's Profile brings. */
export function hubTargets(
  stack: TerraformStack,
  environment: Environment,
  { viaHub = {} }: ManagedConsumerSpec,
): Record<string, ClientTarget> {
  const targets: Record<string, ClientTarget> = {};
  const ranges = new Map<string, string>();
  for (const [key, via] of Object.entries(viaHub).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [host, ...names] = namesToTry(environment, via.connection);
    // Somebody else's service, whose name nobody has told.
    if (host === undefined) continue;
    const stackName = endpointStackName(environment, hubConsumerName(via));
    const cidrBlock =
      ranges.get(stackName) ??
      readOutput<HubOutputs>(stack, environment, stackName, "vpc_cidr_block", NOT_DEPLOYED.address);
    ranges.set(stackName, cidrBlock);
    const { ports, httpPaths } = offered(environment, via.connection);
    targets[key] = { endpoint: endpointOf(via, host, cidrBlock, ports), httpPaths, names };
  }
  return targets;
}

function endpointOf({ connection }: ViaHub, dnsName: string, cidrBlock: string, ports: readonly PortSpec[]): IEndpoint {
  return {
    endpointId: "",
    dnsName,
    securityGroupId: "",
    cidrBlock,
    ports: readablePorts(connection.ports ?? ports),
    // The hub lets in the ranges of its clients.
    allowFromSecurityGroup: () => {},
  };
}

/** Ports and paths of a service, as far as the files tell them. */
function offered(
  { services, cards }: Environment,
  { service, card, awsService, httpPaths, ports: wanted }: ConnectionSpec,
): { ports: PortSpec[]; httpPaths: Record<number, string> } {
  const document = cards[card ?? ""];
  const listeners = Object.values(services[service ?? ""]?.listeners ?? {});
  const ports = document
    ? [...endpointPorts(document)]
    : [
        ...listeners.flatMap(endpointPortsOf).map(portSpec),
        ...(awsService === undefined ? [] : awsServicePorts(awsService)),
      ];
  const known = document
    ? Object.values(document.listeners).map(({ port, httpPath }) => ({ port, path: httpPath }))
    : listeners.map((listener) => ({ port: listener.port, path: httpPathOf(listener) }));
  const paths: Record<string, string> = { ...httpPaths };
  for (const { port, path } of known) if (path !== undefined) paths[port] ??= path;
  const open = readablePorts(wanted ?? ports).filter(({ protocol }) => protocol === "tcp");
  return {
    ports,
    httpPaths: Object.fromEntries(
      Object.entries(paths).filter(([port]) => open.some((each) => each.port === Number(port))),
    ),
  };
}
