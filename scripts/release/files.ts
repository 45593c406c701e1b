import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { compare } from "../../support/compare";
import { mustAskGit } from "../../support/git";
import { makeFolder } from "../../support/make-folder";
import { PACKAGE_ROOT } from "../../support/package-root";
import { sha256 } from "../../support/sha256";
import { withTemporaryFolder } from "../../support/temporary-folder";
import { UserError } from "../../support/user-error";
import { packForSuccessor } from "../cdktn/stage";
import { PACKAGE_NAMES } from "../cdktn/successor";
import { trimPackage } from "../package/trim";
import { Processes } from "../test-terraform/processes";
import { changelogSection } from "./changelog";
import { packageOf } from "./check-release";
import { describeInstallation, npm } from "./installation";
import { licenceProblems, readLicencePolicy } from "./licences";
import { type Sbom, sbomOf } from "./sbom";

// `npm run release:files -- FOLDER` makes what a release publishes: the package and the one for cdktn, the bill of
// materials of each, the section of the changelog, and digests. It publishes nothing.

const LICENCES = "scripts/release/licences.yaml";

async function main([folder, ...more]: readonly string[]): Promise<void> {
  if (folder === undefined || more.length > 0) throw new UserError("expected one folder to write to.");
  const { version } = packageOf(PACKAGE_ROOT);
  const changes = changelogSection(readFileSync(join(PACKAGE_ROOT, "CHANGELOG.md"), "utf8"), version);
  const policy = readLicencePolicy(readFileSync(join(PACKAGE_ROOT, LICENCES), "utf8"), LICENCES);
  makeFolder(folder);
  if (readdirSync(folder).length > 0) throw new UserError(`${folder}: expected an empty folder; found files.`);
  const time = new Date(Number(mustAskGit(PACKAGE_ROOT, ["log", "-1", "--format=%ct"])) * 1000);
  await withTemporaryFolder("privatelink-release", async (scratch) => {
    const sboms: Sbom[] = [];
    for (const [name, tarball] of await packages(resolve(folder), scratch)) {
      const sbom = sbomOf(describeInstallation(tarball, join(scratch, `with-${name}`)), { name, version, time });
      writeFileSync(join(folder, `${name}-${version}.cdx.json`), `${JSON.stringify(sbom, null, 2)}\n`);
      sboms.push(sbom);
    }
    const problems = licenceProblems(sboms, policy);
    if (problems.length > 0) throw new UserError(problems.join("\n"));
  });
  writeFileSync(join(folder, "CHANGES.md"), changes);
  const names = readdirSync(folder).sort(compare);
  writeFileSync(
    join(folder, "SHA256SUMS"),
    names.map((each) => `${sha256(readFileSync(join(folder, each)))}  ${each}\n`).join(""),
  );
  for (const each of [...names, "SHA256SUMS"]) process.stdout.write(`${join(folder, each)}\n`);
}

/** Packs both packages, without building. @returns name and path of each. */
async function packages(out: string, scratch: string): Promise<readonly (readonly [string, string])[]> {
  await trimPackage();
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", out];
  const [packed] = JSON.parse(npm(args, PACKAGE_ROOT)) as { readonly filename: string }[];
  if (packed === undefined) throw new UserError("expected `npm pack` to make a file; it made none.");
  const staging = join(scratch, "package");
  mkdirSync(staging);
  const successor = await packForSuccessor(
    { processes: new Processes(), env: process.env },
    PACKAGE_ROOT,
    staging,
    out,
  );
  return [
    [packageOf(PACKAGE_ROOT).name, join(out, packed.filename)],
    [PACKAGE_NAMES.to, successor],
  ];
}

main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
});
