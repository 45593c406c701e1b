import { isObject } from "../../../support/json-object";
/** A resource that Terraform manages, with its attributes. */
export interface ResourceValues {
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Resources of a state file, or of what `terraform show -json` prints of a state or a plan. Of a plan, those are taken
 * that are deployed, not those that it would make.
 *
 * @returns undefined where it is none of these.
 */
export function resourcesOf(document: unknown): ResourceValues[] | undefined {
  if (!isObject(document)) return undefined;
  if (document.version === 4 && Array.isArray(document.resources)) return document.resources.flatMap(ofState);
  if (typeof document.format_version !== "string") return undefined;
  if ("planned_values" in document || "resource_changes" in document) {
    const { values } = isObject(document.prior_state) ? document.prior_state : {};
    return ofValues(values);
  }
  // An empty state has no values.
  return "values" in document || "terraform_version" in document || Object.keys(document).length === 1
    ? ofValues(document.values)
    : undefined;
}

/** Instances of a resource in a state file. */
function ofState(resource: unknown): ResourceValues[] {
  if (!isObject(resource) || resource.mode !== "managed" || !Array.isArray(resource.instances)) return [];
  const type = String(resource.type);
  return resource.instances.flatMap((instance: unknown) =>
    isObject(instance) && isObject(instance.attributes) && instance.deposed === undefined
      ? [{ type, values: instance.attributes }]
      : [],
  );
}

function ofValues(values: unknown): ResourceValues[] {
  return isObject(values) ? ofModule(values.root_module) : [];
}

function ofModule(module: unknown): ResourceValues[] {
  if (!isObject(module)) return [];
  const own = listOf(module.resources).flatMap((resource) =>
    resource.mode === "managed" && isObject(resource.values)
      ? [{ type: String(resource.type), values: resource.values }]
      : [],
  );
  return [...own, ...listOf(module.child_modules).flatMap(ofModule)];
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
