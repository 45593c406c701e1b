import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parse } from "yaml";
import { newActions, type RecordedActions, recordedIn } from "../../../bootstrap/recorded-actions";
import { allowsTested, TESTED_AWS_PROVIDER } from "../../../config/aws-provider-versions";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { readJson } from "../../../support/read-json";
import type { Processes } from "../processes";
import { CheckFailed, type Report } from "../report";
import type { Schedule } from "../schedule";
import { knownApp } from "./known-app";
import { EXIT_SKIPPED, missing, program, realProviderEnvironment, reasonOf, setUp } from "./program";

const WHAT = "real provider: every shipped environment and every example";

/** How long before the last minute a set of stacks must begin: it takes about as long. */
const MINUTES_OF_A_SET = 12;

/** Lines of a log that are shown: the errors are last. */
const LOG_LINES = 40;

/** How a stack ended: `passed`, `failed` or `skipped`, as the last word of its row in the table of results. */
const ROW = /^(\S+\/[^\s:]+) .*\b(passed|failed|skipped)$/;

/** Why a stack was skipped, below the table. */
const REASON = /^(\S+\/\S+): skipped: (.*)$/;

/** What one run of the program said of the stacks. */
interface Attempt {
  readonly code: number;
  readonly lines: readonly string[];
  /** Folder with its logs. */
  readonly work: string;
}

/**
 * Validates, plans, applies, plans again and destroys every stack with the real AWS provider against a simulator of
 * AWS. The second plan must be empty. What is known not to work in the simulator is skipped, with the reason.
 *
 * On a busy machine the simulator answers so late that the provider sends a call again, and the second call finds done
 * what the first did: `TargetGroupNotFound` while it is deleted. A set of stacks in which one failed is therefore tried
 * once more. What fails twice has failed.
 */
export async function everyStack(
  report: Report,
  processes: Processes,
  folder: string,
  schedule: Schedule,
): Promise<void> {
  const command = program("run");
  if (command === undefined) return report.skip(WHAT, missing("run"));
  const prepared = await setUp(processes, folder);
  if (typeof prepared === "string") return report.skip(WHAT, prepared);
  const { tested, newer } = setsOfExamples(join(PACKAGE_ROOT, "examples"));
  const { app, leftOut } = knownApp(folder, tested);
  for (const { key, reason } of leftOut) process.stdout.write(`note     real provider: left out: ${key}: ${reason}\n`);
  for (const name of newer)
    report.skip(`real provider: ${name}`, `the example needs a version of the provider after ${TESTED_AWS_PROVIDER}`);
  for (const set of schedule.order(["shipped", ...tested])) {
    if (!schedule.mayBegin(report, `real provider: ${set}`, MINUTES_OF_A_SET)) continue;
    await everyStackOf(report, set, async (suffix) => {
      // Without `--work`, if no stack failed, the program removes its folder before it reads the logs of known gaps.
      const work = join(folder, `${set}${suffix}`);
      const args = ["--sets", set, "--app", app, "--work", work];
      return { ...(await shownRun(processes, command, args, folder)), work };
    });
  }
}

/** @param attempt runs the set, in a work folder whose name ends with a suffix. */
async function everyStackOf(report: Report, set: string, attempt: (suffix: string) => Promise<Attempt>): Promise<void> {
  const first = await attempt("");
  if (first.code === EXIT_SKIPPED) return report.skip(`real provider: ${set}`, reasonOf(first.lines.join("\n")));
  const again = failedIn(first.lines).length > 0;
  if (again) showFailures(first);
  await countStacks(report, first, again ? await attempt("-again") : undefined);
  await onlyRecordedActions(report, set, first.work);
}

/**
 * The folders of examples: those that allow the tested version of the provider, and those that ask for newer arguments.
 */
export function setsOfExamples(folder: string): { readonly tested: string[]; readonly newer: string[] } {
  const names = foldersIn(folder);
  const isTested = (name: string) =>
    foldersIn(join(folder, name)).every((environment) => {
      const document = parse(readFileSync(join(folder, name, environment, "environment.yaml"), "utf8"));
      return allowsTested(String(document.terraform?.awsProvider ?? TESTED_AWS_PROVIDER));
    });
  return { tested: names.filter(isTested), newer: names.filter((name) => !isTested(name)) };
}

function foldersIn(folder: string): string[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).sort();
}

/** Runs the program, and shows what it says. */
async function shownRun(
  processes: Processes,
  command: string,
  args: readonly string[],
  folder: string,
): Promise<Pick<Attempt, "code" | "lines">> {
  const child = processes.start(command, args, PACKAGE_ROOT, realProviderEnvironment(folder));
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
  return { code, lines };
}

/** The stacks whose row of the table says that they failed. */
export function failedIn(lines: readonly string[]): string[] {
  return rowsIn(lines).flatMap(([stack, verdict]) => (verdict === "failed" ? [stack] : []));
}

function rowsIn(lines: readonly string[]): [string, string][] {
  return lines.flatMap((line) => pair(ROW.exec(line)));
}

/** What the stacks of a first attempt failed with: the second may pass, and somebody should know. */
function showFailures({ lines, work }: Attempt): void {
  for (const stack of failedIn(lines))
    process.stdout.write(
      `note     real provider: ${stack} failed, and its set is tried once more\n${failureOf(lines, stack, work)
        .map((line) => `         | ${line}\n`)
        .join("")}`,
    );
}

/**
 * The roles of the bootstrap are tested by what is recorded of the provider's calls: they must still be all of them.
 */
async function onlyRecordedActions(report: Report, set: string, work: string): Promise<void> {
  await report.section(() =>
    report.check(`real provider: ${set} calls nothing that bootstrap/recorded-actions.json does not have`, () => {
      const before = readJson(join(PACKAGE_ROOT, "bootstrap", "recorded-actions.json")) as RecordedActions;
      const found = newActions(recordedIn(work), before);
      if (found.length > 0)
        throw new CheckFailed(
          `Record them, with \`run --work DIR --keep\` and \`npm run bootstrap:record -- DIR\`:\n${found.join("\n")}`,
        );
    }),
  );
}

/** Counts each stack once: what the second attempt says of it, where there was one. */
async function countStacks(report: Report, first: Attempt, second: Attempt | undefined): Promise<void> {
  const repeated = new Map(second === undefined ? [] : rowsIn(second.lines));
  for (const [stack, verdict] of rowsIn(first.lines)) {
    const attempt = second !== undefined && repeated.has(stack) ? second : first;
    await countStack(report, stack, repeated.get(stack) ?? verdict, attempt);
  }
  for (const attempt of second === undefined ? [first] : [first, second]) await countRun(report, attempt);
}

async function countStack(report: Report, stack: string, verdict: string, { lines, work }: Attempt): Promise<void> {
  const name = `real provider: ${stack}`;
  const reasons = new Map(lines.flatMap((line) => pair(REASON.exec(line))));
  if (verdict === "skipped") return report.skip(name, reasons.get(stack) ?? "no reason given");
  await report.section(async () => {
    await report.check(name, () => {
      if (verdict === "failed") throw new CheckFailed(failureOf(lines, stack, work).join("\n"));
    });
  });
}

/** Without a row, or with another failure than a stack's, the program itself failed. */
async function countRun(report: Report, { code, lines }: Attempt): Promise<void> {
  if (rowsIn(lines).length > 0 && (code === 0 || failedIn(lines).length > 0)) return;
  await report.section(async () => {
    await report.check(WHAT, () => {
      throw new CheckFailed(`exit code ${code}\n${lines.join("\n")}`);
    });
  });
}

/** What is known of the failure of a stack: the log, and the program's lines of it. */
function failureOf(lines: readonly string[], stack: string, work: string): string[] {
  return [...failedLog(lines, stack, work), ...lines.filter((line) => line.includes(stack))];
}

/** The log of the phase in which a stack failed first. It is printed because its folder is removed at the end. */
function failedLog(lines: readonly string[], stack: string, work: string): string[] {
  const [set = "", name = ""] = stack.split("/");
  const log = join(work, set, "stacks", name, `${firstFailedPhase(lines, stack)}.log`);
  return existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n").slice(-LOG_LINES) : [];
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
