import { withoutIndexes } from "../../support/addresses";
import { isManaged } from "../plan-actions";
import type { Change, PlanDocument } from "../terraform/plan-document";
import type { BlockSchema, ResourceSchemas } from "../terraform/resource-schemas";
import { at, isMapping, type Mapping } from "../values";
import { type Difference, isMarked, UNDECLARED } from "./attributes";
import { ONLY_FILLED } from "./filled-lists";
import { foundIn, neighboursIn } from "./neighbours";
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
 * What only the provider tells and nobody leaves to AWS: a change of it is the only sign that code, the DNS of a VPC,
 * the routes of its subnets, a version of a launch template or a whole role was replaced.
 */
const SIGNS: Readonly<Record<string, ReadonlySet<string>>> = {
  aws_iam_role: new Set(["unique_id"]),
  aws_instance: new Set(["public_ip"]),
  aws_lambda_function: new Set(["code_sha256"]),
  aws_launch_template: new Set(["latest_version"]),
  aws_vpc: new Set(["dhcp_options_id", "main_route_table_id"]),
};

/**
 * What was changed outside of Terraform of what nothing declares. Terraform takes it for what it should be, and would
 * change nothing: the rules within a security group, or the policy of an endpoint that declares none.
 *
 * Of all that Terraform found changed, this leaves out what
 *
 * - the configuration declares, which Terraform compares, or has it ignore (`ignore_changes`)
 * - only the provider tells, by its schema, because it follows from something else; {@link SIGNS} count
 * - follows from other resources of the stack ({@link neighboursIn}): the last apply of these changed it
 * - AWS moves by itself ({@link MOVES})
 * - is sensitive, because no value of it is here
 *
 * What only other resources of the stack may fill ({@link ONLY_FILLED}) is compared with these, whether it changed or
 * not, in the root module: an apply records what it finds, and a rule that somebody added is no change any more.
 *
 * @returns differences by the address of the resource.
 */
export function undeclaredDifferences(plan: PlanDocument, facts: StackFacts): Map<string, readonly Difference[]> {
  const expressionsOf = (address: string) => expressionsIn(plan.configuration, address);
  const neighboursOf = neighboursIn(plan, { expressionsOf, schemas: facts.schemas });
  const changed = (plan.resource_drift ?? []).filter((each) => isManaged(each) && each.change.actions[0] === "update");
  const moved = changed.map(({ address, type = "", change }) => {
    const neighbours = neighboursOf(address);
    const isKnown = ({ name, recorded, found: now }: Difference) =>
      MOVES[type]?.has(name) === true || neighbours.declare(name) || neighbours.explain(name, recorded, now);
    const all = withoutDeclared(change, {
      declared: expressionsOf(address),
      schema: facts.schemas?.get(type),
      signs: SIGNS[type] ?? new Set(),
      ignored: ignoredOf(facts.configuration, address),
    });
    return [address, all.filter((each) => !isKnown(each))] as const;
  });
  const byAddress = new Map(moved);
  const standing = foundIn(plan).map(({ address, type, values }) => {
    const ignored = ignoredOf(facts.configuration, address);
    // The configuration of a plan leaves out dynamic blocks. Those of a module are nowhere else.
    const isSeen = ignored !== undefined && !address.startsWith("module.");
    const names = isSeen ? (ONLY_FILLED[type] ?? []).filter((name) => !ignored.has(name)) : [];
    const [own, told] = [expressionsOf(address), byAddress.get(address) ?? []];
    const isDeclared = (name: string) =>
      at(own, name) !== undefined || at(blockOf(facts.configuration, address), "dynamic", name) !== undefined;
    const differences = names
      .filter((name) => !isDeclared(name) && !told.some((each) => each.name === name))
      .filter((name) => !neighboursOf(address).explain(name, [], values[name] ?? []))
      .map((name) => undeclaredDifference(name, values[name], values[name]));
    return [address, [...told, ...differences]] as const;
  });
  return new Map([...moved, ...standing].filter(([, differences]) => differences.length > 0));
}

/** What says which attributes of a resource count. */
interface Attributes {
  /** Expressions of its configuration, by the name of the argument. */
  readonly declared: unknown;
  readonly schema: BlockSchema | undefined;
  /** Names of attributes that count although only the provider tells them. */
  readonly signs: ReadonlySet<string>;
  /** Names of arguments; undefined: all. */
  readonly ignored: ReadonlySet<string> | undefined;
}

function withoutDeclared(change: Change, { declared, schema, signs, ignored }: Attributes): Difference[] {
  if (ignored === undefined) return [];
  const [recorded, found] = [change.before, change.after].map((each) => restOf(each, declared, schema, signs)) as [
    Mapping,
    Mapping,
  ];
  const marks = [change.before_sensitive, change.after_sensitive];
  return [...new Set([...Object.keys(recorded), ...Object.keys(found)])]
    .sort()
    .filter((name) => !ignored.has(name) && name !== "tags_all" && !marks.some((each) => isMarked(at(each, name))))
    .filter((name) => sameText(recorded[name]) !== sameText(found[name]))
    .map((name) => undeclaredDifference(name, recorded[name], found[name]));
}

function undeclaredDifference(name: string, recorded: unknown, found: unknown): Difference {
  return { name, recorded, found, declared: UNDECLARED, isSensitive: false, isOutside: true };
}

/** What neither an expression declares nor only the provider tells, also within blocks that are declared. */
function restOf(
  value: unknown,
  declared: unknown,
  schema: BlockSchema | undefined,
  signs: ReadonlySet<string> = new Set(),
): unknown {
  if (Array.isArray(value))
    return value.map((each, index) => restOf(each, Array.isArray(declared) ? declared[index] : declared, schema));
  if (!isMapping(value)) return value;
  const rest = Object.entries(value).flatMap(([name, each]): [string, unknown][] => {
    if (schema?.readOnly.has(name) && !signs.has(name)) return [];
    const block = schema?.blocks.get(name);
    const expression = at(declared, name);
    if (block !== undefined) return [[name, restOf(each, expression, block)]];
    return expression === undefined ? [[name, each]] : [];
  });
  return Object.fromEntries(rest);
}

/** Expressions of a resource in the configuration of a plan. @param address of one of its instances. */
function expressionsIn(configuration: unknown, address: string): unknown {
  const parts = withoutIndexes(address).split(".");
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
  const ignored = at(blockOf(configuration, address), "lifecycle", "ignore_changes");
  if (ignored === "all") return undefined;
  const paths = (Array.isArray(ignored) ? ignored : []).filter((each) => typeof each === "string");
  // Only what is ignored as a whole: of `tags["Owner"]` the rest counts.
  return new Set(paths.filter((path) => /^\w+$/.test(path)));
}

/** A resource of the root module as the synthesis wrote it. */
function blockOf(configuration: unknown, address: string): unknown {
  const [type = "", name = ""] = withoutIndexes(address).split(".");
  return at(configuration, "resource", type, name);
}
