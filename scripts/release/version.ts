import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { UserError } from "../../support/user-error";
import { ACCEPTED } from "./accepted";
import { readChangesets } from "./changesets";
import { checkRelease, packageOf, renewBaseline } from "./check-release";

// `npm run release:version` makes a release of the pending changesets: version, changelog, and what the next release is
// compared with. It publishes nothing. Changesets 3 needs Node 22.11, the rest of the project does not: it is no
// dependency.

const CHANGESETS = "@changesets/cli@3.0.3";

/** Node that Changesets needs. @see https://www.npmjs.com/package/@changesets/cli `engines` */
const LEAST_NODE = [22, 11] as const;

async function main(): Promise<number> {
  mustBeNewNode();
  const { name, version } = packageOf(PACKAGE_ROOT);
  if (readChangesets(PACKAGE_ROOT, name).length === 0)
    throw new UserError("expected changesets in .changeset; found none. Nothing is to be released.");
  const { isEnough, text } = await checkRelease(PACKAGE_ROOT);
  process.stdout.write(`${text}\n`);
  if (!isEnough) return 1;
  const { status } = spawnSync("npx", ["--yes", CHANGESETS, "version"], { cwd: PACKAGE_ROOT, stdio: "inherit" });
  if (status !== 0) throw new UserError("expected `changeset version` to work; it failed. See above.");
  const { version: next } = packageOf(PACKAGE_ROOT);
  if (next === version) throw new UserError("expected a new version; every changeset says `none`.");
  writeLock(next);
  rmSync(join(PACKAGE_ROOT, ACCEPTED), { force: true });
  await renewBaseline(PACKAGE_ROOT);
  process.stdout.write(`${version} -> ${next}\n`);
  return 0;
}

function mustBeNewNode(): void {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])) return;
  throw new UserError(
    `expected Node ${LEAST_NODE.join(".")} or newer, which Changesets needs; found ${process.version}.`,
  );
}

/** Writes the version to the lock file, which Changesets does not. */
function writeLock(version: string): void {
  const path = join(PACKAGE_ROOT, "package-lock.json");
  const lock = JSON.parse(readFileSync(path, "utf8")) as { version: string; packages: Record<string, object> };
  const packages = { ...lock.packages, "": { ...lock.packages[""], version } };
  // Keys that are there keep their places.
  writeFileSync(path, `${JSON.stringify({ ...lock, version, packages }, null, 2)}\n`);
}

main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  });
