import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "../support/environments";

/** Puts a program in place of the packed one, which says something on standard error and makes no report. */
const NPM = `#!/usr/bin/env bash
mkdir -p node_modules/.bin
printf '%s\\n' '#!/bin/sh' 'cat "$GITHUB_WORKSPACE/said" >&2' 'exit 2' >node_modules/.bin/privatelink
chmod +x node_modules/.bin/privatelink
`;

/** Runs the step of the action for a program that ends with 2. @returns what it printed, and its code. */
function judged(said: string) {
  const workspace = temporaryFolder();
  mkdirSync(join(workspace, "bin"));
  writeFileSync(join(workspace, "bin/npm"), NPM);
  chmodSync(join(workspace, "bin/npm"), 0o755);
  for (const [name, text] of Object.entries({ said, "plan.json": "{}", output: "", summary: "" }))
    writeFileSync(join(workspace, name), text);
  const inputs = { PATHS: "plan.json", DATA: "", STATUS: "", REPORTS: "evil=x", VERSION: "", PACKAGE: "" };
  const env = {
    ...process.env,
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value])),
    ...{ INPUT_FAIL_ON: "violations", INPUT_FOLDER: ".", RUNNER_TEMP: workspace, GITHUB_WORKSPACE: workspace },
    ...{ GITHUB_OUTPUT: join(workspace, "output"), GITHUB_STEP_SUMMARY: join(workspace, "summary") },
    GITHUB_ACTION_PATH: join(PACKAGE_ROOT, "policies/action"),
    PATH: `${join(workspace, "bin")}${delimiter}${process.env.PATH}`,
  };
  const script = join(PACKAGE_ROOT, "policies/action/judge.sh");
  const { status, stdout, stderr } = spawnSync("bash", [script], { cwd: workspace, env, encoding: "utf8" });
  const output = readFileSync(join(workspace, "output"), "utf8");
  const annotation = stdout.split("\n").find((line) => line.startsWith("::error title=nothing was judged::"));
  return { status, output, annotation, stderr };
}

test("the annotation says why the program made no report, and so does the log", () => {
  const cause = "error: option '--format <format>' argument 'evil=x' is invalid. 100% wrong.";
  const { status, output, annotation, stderr } = judged(`\u001b[31m${cause}\u001b[39m\nSee --help.\n`);
  expect(annotation).toBe(
    "::error title=nothing was judged::expected a report; found none. The program ended with 2: " +
      `${cause.replace("100%", "100%25")}%0ASee --help.`,
  );
  expect(stderr).toContain(cause);
  expect([status, output]).toEqual([2, "verdict=unjudgeable\nreport=\n"]);
});

test.each<[string, string, string]>([
  ["is short", "a".repeat(5000), "a".repeat(2000)],
  ["has no control characters", "a\u0007b\u202ec\rd", "a?b?c?d"],
  ["says that no reason was given", "\n", "it gave no reason."],
])("the cause in the annotation %s", (_, said, shown) => {
  expect(judged(said).annotation?.split("The program ended with 2: ")[1]).toBe(shown);
});
