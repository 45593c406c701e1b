import { partitionOf } from "../modules/aws/region";
import type { Statement } from "../modules/bootstrap/statement";
import { compare } from "../support/compare";
import { ACTIONS } from "./actions";
import type { Grant, TypeActions } from "./actions/grant";
import { beginningOf, madeNames, madePlaceholder, type NameRule } from "./made-names";
import { mergeStatements } from "./merge-statements";
import type { Block, RoleUse } from "./uses";

/** What a role is for. */
export type Purpose = "read" | "write";

/**
 * What a role may do: for `read`, what a plan of the stacks calls; for `write`, what their deployment calls besides.
 *
 * @param rule names of what the stacks make that the role may change.
 * @throws an error where no actions are known for a type: a table of `actions/` lacks it.
 */
export function statementsOf(
  uses: readonly RoleUse[],
  purposes: readonly Purpose[],
  rule: NameRule = "exact",
): Statement[] {
  const statements = uses.flatMap((use) =>
    [...use.types].flatMap(([type, blocks]) => {
      const actions = ACTIONS[type];
      if (actions === undefined)
        throw new Error(`bootstrap/actions has no ${type}: add what the provider calls for it`);
      const grants = [
        ...purposes.flatMap((purpose) => actions[purpose] ?? []),
        ...(purposes.includes("write") ? grantsWith(actions, blocks) : []),
      ];
      return grants.flatMap((grant) => {
        const named = namesOf(actions, blocks, use);
        const placeholder = madePlaceholder(grant.on);
        if (placeholder === undefined) return expand(grant, use, { named, resources: named });
        const on = grant.on.replace(placeholder, "{name}");
        return expand({ ...grant, on }, use, { named, resources: madeNames(placeholder, use, rule) });
      });
    }),
  );
  return mergeStatements(statements);
}

/** What the arguments of some things ask for besides. */
function grantsWith({ writeWith = {} }: TypeActions, blocks: readonly Block[]): Grant[] {
  return Object.entries(writeWith).flatMap(([argument, grants]) =>
    blocks.some(({ [argument]: value }) => value !== undefined && !(Array.isArray(value) && value.length === 0))
      ? grants
      : [],
  );
}

/** Names that a grant is for. */
interface Names {
  /** What `{names}` of a condition stands for. */
  readonly named: readonly string[];
  /** What `{name}` of a resource stands for. */
  readonly resources: readonly string[];
}

/** A grant for the things of a use; none where it is for names, and there are none. */
function expand({ actions, on, when }: Grant, use: RoleUse, names: Names): Statement[] {
  const regions = on.includes("{region}") ? use.regions : [""];
  const resources = (on.includes("{name}") ? names.resources : [""]).flatMap((name) =>
    regions.map((region) =>
      on
        .replace("{partition}", partitionFor(use))
        .replace("{account}", use.account)
        .replace("{region}", region)
        .replace("{env}", beginningOf(use))
        .replace("{name}", name),
    ),
  );
  const meant: Readonly<Record<string, readonly string[]>> = {
    "{regions}": use.regions,
    "{names}": [...names.named].sort(compare),
    "{environment}": [use.environment],
  };
  const values = (value: string | readonly string[]) => [value].flat().flatMap((each) => meant[each] ?? [each]);
  const condition = Object.entries(when ?? {}).map(([operator, keys]): [string, Record<string, string[]>] => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, values(value)])),
  ]);
  const isEmpty = condition.some(([, keys]) => Object.values(keys).some((each) => each.length === 0));
  if (resources.length === 0 || isEmpty) return [];
  const [Action, Resource] = [[...actions], [...new Set(resources)]];
  const Condition = Object.fromEntries(condition);
  return [{ Effect: "Allow", Action, Resource, ...(condition.length === 0 ? {} : { Condition }) }];
}

/** What `{name}` stands for: texts of the argument, and what stands for those that only Terraform knows. */
function namesOf({ named, madeName }: TypeActions, blocks: readonly Block[], use: RoleUse): string[] {
  if (named === undefined) return [];
  const texts = blocks.flatMap((block) => {
    const text = block[named];
    if (typeof text !== "string") return [];
    const known = text.replace(/\$\{data\.aws_partition\.[\w-]+\.partition\}/g, partitionFor(use)).replace(/^\//, "");
    if (!known.includes("${")) return [known];
    return madeName === undefined ? [] : [madeName];
  });
  return [...new Set(texts)].sort(compare);
}

function partitionFor({ regions }: RoleUse): string {
  return partitionOf(regions[0] ?? "us-east-1");
}
