import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withTemporaryFolder } from "../../support/temporary-folder";
import { UserError } from "../../support/user-error";
import { withAccepted } from "./accepted";
import { readBaseline, writeBaseline } from "./baseline";
import { pendingBump, readChangesets } from "./changesets";
import { compareApi } from "./compare/api";
import type { Change } from "./compare/change";
import { compareCommands } from "./compare/commands";
import { compareNames } from "./compare/names";
import { compareSchemas } from "./compare/schemas";
import { compareStacks } from "./compare/stacks";
import { collect } from "./contract/collect";
import { committedInputs, writeTree } from "./contract/git-inputs";
import { type Judgement, judge } from "./report";

/** Name and version of the package. */
export function packageOf(root: string): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
}

/**
 * Compares what this program promises with what the last release did.
 *
 * @throws UserError where that cannot be known.
 */
export async function checkRelease(root: string): Promise<Judgement> {
  const baseline = readBaseline(root);
  const { name, version } = packageOf(root);
  if (baseline.version !== version)
    throw new UserError(
      `expected the promises of ${version}, which package.json says; found those of ${baseline.version}. ` +
        "A release is made by `npm run release:version`, which writes both.",
    );
  const pending = pendingBump(readChangesets(root, name));
  const now = await collect(root, baseline.inputs);
  const changes: Change[] = [
    ...Object.entries(now.refused).map(([folder, why]) => refusal(folder, why)),
    // Stacks of a folder that is refused are not known.
    ...compareStacks(withoutRefused(baseline.stacks, Object.keys(now.refused)), now.stacks),
    ...compareApi(baseline.api, now.api),
    ...compareCommands(baseline.commands, now.commands),
    ...compareNames(baseline.names, now.names),
    ...(await schemaChanges(root, baseline.inputs.schemas)),
  ];
  return judge(version, withAccepted(root, changes), pending);
}

/**
 * Writes what this program promises, for the next release to be compared with.
 *
 * @throws UserError where the shipped environments are not committed, or are refused.
 */
export async function renewBaseline(root: string): Promise<void> {
  const inputs = committedInputs(root);
  const { refused, ...contract } = await collect(root, inputs);
  const problems = Object.entries(refused).map(([folder, why]) => `${folder}: ${why}`);
  if (problems.length > 0) throw new UserError(problems.join("\n"));
  writeBaseline(root, { version: packageOf(root).version, inputs, ...contract });
}

function refusal(folder: string, why: string): Change {
  return { needs: "major", of: `environments ${folder}`, what: `of the last release are refused: ${why}` };
}

function withoutRefused<T>(stacks: Readonly<Record<string, T>>, refused: readonly string[]): Record<string, T> {
  return Object.fromEntries(
    Object.entries(stacks).filter(([name]) => !refused.some((folder) => name.startsWith(`${folder}/`))),
  );
}

async function schemaChanges(root: string, tree: string): Promise<Change[]> {
  return withTemporaryFolder("privatelink-schemas", async (folder) => {
    writeTree(root, tree, join(folder, "schemas"));
    return compareSchemas(textsOf(join(folder, "schemas")), textsOf(join(root, "schemas")));
  });
}

function textsOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
