import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../support/user-error";

/**
 * Installs a packed package as users do, with its peers, and returns what `npm sbom` says of it.
 *
 * @param tarball path of the package.
 * @param folder for the project that installs it; it is made.
 * @throws UserError where npm fails.
 */
export function describeInstallation(tarball: string, folder: string, env: NodeJS.ProcessEnv = process.env): string {
  mkdirSync(folder, { recursive: true });
  const project = { name: "installation", version: "0.0.0", private: true };
  writeFileSync(join(folder, "package.json"), JSON.stringify(project));
  // Scripts of packages are not needed to say what is there.
  npm(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error", tarball], folder, env);
  return npm(["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "library", "--omit", "dev"], folder, env);
}

/** Runs npm in a folder. @returns what it prints. @throws UserError with what it says where it fails. */
export function npm(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = process.env): string {
  const { status, stdout, stderr, error } = spawnSync("npm", args, { cwd, env, encoding: "utf8", maxBuffer: 64 << 20 });
  if (status === 0) return stdout;
  throw new UserError(`expected \`npm ${args[0]}\` to work; found: ${error?.message ?? stderr.trim()}`);
}
