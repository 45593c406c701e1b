import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../../support/sha256";
import { UserError } from "../../support/user-error";

/** Version of OPA that builds the WebAssembly module. */
export const OPA_VERSION = "1.22.0";

/** Rules of the module that may be asked for; the first is what the checker asks for. */
export const ENTRYPOINTS: readonly string[] = ["privatelink/verdict"];

/** Paths within the project. */
export const REGO_FOLDER = "policies/rego";
export const CONFTEST_FOLDER = "policies/conftest";
export const DATA_FOLDER = "policies/data";
export const CLASSIFICATION_FILE = "policies/data/classification.json";
export const CAPABILITIES_FILE = "policies/capabilities.json";
export const WASM_FILE = "policies/build/policy.wasm";
export const MANIFEST_FILE = "policies/build/manifest.json";

/** What the committed WebAssembly module was built from. */
export interface Manifest {
  readonly opa: string;
  readonly entrypoints: readonly string[];
  /** SHA-256 of each source, by its path within the project. */
  readonly sources: Readonly<Record<string, string>>;
  /** SHA-256 of the module. */
  readonly wasm: string;
}

/** Paths of all that decides what the module is, sorted: the Rego without its tests, and the capabilities. */
export function sourceFiles(root: string): string[] {
  const rego = readdirSync(join(root, REGO_FOLDER), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".rego") && !file.endsWith("_test.rego"))
    .map((file) => `${REGO_FOLDER}/${file.replaceAll("\\", "/")}`);
  return [CAPABILITIES_FILE, ...rego].sort();
}

/** The manifest for what is in the work tree, and for a module. */
export function manifestFor(root: string, wasm: Uint8Array): Manifest {
  const sources = sourceFiles(root).map((file) => [file, sha256(readFileSync(join(root, file)))]);
  return { opa: OPA_VERSION, entrypoints: ENTRYPOINTS, sources: Object.fromEntries(sources), wasm: sha256(wasm) };
}

/** The committed manifest. */
export function readManifest(root: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(root, MANIFEST_FILE), "utf8"));
  } catch (error) {
    throw new UserError(
      `${MANIFEST_FILE} must say what the policies' module was built from, and cannot be read (${String(error)}). ` +
        "Restore it from version control, or build it with `npm run policy:build`.",
    );
  }
}

/** Where the committed module is not the one its sources give, by hash; empty if it is. */
export function differences(root: string): string[] {
  const committed = readManifest(root);
  const actual = manifestFor(root, readFileSync(join(root, WASM_FILE)));
  const files = new Set([...Object.keys(committed.sources), ...Object.keys(actual.sources)]);
  const sources = [...files].sort().flatMap((file) => {
    if (committed.sources[file] === actual.sources[file]) return [];
    if (actual.sources[file] === undefined) return [`${file} is in the manifest and not in the work tree`];
    if (committed.sources[file] === undefined) return [`${file} is not in the manifest`];
    return [`${file} has changed since the module was built`];
  });
  return [
    ...(committed.opa === actual.opa ? [] : [`built by OPA ${committed.opa}, expected ${actual.opa}`]),
    ...(String(committed.entrypoints) === String(actual.entrypoints)
      ? []
      : [`built for ${committed.entrypoints.join(", ")}, expected ${actual.entrypoints.join(", ")}`]),
    ...sources,
    ...(committed.wasm === actual.wasm ? [] : [`${WASM_FILE} is not the module of the manifest`]),
  ];
}
