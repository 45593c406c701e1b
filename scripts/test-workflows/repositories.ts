import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { deliveryFiles } from "../../delivery/files";
import { SYSTEMS } from "../../delivery/systems";
import { writeFiles } from "../../delivery/write-files";
import { PACKAGE_ROOT } from "../../support/package-root";
import { run } from "./tools";

/** A repository with the files of all systems. */
export interface Repository {
  /** What its environments are. */
  readonly name: string;
  readonly folder: string;
}

/**
 * Writes a repository for the shipped environments, with this repository's own workflows and updates of dependencies, and one for
 * each example that keeps its states in S3.
 */
export async function writeRepositories(parent: string): Promise<Repository[]> {
  const examples = readdirSync(join(PACKAGE_ROOT, "examples"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `examples/${name}`);
  const written = ["environments", ...examples].flatMap((name) => {
    const environments = loadEnvironments(join(PACKAGE_ROOT, name)).filter(({ backend }) => backend.type === "s3");
    if (environments.length === 0) return [];
    const folder = join(parent, name);
    mkdirSync(folder, { recursive: true });
    // The tools look for the root of a repository.
    run("git", ["init", "--quiet"], { cwd: folder });
    for (const system of SYSTEMS)
      writeFiles(folder, deliveryFiles(system, { environments, folder: name, branch: "main" }));
    return [{ name, folder }];
  });
  const [shipped] = written;
  if (shipped !== undefined)
    cpSync(join(PACKAGE_ROOT, ".github"), join(shipped.folder, ".github"), { recursive: true });
  return written;
}
