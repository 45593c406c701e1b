import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CouldNotJudge } from "./could-not-judge";
import { CLASSIFICATION_FILE } from "./manifest";

/** The classification, as far as the checker looks into it: the types that it judges, with their kinds. */
export interface Classification {
  readonly types: Readonly<Record<string, { readonly kind?: string }>>;
  readonly data_sources: Readonly<Record<string, { readonly kind?: string }>>;
}

const known = new Map<string, Classification>();

/**
 * The classification of resource types: without it, the policies would not know a way out from a route table.
 * A process reads it once.
 *
 * @param root of the work tree.
 */
export function readClassification(root: string): Classification {
  const classification = known.get(root) ?? read(root);
  known.set(root, classification);
  return classification;
}

function read(root: string): Classification {
  try {
    const document: { privatelink_policy: { classification: Classification } } = JSON.parse(
      readFileSync(join(root, CLASSIFICATION_FILE), "utf8"),
    );
    return document.privatelink_policy.classification;
  } catch (error) {
    throw new CouldNotJudge(
      `${CLASSIFICATION_FILE} must say what each type of resource is, and cannot be read (${String(error)}). ` +
        "Restore it from version control.",
    );
  }
}
