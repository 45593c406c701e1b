import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { CheckFailed, type Report } from "../test-terraform/report";
import { missing, run } from "./tools";

const PAGE = "docs/policies/alone.md";
const ACTION = "policies/action/action.yml";
const WORKFLOW = ".github/workflows/plans.yml";

/** Judges the action that others use, and the workflow on its page, by the tools of GitHub. */
export async function action(report: Report, folder: string): Promise<void> {
  mkdirSync(join(folder, ".github/workflows"), { recursive: true });
  // The tools look for the root of a repository.
  run("git", ["init", "--quiet"], { cwd: folder });
  cpSync(join(PACKAGE_ROOT, "policies/action"), join(folder, "policies/action"), { recursive: true });
  const workflow = /```yaml\n(name: plans\n.*?)```/s.exec(readFileSync(join(PACKAGE_ROOT, PAGE), "utf8"))?.[1];
  if (workflow === undefined) throw new Error(`${PAGE} has no workflow`);
  // actionlint reads the inputs and outputs of an action that is in the same repository.
  const local = workflow.replace(/OWNER\/REPO\/(\S+)@\S+ # v\S+/, "./$1 # zizmor: ignore[self-repository]");
  writeFileSync(join(folder, WORKFLOW), local);
  const lint = (what: string, tool: string, ...args: readonly string[]) => {
    const why = missing(tool);
    if (why !== undefined) return report.skip(`the action: ${what}`, why);
    return report.section(async () => {
      await report.check(`the action: ${what}`, () => {
        const { code, output } = run(tool, args, { cwd: folder });
        if (code !== 0) throw new CheckFailed(output);
      });
    });
  };
  const actionlint = process.env.ACTIONLINT ?? "actionlint";
  await lint("actionlint", actionlint, "-no-color", WORKFLOW);
  await lint("zizmor", "zizmor", "--offline", "--no-progress", "--persona", "pedantic", ".");
  await lint("the schema github-actions", "check-jsonschema", "--builtin-schema", "vendor.github-actions", ACTION);
  await lint(
    "the schema github-workflows",
    "check-jsonschema",
    "--builtin-schema",
    "vendor.github-workflows",
    WORKFLOW,
  );
  await lint("shellcheck", "shellcheck", "policies/action/judge.sh");
  if (missing(actionlint) !== undefined) return;
  await report.section(async () => {
    await report.check("the action: actionlint knows its inputs", () => {
      writeFileSync(join(folder, WORKFLOW), local.replace("paths:", "pahts:"));
      const { code, output } = run(actionlint, ["-no-color", WORKFLOW], { cwd: folder });
      if (code === 0 || !output.includes('"pahts"') || !output.includes('"paths"')) throw new CheckFailed(output);
    });
  });
}
