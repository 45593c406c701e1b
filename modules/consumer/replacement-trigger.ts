import { DataResource } from "cdktf";
import type { Construct } from "constructs";

/**
 * Makes something that Terraform changes when these values change, for arguments that AWS never changes, and that the
 * AWS provider would try to change.
 *
 * @returns what stands under `replaceTriggeredBy` of the resource that has the arguments.
 */
export function replacementTrigger(
  scope: Construct,
  id: string,
  input: Readonly<Record<string, boolean | string | readonly string[]>>,
): string {
  const fixed = new DataResource(scope, id, { input });
  return `${fixed.terraformResourceType}.${fixed.friendlyUniqueId}`;
}
