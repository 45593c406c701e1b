import { isManaged } from "../plan-actions";
import type { Change, PlanDocument } from "../terraform/plan-document";
import type { BlockSchema, ResourceSchemas } from "../terraform/resource-schemas";
import { at, isMapping, type Mapping } from "../values";
import { type Difference, isMarked, UNDECLARED } from "./attributes";
import { neighboursIn } from "./neighbours";
import { sameText } from "./same-value";

/** What is known of a stack besides its plan. */
export interface StackFacts {
  /** Its configuration as the synthesis wrote it: `cdk.tf.json`. */
  readonly configuration?: unknown;
  /** Schemas of its providers. @default - nobody knows which attributes only the provider tells: none is left out */
  readonly schemas?: ResourceSchemas | undefined;
}

/**
 * Arguments that AWS moves by itself as it is meant to, where nothing declares them. What only the provider tells, such
 * as the state of an endpoint, need not stand here.
 */
const MOVES: Readonly<Record<string, ReadonlySet<string>>> = {
  // Scaling policies and schedules set it: https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html
  aws_autoscaling_group: new Set(["desired_capacity"]),
};

/**
 * What was changed outside of Terraform of what nothing declares. Terraform takes it for what it should be, and would
 * change nothing: the rules within a security group, or the policy of an endpoint that declares none.
 *
 * Of all that Terraform found changed, this leaves out what
 *
 * - the configuration declares, which Terraform compares, or has it ignore (`ignore_changes`)
 * - only the provider tells, by its schema: no user can set it, and it follows from something else
 * - follows from other resources of the stack ({@link neighboursIn}): the last apply of these changed it
 * - AWS moves by itself ({@link MOVES})
 * - is sensitive, because no value of it is here
 *
 * @returns differences by the address of the resource.
 */
export function undeclaredDifferences(plan: PlanDocument, facts: StackFacts): Map<string, Difference[]> {
  const changed = (plan.resource_drift ?? []).filter((each) => isManaged(each) && each.change.actions[0] === "update");
  if (changed.length === 0) return new Map();
  const neighboursOf = neighboursIn(plan);
  const found = changed.map(({ address, type = "", change }) => {
    const neighbours = neighboursOf(address);
    const isKnown = ({ name, recorded, found: now }: Difference) =>
      MOVES[type]?.has(name) === true || neighbours.declare(name) || neighbours.explain(name, recorded, now);
    const all = withoutDeclared(change, {
      declared: expressionsOf(plan.configuration, address),
      schema: facts.schemas?.get(type),
      ignored: ignoredOf(facts.configuration, address),
    });
    return [address, all.filter((each) => !isKnown(each))] as const;
  });
  return new Map(found.filter(([, differences]) => differences.length > 0));
}

/** What says which attributes of a resource count. */
interface Attributes {
  /** Expressions of its configuration, by the name of the argument. */
  readonly declared: unknown;
  readonly schema: BlockSchema | undefined;
  /** Names of arguments; undefined: all. */
  readonly ignored: ReadonlySet<string> | undefined;
}

function withoutDeclared(change: Change, { declared, schema, ignored }: Attributes): Difference[] {
  if (ignored === undefined) return [];
  const [recorded, found] = [change.before, change.after].map((each) => restOf(each, declared, schema)) as [
    Mapping,
    Mapping,
  ];
  const marks = [change.before_sensitive, change.after_sensitive];
  return [...new Set([...Object.keys(recorded), ...Object.keys(found)])]
    .sort()
    .filter((name) => !ignored.has(name) && name !== "tags_all" && !marks.some((each) => isMarked(at(each, name))))
    .filter((name) => sameText(recorded[name]) !== sameText(found[name]))
    .map((name) => ({
      ...{ name, recorded: recorded[name], found: found[name], declared: UNDECLARED },
      ...{ isSensitive: false, isOutside: true },
    }));
}

/** What neither an expression declares nor only the provider tells, also within blocks that are declared. */
function restOf(value: unknown, declared: unknown, schema: BlockSchema | undefined): unknown {
  if (Array.isArray(value))
    return value.map((each, index) => restOf(each, Array.isArray(declared) ? declared[index] : declared, schema));
  if (!isMapping(value)) return value;
  const rest = Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
    if (schema?.readOnly.has(name)) return [];
    const block = schema?.blocks.get(name);
    const expression = at(declared, name);
    if (block !== undefined) return [[name, restOf(each, expression, block)]];
    return expression === undefined ? [[name, each]] : [];
  });
  return Object.fromEntries(rest);
}

/** Expressions of a resource in the configuration of a plan. @param address of one of its instances. */
function expressionsOf(configuration: unknown, address: string): unknown {
  const parts = withoutKeys(address).split(".");
  let module = at(configuration, "root_module");
  while (parts[0] === "module") {
    const [, name = ""] = parts.splice(0, 2);
    module = at(module, "module_calls", name, "module");
  }
  const resources = at(module, "resources");
  const own = Array.isArray(resources) ? resources.find((each) => at(each, "address") === parts.join(".")) : undefined;
  return at(own, "expressions");
}

/** Names of the arguments of a resource whose changes Terraform ignores; undefined where these are all. */
function ignoredOf(configuration: unknown, address: string): ReadonlySet<string> | undefined {
  const [type = "", name = ""] = withoutKeys(address).split(".");
  const ignored = at(configuration, "resource", type, name, "lifecycle", "ignore_changes");
  if (ignored === "all") return undefined;
  const paths = (Array.isArray(ignored) ? ignored : []).filter((each) => typeof each === "string");
  // Only what is ignored as a whole: of `tags["Owner"]` the rest counts.
  return new Set(paths.filter((path) => /^\w+$/.test(path)));
}

/** The address of a resource, without the keys of its instances. */
function withoutKeys(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}
