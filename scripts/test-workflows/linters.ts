import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { CheckFailed, type Report } from "../test-terraform/report";
import type { Repository } from "./repositories";
import { scriptsOf } from "./scripts";
import { missing, run } from "./tools";

/** What shellcheck says of functions and variables that jobs of GitLab have in common, and not each of them uses. */
const COMMON_FUNCTIONS = "SC2034,SC2119,SC2120,SC2317";

/** Which dependencies this repository updates. */
const DEPENDABOT = ".github/dependabot.yml";

/** Judges the files of a repository by the tools of the systems that they are for. */
export async function linters(report: Report, { name, folder }: Repository): Promise<void> {
  const lint = async (what: string, tool: string, args: readonly string[], input?: string) => {
    const why = missing(tool);
    if (why !== undefined) return report.skip(`${name}: ${what}`, why);
    await report.section(async () => {
      await report.check(`${name}: ${what}`, () => {
        const { code, output } = run(tool, args, { cwd: folder, ...(input === undefined ? {} : { input }) });
        if (code !== 0) throw new CheckFailed(output);
      });
    });
  };
  const workflows = filesOf(folder, ".github/workflows");
  const shellcheck = missing("shellcheck");
  if (shellcheck !== undefined) report.skip(`${name}: actionlint looks into scripts`, shellcheck);
  await lint("actionlint", process.env.ACTIONLINT ?? "actionlint", ["-no-color", ...workflows]);
  // Everything that zizmor knows without the network, but for secrets outside of an environment of GitHub: a pull
  // request needs the passphrase of its artifacts, and waits for no approval. Other exceptions are comments in their
  // lines.
  await lint("zizmor", "zizmor", ["--offline", "--no-progress", "--persona", "pedantic", "."]);
  const schema = (schemaName: string, ...files: readonly string[]) =>
    lint(`the schema ${schemaName}`, "check-jsonschema", ["--builtin-schema", `vendor.${schemaName}`, ...files]);
  await schema("github-workflows", ...workflows);
  await schema("github-actions", ...filesOf(folder, ".github/actions"));
  await schema("gitlab-ci", ".gitlab/privatelink.yml");
  if (existsSync(join(folder, DEPENDABOT))) await schema("dependabot", DEPENDABOT);
  for (const { path, shell, text } of scriptsOf(folder))
    await lint(`shellcheck of ${path}`, "shellcheck", ["--shell", shell, "--exclude", COMMON_FUNCTIONS, "-"], text);
}

/** Files in and below a folder of a repository, by their paths in it. */
function filesOf(repository: string, folder: string): string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => `${folder}/${path}`)
    .sort();
}
