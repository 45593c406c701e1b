import { buildBundle, type SIGNING_ALGORITHMS } from "../policies/bundle/build";
import { shown } from "../support/shown";
import { writeReport } from "../support/write-report";
import { EXIT } from "./exit-codes";
import type { Streams } from "./streams";
import { programVersion } from "./version";

/** Options of `privatelink bundle`. */
export interface BundleOptions {
  /** File for the bundle. */
  readonly output: string;
  /** File with the key that signs it. @default - not signed */
  readonly signingKey?: string;
  /** @default "RS256" */
  readonly signingAlg?: (typeof SIGNING_ALGORITHMS)[number];
}

/** Writes the policies as a bundle for OPA and conftest. @returns the exit code. */
export async function bundleCommand(options: BundleOptions, { out }: Pick<Streams, "out">): Promise<number> {
  const { output, signingKey: key, signingAlg: algorithm } = options;
  const signing = key === undefined ? undefined : { key, algorithm };
  const { bytes, revision, opa } = await buildBundle(programVersion(), signing);
  writeReport(output, bytes);
  const signed = signing === undefined ? "not signed" : "signed";
  out(`${shown(output)}: ${bytes.length} bytes, ${signed}, built by OPA ${opa}\nrevision ${revision}\n`);
  return EXIT.clean;
}
