import { isDeepStrictEqual } from "node:util";
import { isImported, resourceAction } from "../../pipeline/plan-actions";
import type { ChangedResource } from "../review-file";
import type { ResourceChange } from "./plan-json";

/** A resource of a plan that is created, changed or imported; nothing where it is none. */
export function changedBy(resource: ResourceChange, stack: string, environment: string): ChangedResource[] {
  const action = resourceAction(resource) ?? (isImported(resource) ? "import" : undefined);
  if (action !== "create" && action !== "update" && action !== "import") return [];
  const { address, type } = resource;
  const names = action === "update" ? argumentsOf(resource) : { arguments: [], sensitive: [] };
  return [{ stack, environment, address, type, action, ...names }];
}

/** Names of the arguments that differ, and of the sensitive ones, whose values no plan has. */
function argumentsOf({ change }: ResourceChange): Pick<ChangedResource, "arguments" | "sensitive"> {
  const [before, after, unknown] = [members(change.before), members(change.after), members(change.after_unknown)];
  const marks = [members(change.before_sensitive), members(change.after_sensitive)];
  const all = [...new Set([before, after, unknown].flatMap((each) => Object.keys(each)))].filter(isName).sort();
  const sensitive = all.filter((name) => marks.some((each) => holdsTrue(each[name])));
  const differing = all.filter(
    (name) => !sensitive.includes(name) && (holdsTrue(unknown[name]) || !isDeepStrictEqual(before[name], after[name])),
  );
  // The provider derives `tags_all` from `tags`.
  return { arguments: differing.filter((name) => name !== "tags_all" || !differing.includes("tags")), sensitive };
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** What else a key may be is a text of the user, which is a value. */
function isName(key: string): boolean {
  return /^[a-z][a-z0-9_]*$/.test(key);
}

/** Whether a mark, as a plan has them beside its values, marks anything. */
function holdsTrue(mark: unknown): boolean {
  if (typeof mark !== "object" || mark === null) return mark === true;
  return Object.values(mark).some(holdsTrue);
}
