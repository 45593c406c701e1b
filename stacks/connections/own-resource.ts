import type { TerraformStack } from "cdktf";
import type { Environment } from "../../config/environment";
import { portsOfMember } from "../../config/resource/ports";
import { zonesOf } from "../../config/vpc-schema";
import type { PortSpec } from "../../modules/aws/port";
import type { GroupOutputs, ResourceOutputs, ShareOutputs } from "../resource-stack";
import { resourceStackName } from "../stack-names";
import { NOT_DEPLOYED, readEntry, readOutput } from "../state";

/** A private resource that a connection leads to: what its endpoint and its client are made from. */
export interface FoundResource {
  readonly resourceConfigurationArn: string;
  /** ARN of the share to accept; undefined where none need be. */
  readonly resourceShareArn: string | undefined;
  /** Ids of the zones of its gateway; undefined where they are not known. */
  readonly zoneIds: readonly string[] | undefined;
  /** Of a group, its members by name: the ARN of the configuration of each, and its ports. */
  readonly members: Readonly<Record<string, { readonly arn: string; readonly ports: readonly PortSpec[] }>>;
}

/** A resource of the same environment, by the outputs of its stack. */
export function ownResource(
  stack: TerraformStack,
  environment: Environment,
  key: string,
  acceptShare: boolean,
): FoundResource {
  const stackName = resourceStackName(environment.name, key);
  const { resourceConfiguration, resourceShare } = NOT_DEPLOYED;
  const spec = environment.resources[key];
  const members = Object.entries(spec?.resource.members ?? {}).map(([name, member]) => {
    const entry = ["member_configuration_arns", name] as const;
    const arn = readEntry<GroupOutputs>(stack, environment, stackName, entry, resourceConfiguration);
    return [name, { arn, ports: spec ? portsOfMember(spec, member) : [] }] as const;
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
    zoneIds: spec && zonesOf(spec.vpc),
    members: Object.fromEntries(members),
  };
}
