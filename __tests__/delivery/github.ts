import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PACKAGE_ROOT } from "../../support/package-root";
import { filesOf } from "./support";

/** A step of a job or of an action, as far as the tests look at it. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** A job of a workflow, as far as the tests look at it. */
export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly uses?: string;
  readonly environment?: string;
  readonly steps?: readonly Step[];
}

/** A workflow, as far as the tests look at it. */
export interface Workflow {
  readonly on: unknown;
  readonly permissions?: unknown;
  readonly defaults?: { readonly run: { readonly shell: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

const OWN = ".github/workflows";

/** Files for GitHub by their path: what `init` writes, and this repository's own workflows. */
export const GITHUB_FILES: Readonly<Record<string, string>> = {
  ...filesOf("github"),
  ...Object.fromEntries(
    readdirSync(join(PACKAGE_ROOT, OWN)).map((name) => [
      `${OWN}/${name}`,
      readFileSync(join(PACKAGE_ROOT, OWN, name), "utf8"),
    ]),
  ),
};

/** The workflows by the name of their file. */
export const WORKFLOWS: Readonly<Record<string, Workflow>> = Object.fromEntries(
  Object.entries(GITHUB_FILES)
    .filter(([path]) => path.startsWith(OWN))
    .map(([path, text]) => [path.slice(OWN.length + 1), parse(text) as Workflow]),
);

/** Each job, with its file and its name. */
export const JOBS = Object.entries(WORKFLOWS).flatMap(([file, { jobs }]) =>
  Object.entries(jobs).map(([name, job]): [string, string, Job] => [file, name, job]),
);

/** Each step of jobs and of actions, with its file. */
export const STEPS: readonly [string, Step][] = [
  ...JOBS.flatMap(([file, , { steps = [] }]) => steps.map((step): [string, Step] => [file, step])),
  ...Object.entries(GITHUB_FILES)
    .filter(([path]) => path.startsWith(".github/actions"))
    .flatMap(([path, text]) =>
      (parse(text) as { runs: { steps: Step[] } }).runs.steps.map((step): [string, Step] => [path, step]),
    ),
];
