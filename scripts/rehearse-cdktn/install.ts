import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { evenTable } from "../../support/markdown";
import { NODE_RANGE, REPLACED } from "../cdktn/successor";
import { type Finding, failure, type Scratch } from "./rehearsal";

/** What npm prints where it cannot reach the registry. */
const NO_NETWORK = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|network/i;

/** Installs the successor and all other dependencies, and compares the sizes with those of cdktf. @param root the project. */
export async function install(root: string, { processes, env, project }: Scratch): Promise<Finding> {
  const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"];
  const ended = await processes.run("npm", args, project, env);
  if (ended.code !== 0) {
    const failed = failure("npm install", ended);
    return NO_NETWORK.test(ended.output)
      ? { ...failed, summary: `${failed.summary}: the npm registry cannot be reached. The rest needs what it gives.` }
      : failed;
  }
  const rows = [...REPLACED, { from: "constructs", to: "constructs" }].map(({ from, to }) => {
    const [before, after] = [join(root, "node_modules", from), join(project, "node_modules", to)];
    return [`\`${from}\``, megabytes(sizeOf(before)), `\`${to}\``, megabytes(sizeOf(after))];
  });
  const versions = REPLACED.map(({ to, version }) => `${to} ${version}`).join(", ");
  return {
    isGood: true,
    summary: `${versions}, on Node ${process.versions.node} (the bindings want ${NODE_RANGE})`,
    details: evenTable(["today", "MB", "successor", "MB"], rows),
  };
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** Bytes of all files below a folder. Links are not followed. */
function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0);
}
