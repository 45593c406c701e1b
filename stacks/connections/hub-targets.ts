import type { TerraformStack } from "cdktf";
import type { StateEnvironment } from "../../config/estate/common-input";
import type { HubTargetInput } from "../../config/estate/hub-target-input";
import type { ClientTarget, IEndpoint } from "../../modules/consumer";
import type { HubOutputs } from "../consumer-outputs";
import { NOT_DEPLOYED, readOutput } from "../state";

/** What a consumer's client is to check of connections that are a hub's, by the names that the hub's Profile brings. */
export function hubTargets(
  stack: TerraformStack,
  environment: StateEnvironment,
  inputs: Readonly<Record<string, HubTargetInput>>,
): Record<string, ClientTarget> {
  const targets: Record<string, ClientTarget> = {};
  const ranges = new Map<string, string>();
  for (const [key, input] of Object.entries(inputs)) {
    const cidrBlock =
      ranges.get(input.stack) ??
      readOutput<HubOutputs>(stack, environment, input.stack, "vpc_cidr_block", NOT_DEPLOYED.address);
    ranges.set(input.stack, cidrBlock);
    targets[key] = { endpoint: endpointOf(input, cidrBlock), httpPaths: input.httpPaths, names: input.names };
  }
  return targets;
}

function endpointOf({ host, ports }: HubTargetInput, cidrBlock: string): IEndpoint {
  return {
    endpointId: "",
    dnsName: host,
    securityGroupId: "",
    cidrBlock,
    ports,
    // The hub lets in the ranges of its clients.
    allowFromSecurityGroup: () => {},
  };
}
