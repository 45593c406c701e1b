import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolder } from "../../support/make-folder";
import { sha256 } from "../../support/sha256";
import { UserError } from "../../support/user-error";
import { readClassification } from "../checker/classification";
import { CLASSIFICATION_FILE, CONFTEST_FOLDER, differences, REGO_FOLDER, sourceFiles } from "../checker/manifest";

/**
 * What the bundle owns in OPA's documents. Policy data (`privatelink_policy.config`, `.waivers`, `.now`, `.status`) is
 * beside it, so that a team can push it, or serve it as a bundle of its own.
 */
export const BUNDLE_ROOTS: readonly string[] = ["main", "privatelink", "privatelink_policy/classification"];

/**
 * Writes the folder that `opa build --bundle` makes the bundle of: the Rego without its tests, the entry for conftest,
 * the classification, and the manifest of the bundle.
 *
 * @param root of the package.
 * @param folder that is written to: empty.
 * @param version of the package.
 * @returns the revision: the version of the package, and the SHA-256 of all that is in the bundle.
 * @throws UserError if the Rego is not what the WebAssembly module was built from: the bundle would judge otherwise.
 */
export function writeBundleFolder(root: string, folder: string, version: string): string {
  const changed = differences(root);
  if (changed.length > 0) {
    throw new UserError(
      "expected the policies as they were released; found:\n" +
        `  ${changed.join("\n  ")}\nInstall the package again. In a clone, run \`npm run policy:build\`.`,
    );
  }
  const rego = [
    ...sourceFiles(root).filter((file) => file.startsWith(`${REGO_FOLDER}/`)),
    `${CONFTEST_FOLDER}/main.rego`,
  ];
  for (const file of rego) {
    const copy = join(folder, file.slice("policies/".length));
    makeFolder(dirname(copy));
    copyFileSync(join(root, file), copy);
  }
  const classification = join(folder, "privatelink_policy/classification");
  makeFolder(classification);
  writeFileSync(join(classification, "data.json"), JSON.stringify(readClassification(root)));
  const sources = [...rego, CLASSIFICATION_FILE].map((file) => [file, sha256(readFileSync(join(root, file)))]);
  const revision = `${version}+sha256.${sha256(JSON.stringify(sources))}`;
  writeFileSync(join(folder, ".manifest"), JSON.stringify({ revision, roots: BUNDLE_ROOTS, rego_version: 1 }));
  return revision;
}
