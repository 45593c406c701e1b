import { planAction, resourceAction } from "../../pipeline/plan-actions";
import type { Disturbed } from "../review-file";
import type { ResourceChange } from "./plan-json";

/** Why Terraform destroys or replaces something, by the reasons of its plans. */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: "its last creation failed",
  replace_by_request: "the command line asked for it",
  replace_by_triggers: "something that triggers it changes",
  delete_because_no_resource_config: "it is no longer declared",
  delete_because_no_module: "its module is no longer declared",
  delete_because_wrong_repetition: "it is declared with another kind of key",
  delete_because_count_index: "its number is no longer declared",
  delete_because_each_key: "its key is no longer declared",
  delete_because_no_move_target: "what it was moved to is not declared",
};

/** A resource of a plan that is destroyed, replaced or forgotten; nothing where it is none. */
export function disturbedBy(resource: ResourceChange, stack: string, environment: string): Disturbed[] {
  const action = resourceAction(resource);
  if (action !== "destroy" && action !== "replace" && action !== "forget") return [];
  const { address, type, action_reason } = resource;
  return [{ stack, environment, address, type, action, forced_by: reasons(resource, action_reason) }];
}

function reasons({ change }: ResourceChange, reason: string | undefined): string[] {
  const { actions, replace_paths = [] } = change;
  if (planAction(actions) === "unknown") return ["this program does not know what the plan does with it"];
  const paths = [...new Set(replace_paths.map((path) => argument(path)))].sort();
  if (paths.length > 0) return paths;
  const said = reason === undefined ? undefined : REASONS[reason];
  return said === undefined ? [] : [said];
}

/** An argument by its name. What else its path has may be a key of the user's, which is a value. */
function argument(path: readonly (string | number)[]): string {
  const [name, ...rest] = path;
  const known = typeof name === "string" && /^[a-z][a-z0-9_]*$/.test(name) ? name : "an argument";
  const inner = rest.filter((part) => typeof part === "string" && /^[a-z][a-z0-9_]*$/.test(part));
  return [known, ...(name === "tags" ? [] : inner)].join(".");
}
