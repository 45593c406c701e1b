import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { PROJECT_ROOT } from "../../../support/project-root";
import type { Processes } from "../processes";
import { CheckFailed, type Report } from "../report";
import { EXIT_SKIPPED, missing, program, realProviderEnvironment, reasonOf, setUp } from "./program";

const WHAT = "real provider: every shipped environment and every example";

/** How a stack ended: `passed`, `failed` or `skipped`, as the last word of its row in the table of results. */
const ROW = /^(\S+\/\S+) .*\b(passed|failed|skipped)$/;

/** Why a stack was skipped, below the table. */
const REASON = /^(\S+\/\S+): skipped: (.*)$/;

/**
 * Validates, plans, applies, plans again and destroys every stack with the real AWS provider against a simulator of AWS. The
 * second plan must be empty. What is known not to work in the simulator is skipped, with the reason.
 */
export async function everyStack(report: Report, processes: Processes, folder: string): Promise<void> {
  const command = program("run");
  if (command === undefined) return report.skip(WHAT, missing("run"));
  const prepared = await setUp(processes, folder);
  if (typeof prepared === "string") return report.skip(WHAT, prepared);
  // A folder of our own: the program removes one that it made itself before it has read all logs for its table.
  const work = join(folder, "work");
  const args = ["--sets", "all", "--app", PROJECT_ROOT, "--work", work];
  const child = processes.start(command, args, PROJECT_ROOT, realProviderEnvironment(folder));
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        process.stdout.write(`         | ${line}\n`);
      });
  const code = await new Promise<number>((done) => {
    child.once("error", () => done(127));
    child.once("close", (exitCode) => done(exitCode ?? 1));
  });
  if (code === EXIT_SKIPPED) return report.skip(WHAT, reasonOf(lines.join("\n")));
  await countStacks(report, lines, code, work);
}

async function countStacks(report: Report, lines: readonly string[], code: number, work: string): Promise<void> {
  const reasons = new Map(lines.flatMap((line) => pair(REASON.exec(line))));
  const rows = lines.flatMap((line) => pair(ROW.exec(line)));
  for (const [stack, verdict] of rows) {
    const name = `real provider: ${stack}`;
    if (verdict === "skipped") report.skip(name, reasons.get(stack) ?? "no reason given");
    else
      await report.section(async () => {
        await report.check(name, () => {
          if (verdict === "failed")
            throw new CheckFailed(
              [...lines.filter((line) => line.includes(stack)), ...lastLog(work, stack)].join("\n"),
            );
        });
      });
  }
  // Without a row, or with another failure than a stack's, the program itself failed.
  if (rows.length === 0 || (code !== 0 && rows.every(([, verdict]) => verdict !== "failed")))
    await report.section(async () => {
      await report.check(WHAT, () => {
        throw new CheckFailed(`exit code ${code}\n${lines.join("\n")}`);
      });
    });
}

/** How many lines of a log are shown: more than Terraform's errors of one resource take. */
const SHOWN_LINES = 60;

/** The end of the newest log of a stack, which the folder is removed with. @param stack `SET/STACK`. */
function lastLog(work: string, stack: string): string[] {
  const [set = "", name = ""] = stack.split("/");
  const folder = join(work, set, "stacks", name);
  if (!existsSync(folder)) return [];
  const [newest] = readdirSync(folder)
    .filter((file) => file.endsWith(".log"))
    .sort((one, other) => statSync(join(folder, other)).mtimeMs - statSync(join(folder, one)).mtimeMs);
  if (newest === undefined) return [];
  return [`${newest}:`, ...readFileSync(join(folder, newest), "utf8").trimEnd().split("\n").slice(-SHOWN_LINES)];
}

function pair(match: RegExpExecArray | null): [string, string][] {
  return match ? [[match[1] as string, match[2] as string]] : [];
}
