import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";
import type { Context } from "../context";
import { Project } from "../project";
import { CheckFailed } from "../report";
import { readStacks, type StackDocument } from "../stack";

/** What stands for computed values in one run of the trial. */
interface AbsentForm {
  /** A list of blocks that a provider gives. */
  readonly blocks: string;
  /** A list of texts that a provider gives. */
  readonly texts: string;
  /** The remote state of a stack that may not be deployed: it is read with `count`, so it is a list. */
  readonly states: string;
  /** Whether it is what AWS answers where there is nothing: an empty list. Isolation may then be proven. */
  readonly isAnswer?: boolean;
}

const ABSENT: Readonly<Record<string, AbsentForm>> = {
  null: { blocks: "null", texts: "null", states: "[{ outputs = null }]" },
  "empty lists": { blocks: "[]", texts: "[]", states: "[]", isAnswer: true },
  "lists of null": { blocks: "[null]", texts: "[null]", states: "[{ outputs = {} }]" },
  "lists of a block without values, or of an empty text": {
    blocks: "[{}]",
    texts: '[""]',
    states: "[{ outputs = { endpoint_ids = {} } }]",
  },
};

/** Attributes that are lists of texts; the others that are looked into are lists of blocks. */
const TEXTS = new Set([
  "availability_zones",
  "ids",
  "names",
  "security_groups",
  "subnet_ids",
  "subnets",
  "supported_regions",
  "zone_ids",
]);

/** Attributes of resources and data sources, and of what conditions and instances call `self` and `each`. */
const ATTRIBUTE = /\b(?:(?:data\.)?aws_[a-z0-9_]+\.[\w-]+|self|each\.value)(?:\.([a-z_0-9]+))?/g;

/** The listing of a bucket of states, which is a list since it has a `count`. */
const LISTING = /\bdata\.aws_s3_objects\.[\w-]+/g;

/** The remote state of a stack that may not be deployed. */
const OPTIONAL_STATE = /\bdata\.terraform_remote_state\.[\w-]+(?=\[\d+\])/g;

/** An output of a stack that is deployed before: a value is certain. */
const GIVEN =
  /\bdata\.terraform_remote_state\.[\w-]+\.outputs\.\w+(\["[^"]*"\])?|\bterraform_data\.[\w-]+\.(in|out)put(\.\w+)?/g;

/** Attributes without which AWS gives nothing of the kind. */
const ALWAYS_THERE = new Set(["arn", "id", "name", "protocol"]);

/** What fails on null or on an empty list unless it is guarded. */
const FRAGILE =
  /\[\d+\]|\[\*\]|\[for |\{for |\b(coalesce|compact|concat|contains|distinct|element|endswith|flatten|join|keys|length|lookup|merge|one|setunion|sort|toset|values|zipmap)\(/;

const LOCAL = /\blocal\.([\w-]+)/g;

/** What an expression may read that has no value of its own before an apply. */
const COMPUTED = [ATTRIBUTE, LOCAL, OPTIONAL_STATE];

/**
 * Evaluates the expressions of all shipped stacks with null and empty in the place of what a provider computes. Each must
 * have a value: where there is no way on, a condition says so. An expression that fails would hide the condition's message,
 * and would keep a stack from being destroyed.
 */
export async function absentValues({ report, folder, terraform }: Context): Promise<void> {
  for (const set of ["environments", ...examples()]) {
    const project = new Project(join(folder, set));
    project.copyEnvironments(set);
    await project.synthesize();
    const stacks = [...readStacks(project.out, terraform).values()].map(({ document }) => document);
    const count = stacks.reduce((sum, stack) => sum + localsOf(stack).length + expressionsOf(stack).length, 0);
    for (const [index, what] of Object.keys(ABSENT).entries())
      await report.section(async () => {
        await report.check(`absent values: ${set}: each of ${count} expressions has a value with ${what}`, async () => {
          const own = join(folder, `${set}-${index}`);
          mkdirSync(own, { recursive: true });
          const written = configuration(stacks, what);
          const evaluated = Object.keys(written.output).length;
          if (evaluated === 0 || evaluated !== count)
            throw new CheckFailed(`${evaluated} of ${count} expressions are evaluated`);
          writeFileSync(join(own, "main.tf.json"), JSON.stringify(written, null, 1));
          await terraform.must(own, "init", "-input=false", "-no-color");
          await terraform.must(own, "plan", "-input=false", "-no-color", "-lock=false", "-out=plan.tfplan");
          if (!ABSENT[what]?.isAnswer)
            isolationIsNotProven(await terraform.must(own, "show", "-json", "plan.tfplan"), stacks);
        });
      });
  }
}

function examples(): string[] {
  const folders = readdirSync(join(PACKAGE_ROOT, "examples"), { withFileTypes: true }).filter((each) =>
    each.isDirectory(),
  );
  return folders.map(({ name }) => `examples/${name}`).sort();
}

/** Terraform's JSON for the locals and the outputs of a run. */
interface Configuration {
  readonly locals: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, object>>;
}

/** Outputs for the locals and expressions of stacks, with a value in the place of all that a provider computes. */
function configuration(stacks: readonly StackDocument[], what: string): Configuration {
  const { blocks, texts, states } = ABSENT[what] as AbsentForm;
  const locals: Record<string, unknown> = {
    text: "text",
    blocks: `\${${blocks}}`,
    texts: `\${${texts}}`,
    states: `\${${states}}`,
    listings: "${[{ keys = local.texts }]}",
    // What `for_each` makes is a map: of route tables that may have nothing, and of subnets, whose zone AWS always gives.
    instances: "${{ one = { routes = local.blocks, availability_zone_id = local.text } }}",
  };
  const output: Record<string, object> = {};
  for (const [number, document] of stacks.entries()) {
    const prefix = `s${number}_`;
    for (const [name, local] of localsOf(document)) {
      locals[`${prefix}${name}`] = absent(local, prefix);
      output[`${prefix}local_${name}`] = { value: `\${local.${prefix}${name}}` };
    }
    for (const [index, expression] of expressionsOf(document).entries())
      output[`${prefix}e${index}`] = { value: absent(expression, prefix) };
  }
  return { locals, output };
}

function localsOf(document: StackDocument): [string, unknown][] {
  return Object.entries((document as { locals?: object }).locals ?? {});
}

/** All texts of a stack, other than its locals, that null or empty may break. */
function expressionsOf(document: StackDocument): string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === "string") {
      if (COMPUTED.some((each) => value.search(each) >= 0) && FRAGILE.test(value)) found.add(value);
    } else if (value !== null && typeof value === "object") Object.values(value).forEach(walk);
  };
  const { locals: _, ...rest } = document as StackDocument & { locals?: object };
  walk(rest);
  return [...found].sort();
}

/** The same with what is absent in the place of each computed attribute, and locals by the names that they have here. */
function absent<T>(value: T, prefix: string): T {
  return JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === "string"
      ? each
          .replace(LOCAL, `local.${prefix}$1`)
          .replace(LISTING, "local.listings")
          .replace(OPTIONAL_STATE, "local.states")
          .replace(GIVEN, "local.text")
          .replace(ATTRIBUTE, (_match, attribute) => `local.${localFor(attribute)}`)
      : each,
  );
}

function localFor(attribute: string | undefined): "blocks" | "instances" | "text" | "texts" {
  if (attribute === undefined) return "instances";
  if (ALWAYS_THERE.has(attribute)) return "text";
  return TEXTS.has(attribute) ? "texts" : "blocks";
}

/** Conditions that no way out of a VPC is found: none may hold where the provider tells nothing. */
const NO_WAY_OUT = /^\$\{length\(local\.[\w-]*ways-out_found[\w-]*\) == 0\}$/;

function isolationIsNotProven(plan: string, stacks: readonly StackDocument[]): void {
  const { outputs } = JSON.parse(plan).planned_values as { outputs: Record<string, { value?: unknown }> };
  for (const [number, document] of stacks.entries())
    for (const [index, expression] of expressionsOf(document).entries())
      if (NO_WAY_OUT.test(expression) && outputs[`s${number}_e${index}`]?.value !== false)
        throw new CheckFailed(`${expression} holds, although nothing is known of the VPC`);
}
