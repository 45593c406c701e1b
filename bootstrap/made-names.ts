import { compare } from "../support/compare";
import type { RoleUse } from "./uses";

/** How the account says which names a role may change: see `names` of `bootstrap.yaml`. */
export type NameRule = "exact" | "beginning";

/** What stacks make under a name of their own: the type, its argument, and what AWS puts behind it. */
const MADE: Readonly<Record<string, readonly [type: string, argument: string, end: string]>> = {
  "{role}": ["aws_iam_role", "name", ""],
  "{profile}": ["aws_iam_instance_profile", "name", ""],
  "{function}": ["aws_lambda_function", "function_name", ""],
  "{topic}": ["aws_sns_topic", "name", ""],
  "{queue}": ["aws_sqs_queue", "name", ""],
  "{bucket}": ["aws_s3_bucket", "bucket_prefix", "*"],
  "{parameter}": ["aws_ssm_parameter", "name", ""],
};

/**
 * Longest beginning of the names of an environment's resources that none of them is cut within: names of load balancers
 * have 32 characters, the last nine of which stand for what was cut.
 */
const LONGEST_BEGINNING = 23;

/** What names of an environment's resources begin with, as a pattern of IAM. */
export function beginningOf({ environment }: RoleUse): string {
  return `${`${environment}-`.slice(0, LONGEST_BEGINNING)}*`;
}

/** The placeholder of {@link MADE} in a resource; undefined where it has none. */
export function madePlaceholder(on: string): string | undefined {
  return Object.keys(MADE).find((each) => on.includes(each));
}

/**
 * What a placeholder stands for: the exact names that stacks of a use give, so that a thing of somebody else whose name
 * begins alike is none of them. With the rule `beginning`, the pattern of the environment's names; parameters have
 * names of the estate's, which are always exact.
 *
 * @returns sorted names; none where the stacks make nothing of the kind.
 * @throws an error where a stack gives a name that only Terraform knows.
 */
export function madeNames(placeholder: string, use: RoleUse, rule: NameRule): string[] {
  const [type, argument, end] = MADE[placeholder] ?? ["", "", ""];
  const blocks = use.types.get(type) ?? [];
  if (blocks.length > 0 && rule === "beginning" && placeholder !== "{parameter}") return [beginningOf(use)];
  const names = blocks.map((block) => {
    const name = block[argument];
    if (typeof name !== "string" || !/^[\w+=,.@/-]+$/.test(name))
      throw new Error(`${type} in ${use.environment}: expected a known \`${argument}\`; found ${JSON.stringify(name)}`);
    return `${name.replace(/^\//, "")}${end}`;
  });
  return [...new Set(names)].sort(compare);
}
