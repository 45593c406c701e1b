import type { TerraformStack } from "cdktf";
import type { StateEnvironment } from "../../config/estate/common-input";
import type { DeployedResource, ResourceReference } from "../../config/estate/resource-reference";
import type { PortSpec } from "../../modules/aws/port";
import type { GroupOutputs, ResourceOutputs, ShareOutputs } from "../resource-stack";
import { NOT_DEPLOYED, readEntry, readOutput } from "../state";

/** A private resource that a connection leads to: what its endpoint and its client are made from. */
export interface FoundResource {
  readonly resourceConfigurationArn: string;
  /** ARN of the share to accept; undefined where none need be. */
  readonly resourceShareArn?: string | undefined;
  /** Ids of the zones of its gateway; undefined where they are not known. */
  readonly zoneIds?: readonly string[] | undefined;
  /** Of a group, its members by name: the ARN of the configuration of each, and its ports. */
  readonly members: Readonly<Record<string, { readonly arn: string; readonly ports: readonly PortSpec[] }>>;
}

/** The private resource that a connection leads to. */
export function findResource(
  stack: TerraformStack,
  environment: StateEnvironment,
  reference: ResourceReference,
): FoundResource {
  if (reference.from === "stack") return deployedResource(stack, environment, reference);
  const { resourceConfigurationArn, resourceShareArn } = reference;
  return { resourceConfigurationArn, resourceShareArn, members: {} };
}

/** A resource of the same environment, by the outputs of its stack. */
function deployedResource(
  stack: TerraformStack,
  environment: StateEnvironment,
  { stack: stackName, acceptShare, zoneIds, members }: DeployedResource,
): FoundResource {
  const { resourceConfiguration, resourceShare } = NOT_DEPLOYED;
  const found = Object.entries(members).map(([name, ports]) => {
    const entry = ["member_configuration_arns", name] as const;
    const arn = readEntry<GroupOutputs>(stack, environment, stackName, entry, resourceConfiguration);
    return [name, { arn, ports }] as const;
  });
  return {
    resourceConfigurationArn: readOutput<ResourceOutputs>(
      stack,
      environment,
      stackName,
      "resource_configuration_arn",
      resourceConfiguration,
    ),
    resourceShareArn: acceptShare
      ? readOutput<ShareOutputs>(stack, environment, stackName, "resource_share_arn", resourceShare)
      : undefined,
    zoneIds,
    members: Object.fromEntries(found),
  };
}
