import { mkdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { shown } from "../../support/shown";
import { withTemporaryFolder } from "../../support/temporary-folder";
import { UserError } from "../../support/user-error";
import { writeBundleFolder } from "./folder";
import { opaVersion, runOpa } from "./opa";

/** The first version of OPA that reads the policies: they have template strings. */
const FIRST_OPA = "1.12.0";

const NEEDED = `Install OPA ${FIRST_OPA} or newer, and put it on PATH or name it in the variable OPA.`;

/** Algorithms that OPA signs with. */
export const SIGNING_ALGORITHMS = [
  "RS256",
  "RS384",
  "RS512",
  "PS256",
  "PS384",
  "PS512",
  "ES256",
  "ES384",
  "ES512",
  "HS256",
  "HS384",
  "HS512",
] as const;

/** How a bundle is signed. */
interface Signing {
  /** File with the private key (PEM), or with the secret of an HMAC algorithm. */
  readonly key: string;
  /** @default "RS256" */
  readonly algorithm?: (typeof SIGNING_ALGORITHMS)[number];
}

/** A bundle for OPA. */
interface Bundle {
  readonly bytes: Buffer;
  /** Version of the package, and the SHA-256 of all that is in the bundle. */
  readonly revision: string;
  /** Version of OPA that built it. */
  readonly opa: string;
}

/**
 * Builds the policies as a bundle for OPA, by OPA. The same package and the same version of OPA give the same bytes; but
 * for signatures of PS and ES algorithms, which are random.
 *
 * @param version of the package.
 * @param signing @default - not signed
 * @throws UserError where OPA is missing or too old, or does not sign.
 */
export async function buildBundle(version: string, signing?: Signing): Promise<Bundle> {
  // Checked here: OPA takes a key that is no file for a secret, and signs by it.
  if (signing !== undefined && !isFile(signing.key))
    throw new UserError(`${shown(signing.key)}: expected a file with a key; found none. Correct the path.`);
  const opa = opaVersion(NEEDED);
  if (!/^\d/.test(opa) || opa.localeCompare(FIRST_OPA, "en", { numeric: true }) < 0)
    throw new UserError(`expected OPA ${FIRST_OPA} or newer; found ${opa}. ${NEEDED}`);
  return withTemporaryFolder("privatelink-bundle", async (folder) => {
    const [sources, output] = [join(folder, "sources"), join(folder, "bundle.tar.gz")];
    mkdirSync(sources);
    const revision = writeBundleFolder(PACKAGE_ROOT, sources, version);
    const { key, algorithm = "RS256" } = signing ?? {};
    const options = key === undefined ? [] : ["--signing-key", resolve(key), "--signing-alg", algorithm];
    const run = runOpa(["build", "--bundle", ".", ...options, "--output", output], sources, NEEDED);
    if (!run.ok) throw new UserError(`expected that OPA builds the bundle; found:\n${run.stderr}${run.stdout}`.trim());
    return { bytes: readFileSync(output), revision, opa };
  });
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
