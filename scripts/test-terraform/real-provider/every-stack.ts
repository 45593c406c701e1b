import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { newActions, type RecordedActions, recordedIn } from "../../../bootstrap/recorded-actions";
import { PROJECT_ROOT } from "../../../support/project-root";
import { readJson } from "../../../support/read-json";
import type { Processes } from "../processes";
import { CheckFailed, type Report } from "../report";
import { EXIT_SKIPPED, missing, program, realProviderEnvironment, reasonOf, setUp } from "./program";

const WHAT = "real provider: every shipped environment and every example";

/** How a stack ended: `passed`, `failed` or `skipped`, as the last word of its row in the table of results. */
const ROW = /^(\S+\/[^\s:]+) .*\b(passed|failed|skipped)$/;

/** Why a stack was skipped, below the table. */
const REASON = /^(\S+\/\S+): skipped: (.*)$/;

/**
 * Validates, plans, applies, plans again and destroys every stack with the real AWS provider against a simulator of
 * AWS. The second plan must be empty. What is known not to work in the simulator is skipped, with the reason.
 */
export async function everyStack(report: Report, processes: Processes, folder: string): Promise<void> {
  const command = program("run");
  if (command === undefined) return report.skip(WHAT, missing("run"));
  const prepared = await setUp(processes, folder);
  if (typeof prepared === "string") return report.skip(WHAT, prepared);
  // Without `--work`, if no stack failed, the program removes its folder before it reads the logs of the known gaps.
  const work = join(folder, "work");
  const args = ["--sets", "all", "--app", PROJECT_ROOT, "--work", work];
  const child = processes.start(command, args, PROJECT_ROOT, realProviderEnvironment(folder));
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    if (stream)
      createInterface({ input: stream }).on("line", (line) => {
        // The folder that this line names is removed at the end.
        if (line.startsWith("logs: ")) return;
        lines.push(line);
        process.stdout.write(`         | ${line}\n`);
      });
  const code = await new Promise<number>((done) => {
    child.once("error", () => done(127));
    child.once("close", (exitCode) => done(exitCode ?? 1));
  });
  if (code === EXIT_SKIPPED) return report.skip(WHAT, reasonOf(lines.join("\n")));
  await countStacks(report, lines, code, work);
  await onlyRecordedActions(report, work);
}

/**
 * The roles of the bootstrap are tested by what is recorded of the provider's calls: they must still be all of them.
 */
async function onlyRecordedActions(report: Report, work: string): Promise<void> {
  await report.section(() =>
    report.check("real provider: it calls nothing that bootstrap/recorded-actions.json does not have", () => {
      const before = readJson(join(PROJECT_ROOT, "bootstrap", "recorded-actions.json")) as RecordedActions;
      const found = newActions(recordedIn(work), before);
      if (found.length > 0)
        throw new CheckFailed(
          `Record them, with \`run --work DIR --keep\` and \`npm run bootstrap:record -- DIR\`:\n${found.join("\n")}`,
        );
    }),
  );
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
              [...failedLog(lines, stack, work), ...lines.filter((line) => line.includes(stack))].join("\n"),
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

/** The log of the phase in which a stack failed first. It is printed because its folder is removed at the end. */
function failedLog(lines: readonly string[], stack: string, work: string): string[] {
  const [set = "", name = ""] = stack.split("/");
  const log = join(work, set, "stacks", name, `${firstFailedPhase(lines, stack)}.log`);
  return existsSync(log) ? [readFileSync(log, "utf8").trimEnd()] : [];
}

/**
 * The phase in which a stack failed first, from the program's progress lines. Later failures follow from it.
 *
 * @param stack as `SET/STACK`. Two progress lines may be in one line, since stacks run side by side.
 * @returns `undefined` if no progress line says that the stack failed.
 */
export function firstFailedPhase(lines: readonly string[], stack: string): string | undefined {
  return lines
    .flatMap((line) => line.split(`${stack}: `).slice(1))
    .map((rest) => /^(\w+) (?:exit|changes|timeout)\b/.exec(rest)?.[1])
    .find((phase) => phase !== undefined);
}

function pair(match: RegExpExecArray | null): [string, string][] {
  return match ? [[match[1] as string, match[2] as string]] : [];
}
