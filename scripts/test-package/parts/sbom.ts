import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { PACKAGE_NAMES } from "../../cdktn/successor";
import { packageOf } from "../../release/check-release";
import { describeInstallation } from "../../release/installation";
import { type Sbom, sbomOf } from "../../release/sbom";
import { CheckFailed } from "../../test-terraform/report";
import type { Context } from "../context";

/** What judges bills of materials: the library of CycloneDX, with its schemas, and what it asks for. */
const VALIDATOR = [
  "@cyclonedx/cyclonedx-library@10.3.0",
  "ajv@8.20.0",
  "ajv-formats@3.0.1",
  "ajv-formats-draft2019@1.6.1",
];

const VALIDATE = `
const { Validation } = require("@cyclonedx/cyclonedx-library");
const text = require("node:fs").readFileSync(process.argv[2], "utf8");
new Validation.JsonStrictValidator(JSON.parse(text).specVersion).validate(text).then((found) => {
  if (found !== null) throw new Error(JSON.stringify(found, null, 2));
});
`;

/** The bill of materials of what users install, and the licences in it. */
export async function sbom({ report, processes, folder, tarball, env }: Context): Promise<void> {
  const subject = { ...packageOf(PACKAGE_ROOT), time: new Date(0) };
  const project = join(folder, "installation");
  const found = await report.check("a bill of materials has the package, its peers and what they need", () => {
    const made = sbomOf(describeInstallation(tarball, project, env), subject);
    const names = made.components.map(({ name }) => name);
    const missing = ["cdktf", "constructs", "@cdktf/provider-aws", "zod", "yaml"].filter(
      (name) => !names.includes(name),
    );
    if (missing.length > 0) throw new CheckFailed(`missing: ${missing.join(", ")}`);
    if (names.includes("jest")) throw new CheckFailed("a development dependency is in it");
    return made;
  });
  await report.check("nothing of this machine is in it", () => {
    const text = JSON.stringify(found);
    for (const part of [folder, "file:", "installation@0.0.0"])
      if (text.includes(part)) throw new CheckFailed(`it has ${part}`);
  });
  await report.check("the same installation has the same bill of materials", async () => {
    const again = await processes.run(
      "npm",
      ["sbom", "--sbom-format", "cyclonedx", "--sbom-type", "library"],
      project,
      env,
    );
    const made = sbomOf(again.stdout, subject);
    if (JSON.stringify(made) !== JSON.stringify(found)) throw new CheckFailed("it differs");
  });
  await report.check("the library of CycloneDX takes it", async () => {
    writeFileSync(join(folder, "package.json"), '{"private":true}');
    const args = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error", ...VALIDATOR];
    const installed = await processes.run("npm", args, folder, env);
    if (installed.code !== 0) throw new CheckFailed(installed.output);
    writeFileSync(join(folder, "validate.js"), VALIDATE);
    writeFileSync(join(folder, "sbom.json"), JSON.stringify(found));
    const { code, output } = await processes.run("node", ["validate.js", "sbom.json"], folder, env);
    if (code !== 0) throw new CheckFailed(output);
    writeFileSync(join(folder, "wrong.json"), JSON.stringify({ ...found, serialNumber: "1" }));
    const wrong = await processes.run("node", ["validate.js", "wrong.json"], folder, env);
    if (wrong.code === 0) throw new CheckFailed("it also takes a wrong one");
  });
  await report.check(
    "a release has both packages, a bill of materials of each, and only licences that are allowed",
    async () => {
      const out = join(folder, "release");
      const made = await processes.run("node", [join(PACKAGE_ROOT, "dist/scripts/release/files.js"), out], folder, env);
      if (made.code !== 0) throw new CheckFailed(made.output);
      const { version } = packageOf(PACKAGE_ROOT);
      const expected = Object.values(PACKAGE_NAMES).flatMap((name) => [
        `${name}-${version}.cdx.json`,
        `${name}-${version}.tgz`,
      ]);
      const names = readdirSync(out).sort();
      if (names.join() !== ["CHANGES.md", "SHA256SUMS", ...expected].sort().join()) throw new CheckFailed(names.join());
      const sums = await processes.run("sha256sum", ["--check", "--strict", "SHA256SUMS"], out, env);
      if (sums.code !== 0) throw new CheckFailed(sums.output);
      for (const name of Object.values(PACKAGE_NAMES)) {
        const { metadata } = JSON.parse(readFileSync(join(out, `${name}-${version}.cdx.json`), "utf8")) as Sbom;
        if (metadata.component.name !== name) throw new CheckFailed(`${metadata.component.name} in place of ${name}`);
      }
    },
  );
}
