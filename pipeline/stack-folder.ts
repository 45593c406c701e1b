import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MARKS } from "../engine/removed";
import { ASSETS, STACK_FILES } from "../engine/stack-files";

/** Folder that Terraform keeps providers, and what it knows of the backend, in. */
const DATA = ".terraform";

/** Folders of a stack. */
const FOLDERS: ReadonlySet<string> = new Set([ASSETS, DATA]);

/** Files of a stack that this program writes. */
const OWN: ReadonlySet<string> = new Set([...STACK_FILES, ...MARKS]);

/** Files that Terraform, cdktf and people leave in the folder of a stack, and that Terraform reads nothing from. */
const LEFT = new RegExp(
  [
    ...["\\.terraform\\.lock\\.hcl", "\\.terraform\\.tfstate\\.lock\\.info", "errored\\.tfstate"],
    ...["terraform\\.tfstate(\\.\\d+)?(\\.backup)?", "crash(\\.[\\w-]+)?\\.log"],
    ...["plan", "tfplan", "[\\w-]+\\.(tf)?plan"],
  ]
    .map((name) => `^${name}$`)
    .join("|"),
);

/**
 * What is in the folder of a stack, and is not of this program or left by Terraform, by name: other configuration,
 * values of variables, providers in `terraform.d`, links, another workspace. Terraform may read or run it.
 *
 * @throws an error of the file system where the folder cannot be read.
 */
export function strangersIn(folder: string): string[] {
  if (!lstatSync(folder).isDirectory()) return ["a link in place of the folder"];
  const others = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory() ? !FOLDERS.has(entry.name) : !entry.isFile() || !(OWN.has(entry.name) || LEFT.test(entry.name)),
  );
  const workspace = workspaceIn(folder);
  const names = others.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  return workspace === "default" ? names : [...names, `${DATA}/environment (the workspace ${workspace})`];
}

/** The workspace that was selected in the folder. */
function workspaceIn(folder: string): string {
  try {
    return readFileSync(join(folder, DATA, "environment"), "utf8").trim() || "default";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "default";
    throw error;
  }
}
