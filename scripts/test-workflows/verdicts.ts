import { CheckFailed } from "../test-terraform/report";
import type { Scripts } from "./behaviour";

/** Results of jobs, and whether the pull request may be merged. */
interface Case {
  /** Of checks, changed, plan and review. */
  readonly results: readonly [string, string, string, string];
  /** Whether stacks change. @default true */
  readonly any?: boolean;
  /** Whether the pull request comes from a fork. @default false */
  readonly fork?: boolean;
  /** Whether a merge queue asks. @default false */
  readonly queue?: boolean;
  /** Of what writes to the pull request, at the beginning and at the end. @default - success; skipped where it must */
  readonly comment?: string;
  readonly passes: boolean;
}

const CASES: readonly Case[] = [
  { results: ["success", "success", "success", "success"], passes: true },
  { results: ["success", "success", "skipped", "success"], any: false, passes: true },
  { results: ["success", "skipped", "skipped", "skipped"], fork: true, passes: true },
  { results: ["success", "success", "skipped", "success"], passes: false },
  { results: ["success", "success", "failure", "success"], passes: false },
  { results: ["success", "success", "success", "skipped"], passes: false },
  { results: ["success", "success", "success", "failure"], passes: false },
  { results: ["success", "success", "success", "cancelled"], passes: false },
  { results: ["failure", "success", "success", "success"], passes: false },
  { results: ["success", "failure", "skipped", "skipped"], passes: false },
  { results: ["success", "skipped", "skipped", "skipped"], passes: false },
  { results: ["failure", "skipped", "skipped", "skipped"], fork: true, passes: false },
  { results: ["skipped", "skipped", "skipped", "skipped"], fork: true, passes: false },
  { results: ["success", "success", "success", "success"], fork: true, passes: false },
  { results: ["success", "skipped", "skipped", "skipped"], queue: true, passes: true },
  { results: ["failure", "skipped", "skipped", "skipped"], queue: true, passes: false },
  { results: ["success", "success", "success", "success"], comment: "failure", passes: false },
  { results: ["success", "success", "success", "success"], comment: "skipped", passes: false },
];

/** The required check passes only if each job that was needed has passed: a skipped job is no pass. */
export async function verdicts({ report, steps, bash }: Scripts): Promise<void> {
  const step = steps.ofPullRequest("privatelink", "Every job that was needed has passed");
  for (const { results, any = true, fork = false, queue = false, ...rest } of CASES) {
    const [checks, changed, plan, review] = results;
    const { passes, comment = fork || queue ? "skipped" : "success" } = rest;
    const outputs = changed === "success" ? { any: String(any) } : {};
    const needs = {
      checks: { result: checks },
      changed: { result: changed, outputs },
      ...{ plan: { result: plan }, review: { result: review } },
      ...{ announce: { result: comment }, comment: { result: comment } },
    };
    const of = `${fork ? " of a fork" : ""}${queue ? " in a queue" : ""}${any ? "" : " without changes"}`;
    await report.section(async () => {
      await report.check(
        `the required check ${passes ? "passes" : "fails"}${of}: ${[...results, comment].join(", ")}`,
        () => {
          const { code, output } = bash(step, {
            NEEDS: JSON.stringify(needs),
            IS_FORK: String(fork),
            IS_QUEUE: String(queue),
          });
          if ((code === 0) !== passes) throw new CheckFailed(`exit code ${code}\n${output}`);
        },
      );
    });
  }
}
