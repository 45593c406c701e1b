import { withoutIndexes } from "../../support/addresses";
import type { PlanDocument } from "../terraform/plan-document";
import { at, collect, isMapping, type Mapping } from "../values";
import { holdsSecret } from "./holds-secret";
import { isMarked } from "./sensitive-marks";

/**
 * The configuration of a plan without sensitive values: defaults of sensitive variables, what is given to such of a
 * module, sensitive outputs, and each constant that is given to an argument which is sensitive in the plan, or that
 * holds a text which is.
 *
 * @param secrets the texts that are sensitive elsewhere in the plan. Those that are found here are added.
 */
export function redactConfiguration(configuration: unknown, plan: PlanDocument, secrets: Set<string>): unknown {
  const marks = sensitiveArguments(plan);
  const first = moduleWithout(at(configuration, "root_module"), "", marks, secrets);
  const hides = holdsSecret(secrets);
  const rest = isMapping(configuration) ? { ...configuration, root_module: first } : configuration;
  return withoutConstants(rest, hides);
}

function moduleWithout(
  module: unknown,
  prefix: string,
  marks: ReadonlyMap<string, ReadonlySet<string>>,
  secrets: Set<string>,
): unknown {
  if (!isMapping(module)) return module;
  const all = () => true;
  const calls = entries(module.module_calls).map(([name, call]) => {
    const inner = at(call, "module");
    const sensitive = entries(at(inner, "variables")).filter(([, variable]) => at(variable, "sensitive") === true);
    const names = new Set(sensitive.map(([variable]) => variable));
    const expressions = entries(at(call, "expressions")).map(([key, value]) => [
      key,
      names.has(key) ? withoutConstants(value, all, secrets) : value,
    ]);
    return [
      name,
      {
        ...(call as Mapping),
        ...(at(call, "expressions") === undefined ? {} : { expressions: Object.fromEntries(expressions) }),
        ...(inner === undefined ? {} : { module: moduleWithout(inner, `${prefix}module.${name}.`, marks, secrets) }),
      },
    ];
  });
  const variables = entries(module.variables).map(([name, variable]) => {
    if (at(variable, "sensitive") !== true) return [name, variable];
    const { default: value, ...others } = variable as Mapping;
    collect(value, secrets);
    return [name, others];
  });
  const outputs = entries(module.outputs).map(([name, output]) => [
    name,
    at(output, "sensitive") === true ? withoutConstants(output, all, secrets) : output,
  ]);
  const resources = Array.isArray(module.resources)
    ? module.resources.map((each) => resourceWithout(each, prefix, marks, secrets))
    : module.resources;
  return {
    ...module,
    ...(module.variables === undefined ? {} : { variables: Object.fromEntries(variables) }),
    ...(module.outputs === undefined ? {} : { outputs: Object.fromEntries(outputs) }),
    ...(module.resources === undefined ? {} : { resources }),
    ...(module.module_calls === undefined ? {} : { module_calls: Object.fromEntries(calls) }),
  };
}

function resourceWithout(
  resource: unknown,
  prefix: string,
  marks: ReadonlyMap<string, ReadonlySet<string>>,
  secrets: Set<string>,
): unknown {
  const address = at(resource, "address");
  const sensitive = typeof address === "string" ? marks.get(`${prefix}${address}`) : undefined;
  const expressions = at(resource, "expressions");
  if (sensitive === undefined || !isMapping(expressions)) return resource;
  const kept = entries(expressions).map(([key, value]) => [
    key,
    sensitive.has(key) ? withoutConstants(value, () => true, secrets) : value,
  ]);
  return { ...(resource as Mapping), expressions: Object.fromEntries(kept) };
}

/** Arguments of each resource in which something is sensitive, by its address without keys of instances. */
function sensitiveArguments(plan: PlanDocument): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (address: unknown, marks: unknown) => {
    if (typeof address !== "string" || !isMapping(marks)) return;
    const names = Object.keys(marks).filter((key) => isMarked(marks[key]));
    if (names.length === 0) return;
    const place = withoutIndexes(address);
    found.set(place, new Set([...(found.get(place) ?? []), ...names]));
  };
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) for (const each of part) walk(each);
    if (!isMapping(part)) return;
    add(part.address, part.sensitive_values);
    const change = part.change;
    for (const marks of [at(change, "before_sensitive"), at(change, "after_sensitive")]) add(part.address, marks);
    for (const [key, value] of Object.entries(part)) if (!["values", "change"].includes(key)) walk(value);
  };
  const { configuration: _, ...rest } = plan as PlanDocument & Mapping;
  walk(rest);
  return found;
}

/** A part of a configuration without the constants that are to be hidden. @param secrets gets what they were. */
function withoutConstants(part: unknown, hides: (value: unknown) => boolean, secrets?: Set<string>): unknown {
  if (Array.isArray(part)) return part.map((each) => withoutConstants(each, hides, secrets));
  if (!isMapping(part)) return part;
  const kept = Object.entries(part).flatMap(([key, value]) => {
    if (key !== "constant_value" || !hides(value)) return [[key, withoutConstants(value, hides, secrets)] as const];
    if (secrets !== undefined) collect(value, secrets);
    return [];
  });
  return Object.fromEntries(kept);
}

function entries(value: unknown): [string, unknown][] {
  return isMapping(value) ? Object.entries(value) : [];
}
