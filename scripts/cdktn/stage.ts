import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../support/user-error";
import type { Processes } from "../test-terraform/processes";
import { type PackageManifest, packageManifest } from "./manifest";
import { isPage, renamePage, renameProgram, renameReadme } from "./rename";

/** What a package is made with. */
interface Tools {
  readonly processes: Processes;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Makes the package for the successor: the files of this project's package, compiled already, with the successor's
 * modules in them. The same project gives the same bytes.
 *
 * @param project folder of the project.
 * @param staging new folder for the files of the package.
 * @param out existing folder that the package is written to.
 * @returns path of the package, a `.tgz`.
 * @throws UserError where npm cannot pack.
 */
export async function packForSuccessor(tools: Tools, project: string, staging: string, out: string): Promise<string> {
  const [listed] = await npmPack(tools, project, ["--dry-run"]);
  for (const { path } of listed?.files ?? []) {
    const [source, target] = [join(project, path), join(staging, path)];
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(source, target);
    const text = renamed(path, source);
    if (text !== undefined) writeFileSync(target, text);
  }
  const [packed] = await npmPack(tools, staging, ["--pack-destination", out]);
  if (packed === undefined) throw new UserError(`npm pack made no package of ${staging}.`);
  return join(out, packed.filename);
}

/** The text of a file of the package with the successor's names; undefined for one that stays as it is. */
export function renamed(path: string, source: string): string | undefined {
  const text = () => readFileSync(source, "utf8");
  if (path === "package.json") {
    const manifest: PackageManifest = JSON.parse(text());
    return `${JSON.stringify(packageManifest(manifest), undefined, 2)}\n`;
  }
  if (path === "README.md") return renameReadme(text());
  if (isPage(path)) return renamePage(text());
  return /^dist\/.*(\.js|\.mjs|\.d\.ts)$/.test(path) ? renameProgram(text()) : undefined;
}

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

async function npmPack({ processes, env }: Tools, folder: string, options: readonly string[]): Promise<Packed[]> {
  const args = ["pack", "--json", "--ignore-scripts", ...options];
  const { code, stdout, output } = await processes.run("npm", args, folder, env);
  if (code !== 0) throw new UserError(`npm pack in ${folder} ended with ${code}:\n${output.trim()}`);
  return JSON.parse(stdout);
}
