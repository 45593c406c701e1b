import { join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";
import {
  CAPABILITIES_FILE,
  CLASSIFICATION_FILE,
  CONFTEST_FOLDER,
  MANIFEST_FILE,
  REGO_FOLDER,
  WASM_FILE,
} from "./checker/manifest";

/** Where the policies are, for other tools than this package: absolute paths in the installed package. */
export interface PolicyFiles {
  /** The WebAssembly module. Its entrypoint is `privatelink/verdict`. */
  readonly wasm: string;
  /** What the module was built from: OPA's version, and SHA-256 digests of the module and of each source. */
  readonly manifest: string;
  /** Folder of the Rego. */
  readonly rego: string;
  /** What each type of resource opens: `data` of the Rego, as JSON. */
  readonly classification: string;
  /** Functions that the Rego may use: for `opa build --capabilities`. */
  readonly capabilities: string;
  /** Folder of the Rego that gives conftest `deny` and `warn`. */
  readonly conftest: string;
}

/** Paths of the policies. */
export const policyFiles: PolicyFiles = {
  wasm: join(PACKAGE_ROOT, WASM_FILE),
  manifest: join(PACKAGE_ROOT, MANIFEST_FILE),
  rego: join(PACKAGE_ROOT, REGO_FOLDER),
  classification: join(PACKAGE_ROOT, CLASSIFICATION_FILE),
  capabilities: join(PACKAGE_ROOT, CAPABILITIES_FILE),
  conftest: join(PACKAGE_ROOT, CONFTEST_FOLDER),
};
