import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BUNDLE_ROOTS, writeBundleFolder } from "../../../policies/bundle/folder";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { temporaryFolder } from "../../support/environments";

/** The policies' files, in a folder of their own. */
function copiedPolicies(): string {
  const root = temporaryFolder();
  for (const name of ["rego", "data", "build", "conftest", "capabilities.json"])
    cpSync(join(PACKAGE_ROOT, "policies", name), join(root, "policies", name), { recursive: true });
  return root;
}

function filesIn(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true, encoding: "utf8" });
  return all.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test("the folder of a bundle: rules, classification and manifest, and no test", () => {
  const folder = temporaryFolder();
  const revision = writeBundleFolder(PACKAGE_ROOT, folder, "1.2.3");
  expect(revision).toMatch(/^1\.2\.3\+sha256\.[0-9a-f]{64}$/);
  expect(filesIn(folder).filter((name) => name.endsWith("_test.rego"))).toEqual([]);
  expect(filesIn(folder)).toEqual(expect.arrayContaining(["main.rego", "verdict.rego", "data.json"]));
  const manifest = JSON.parse(readFileSync(join(folder, ".manifest"), "utf8"));
  expect(manifest).toEqual({ revision, roots: BUNDLE_ROOTS, rego_version: 1 });
  const classification = readFileSync(join(folder, "privatelink_policy/classification/data.json"), "utf8");
  const { privatelink_policy } = JSON.parse(
    readFileSync(join(PACKAGE_ROOT, "policies/data/classification.json"), "utf8"),
  );
  expect(JSON.parse(classification)).toEqual(privatelink_policy.classification);
});

test("the revision is of the content: the same for the same, another for another classification", () => {
  const root = copiedPolicies();
  const revision = () => {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    return writeBundleFolder(root, folder, "1.2.3");
  };
  const before = revision();
  expect(revision()).toBe(before);
  appendFileSync(join(root, "policies/data/classification.json"), "\n");
  expect(revision()).not.toBe(before);
});

test("fails if a rule is not the one that the module was built from: the bundle would judge otherwise", () => {
  const root = copiedPolicies();
  appendFileSync(join(root, "policies/rego/verdict.rego"), "\n");
  const folder = temporaryFolder();
  expect(() => writeBundleFolder(root, folder, "1.2.3")).toThrow(
    "found:\n  policies/rego/verdict.rego has changed since the module was built\n",
  );
  expect(filesIn(folder)).toEqual([]);
});
