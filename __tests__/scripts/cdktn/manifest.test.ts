import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type PackageManifest, packageManifest, projectManifest } from "../../../scripts/cdktn/manifest";
import { PACKAGE_ROOT } from "../../../support/package-root";

const MANIFEST: PackageManifest = JSON.parse(readFileSync(join(PACKAGE_ROOT, "package.json"), "utf8"));

test("the package for cdktn has its peers, and all else of this package that its users need", () => {
  const { scripts, devDependencies, overrides, allowScripts, ...rest } = MANIFEST;
  expect(packageManifest(MANIFEST)).toEqual({
    ...rest,
    name: "cdktn-privatelink",
    description: expect.stringContaining("CDK Terrain (cdktn)"),
    keywords: (MANIFEST.keywords ?? []).map((word) => (word === "cdktf" ? "cdktn" : word)),
    engines: { node: ">=22.11.0" },
    peerDependencies: { "@cdktn/provider-aws": "^25.7.0", cdktn: "^0.24.0", constructs: ">=10.6.0 <10.8.0" },
  });
});

test("the project with cdktn has the versions that were tried, and all its other dependencies", () => {
  const { devDependencies, peerDependencies, ...rest } = projectManifest(MANIFEST);
  const { cdktf, "@cdktf/provider-aws": bindings, ...others } = MANIFEST.devDependencies ?? {};
  expect([cdktf, bindings]).toEqual(["0.21.0", "21.22.1"]);
  expect(devDependencies).toEqual({ ...others, cdktn: "0.24.0", "@cdktn/provider-aws": "25.7.0" });
  expect(peerDependencies).toEqual(packageManifest(MANIFEST).peerDependencies);
  expect({ ...MANIFEST, ...rest }).toEqual(MANIFEST);
});
