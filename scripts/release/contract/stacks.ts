import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { planEstate } from "../../../config/estate/plan-estate";
import { loadEnvironments } from "../../../config/load";
import { buildHere } from "../../../engine/build-here";
import { UserError } from "../../../support/user-error";
import { type Facts, type StackFacts, sorted } from "./contract";

const resourceSchema = z.looseObject({ count: z.unknown().optional(), for_each: z.unknown().optional() });

const stackSchema = z.looseObject({
  resource: z.record(z.string(), z.record(z.string(), resourceSchema)).default({}),
  output: z.record(z.string(), z.looseObject({ sensitive: z.boolean().default(false) })).default({}),
  moved: z.array(z.object({ from: z.string(), to: z.string() })).default([]),
  terraform: z.looseObject({
    backend: z.record(z.string(), z.unknown()),
    required_version: z.string(),
    required_providers: z.record(z.string(), z.looseObject({ version: z.string() })),
  }),
});

/** What the program makes of folders of environments. */
export interface Synthesized {
  readonly stacks: Readonly<Record<string, StackFacts>>;
  /** Versions that the stacks ask for, of Terraform and of providers. */
  readonly terraform: Facts;
  /** Folders that the program refuses, and why. */
  readonly refused: Facts;
}

/** Folders of environments in a working tree: the shipped ones, and each example. */
function environmentFolders(root: string): string[] {
  const examples = readdirSync(join(root, "examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return ["environments", ...examples.map(({ name }) => `examples/${name}`).sort()];
}

/**
 * Synthesizes folders of environments with this program.
 *
 * @param root that the folders are in.
 * @param scratch empty folder for what is written.
 */
export function synthesizedStacks(root: string, scratch: string): Synthesized {
  const stacks: [string, StackFacts][] = [];
  const terraform = new Map<string, string>();
  const refused: [string, string][] = [];
  for (const folder of environmentFolders(root)) {
    try {
      const plans = planEstate(loadEnvironments(join(root, folder)));
      const out = join(scratch, folder.replaceAll("/", "-"));
      buildHere(plans, out);
      for (const { name } of plans) {
        const stack = stackSchema.parse(JSON.parse(readFileSync(join(out, "stacks", name, "cdk.tf.json"), "utf8")));
        stacks.push([`${folder}/${name}`, factsOf(stack)]);
        terraform.set(`terraform ${stack.terraform.required_version}`, "");
        for (const [provider, { version }] of Object.entries(stack.terraform.required_providers))
          terraform.set(`provider ${provider} ${version}`, "");
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused.push([folder, error.message]);
    }
  }
  return { stacks: sorted(stacks), terraform: sorted(terraform), refused: sorted(refused) };
}

function factsOf(stack: z.infer<typeof stackSchema>): StackFacts {
  const addresses = Object.entries(stack.resource).flatMap(([type, resources]) =>
    Object.entries(resources).map(([name, resource]) => [`${type}.${name}`, instances(resource)] as const),
  );
  return {
    state: JSON.stringify(stack.terraform.backend),
    addresses: sorted(addresses),
    moved: sorted(stack.moved.map(({ from, to }) => [from, to])),
    outputs: sorted(
      Object.entries(stack.output).map(([name, { sensitive }]) => [name, sensitive ? "sensitive" : ""] as const),
    ),
  };
}

function instances({ count, for_each }: z.infer<typeof resourceSchema>): string {
  if (for_each !== undefined) return "for_each";
  return count === undefined ? "" : "count";
}
