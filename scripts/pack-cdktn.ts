import { existsSync, mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { PACKAGE_ROOT } from "../support/package-root";
import { withTemporaryFolder } from "../support/temporary-folder";
import { UserError } from "../support/user-error";
import { packForSuccessor } from "./cdktn/stage";
import { cleanEnvironment } from "./test-package/clean-environment";
import { Processes } from "./test-terraform/processes";

// Makes the package for cdktn, the successor of cdktf, of the same compiled output: `npm run pack:cdktn -- --out DIR`.

const processes = new Processes();

async function main(): Promise<void> {
  const out = outFolder(process.argv.slice(2));
  mkdirSync(out, { recursive: true });
  await withTemporaryFolder("pack-cdktn", async (folder) => {
    const staging = join(folder, "package");
    const tarball = await packForSuccessor({ processes, env: cleanEnvironment() }, PACKAGE_ROOT, staging, out);
    process.stdout.write(`${tarball}  ${statSync(tarball).size} bytes\n`);
  });
}

function outFolder(args: string[]): string {
  const usage = "Expected: npm run pack:cdktn -- --out DIR.";
  let out: string | undefined;
  try {
    ({ out } = parseArgs({ args, options: { out: { type: "string" } } }).values);
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${usage}`);
  }
  if (!out) throw new UserError(`--out is missing: the folder that the package is written to. ${usage}`);
  if (existsSync(out) && !statSync(out).isDirectory())
    throw new UserError(`--out: expected a folder; found a file: ${out}.`);
  return resolve(out);
}

void main().catch((error: unknown) => {
  if (!(error instanceof Error)) throw error;
  process.stderr.write(`${error instanceof UserError ? error.message : error.stack}\n`);
  process.exitCode = 2;
});
