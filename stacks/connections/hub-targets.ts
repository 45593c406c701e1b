import type { TerraformStack } from "cdktf";
import { namesToTry } from "../../config/connection/names";
import { offeredBy, pathsAt } from "../../config/connection/offered";
import type { ManagedConsumerSpec } from "../../config/consumer-schema";
import type { Environment } from "../../config/environment";
import { hubConsumerName } from "../../config/hub/places";
import { type ProtocolPort, readablePorts } from "../../modules/aws/port";
import type { ClientTarget, IEndpoint } from "../../modules/consumer";
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
    const offered = offeredBy(environment, via.connection);
    const ports = readablePorts(via.connection.ports ?? offered.ports);
    const httpPaths = pathsAt(ports, { ...offered.httpPaths, ...via.connection.httpPaths });
    targets[key] = { endpoint: endpointOf(host, cidrBlock, ports), httpPaths, names };
  }
  return targets;
}

function endpointOf(dnsName: string, cidrBlock: string, ports: readonly ProtocolPort[]): IEndpoint {
  return {
    endpointId: "",
    dnsName,
    securityGroupId: "",
    cidrBlock,
    ports,
    // The hub lets in the ranges of its clients.
    allowFromSecurityGroup: () => {},
  };
}
