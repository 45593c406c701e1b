import { readdirSync } from "node:fs";
import { join } from "node:path";
import { counted } from "../../support/counted";
import { evenTable } from "../../support/markdown";
import { addressesOf, type Comparison, compareOutputs, DIFFERENCES } from "../cdktn/differences";
import { type Finding, failure, type Scratch } from "./rehearsal";

/** Folders of environments of this project: its own, and the examples. */
function foldersIn(project: string): string[] {
  const examples = readdirSync(join(project, "examples"), { withFileTypes: true });
  return ["environments", ...examples.filter((entry) => entry.isDirectory()).map(({ name }) => `examples/${name}`)];
}

/**
 * Synthesizes all environments and examples, by the project and by the scratch copy, and compares what they write.
 *
 * @param root the project, compiled. It writes to the scratch folder.
 */
export async function compareStacks(root: string, scratch: Scratch): Promise<Finding> {
  const { project, outputs } = scratch;
  const comparisons: Comparison[] = [];
  let addresses = 0;
  const moved: string[] = [];
  for (const folder of foldersIn(project)) {
    const [today, successor] = ["today", "successor"].map((side) => join(outputs, side, folder)) as [string, string];
    for (const [program, out] of [
      [root, today],
      [project, successor],
    ] as const) {
      const failed = await synthesize(program, folder, out, scratch);
      if (failed !== undefined) return failed;
    }
    comparisons.push(compareOutputs(today, successor));
    const [before, after] = [addressesOf(today), addressesOf(successor)];
    addresses += before.length;
    moved.push(
      ...before.filter((address) => !after.includes(address)),
      ...after.filter((each) => !before.includes(each)),
    );
  }
  return finding(comparisons, addresses, moved);
}

/** Writes the stacks of a folder. Both programs run in the scratch copy, so that they read the same repository. */
async function synthesize(
  program: string,
  folder: string,
  out: string,
  { processes, env, project }: Scratch,
): Promise<Finding | undefined> {
  const main = join(program, "dist/cli/main.js");
  const ended = await processes.run("node", [main, "synth", "--environments", folder, "--out", out], project, env);
  return ended.code === 0 ? undefined : failure(`synth of ${folder} by ${main}`, ended);
}

function finding(comparisons: readonly Comparison[], addresses: number, moved: readonly string[]): Finding {
  const sum = (of: (comparison: Comparison) => number) => comparisons.reduce((total, each) => total + of(each), 0);
  const others = [
    ...comparisons.flatMap((each) => each.others),
    ...moved.map((address) => `another address: ${address}`),
  ];
  const rows = DIFFERENCES.map(({ name, why }) => [name, String(sum(({ found }) => found[name] ?? 0)), why]);
  const files = `${counted(
    sum((each) => each.files),
    "file",
  )} of ${(sum((each) => each.bytes) / 1e6).toFixed(1)} MB`;
  return {
    isGood: others.length === 0 && addresses > 0,
    summary:
      `${files}: ${sum((each) => each.same)} are the same, and ` +
      `${others.length === 0 ? "the rest has only the listed differences" : counted(others.length, "other difference")}; ` +
      `${addresses} addresses of resources, ${moved.length === 0 ? "all the same" : `${moved.length} moved`}`,
    details: [...evenTable(["difference", "places", "why"], rows), ...others.flatMap((line) => ["", `- ${line}`])],
  };
}
