import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { writeReport } from "../../support/write-report";
import { type Contract, INPUTS, NAMES } from "./contract/contract";

/** What the last release promised, below the root of the project. */
export const BASELINE = ".changeset/contract.json";

const facts = z.record(z.string(), z.string());

const contractSchema = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  inputs: z.strictObject(Object.fromEntries(INPUTS.map((name) => [name, z.string().regex(/^[0-9a-f]{40,64}$/)]))),
  stacks: z.record(z.string(), z.strictObject({ state: z.string(), addresses: facts, moved: facts, outputs: facts })),
  api: z.record(z.string(), facts),
  commands: z.record(z.string(), facts),
  names: z.strictObject(Object.fromEntries(NAMES.map((name) => [name, facts]))),
});

/**
 * Reads what the last release promised.
 *
 * @throws UserError where there is none, or it is damaged: then nothing can be said of what a release changes.
 */
export function readBaseline(root: string): Contract {
  const path = join(root, BASELINE);
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw damaged(path, (error as Error).message);
  }
  const parsed = contractSchema.safeParse(found);
  if (!parsed.success) throw damaged(path, z.prettifyError(parsed.error));
  return parsed.data as unknown as Contract;
}

function damaged(path: string, found: string): UserError {
  return new UserError(
    `${shown(path)}: expected what the last release promised; found: ${found}. ` +
      "Restore the file of that release with git. Before the first release, `npm run release:check -- --write` makes it.",
  );
}

/** Writes what this release promises: the next one is compared with it. */
export function writeBaseline(root: string, contract: Contract): void {
  const { version, inputs, stacks, api, commands, names } = contract;
  const text = JSON.stringify({ version, inputs, stacks, api, commands, names }, null, 2);
  writeReport(join(root, BASELINE), `${text}\n`);
}
