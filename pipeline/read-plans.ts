import { basename, join } from "node:path";
import { sha256 } from "../support/sha256";
import { shown } from "../support/shown";
import { UserError } from "../support/user-error";
import { PLAN_FILES, PLANS_FILE, type PlannedStack, type PlansFile, plansSchema } from "./plans-file";
import { bytesOf, parseChecked } from "./read-checked";

/** A folder of plans, with its index. */
export interface PlanFolder {
  readonly folder: string;
  readonly index: PlansFile;
  /** SHA-256 of the index: of the bytes that were read, whatever becomes of the file. */
  readonly digest: string;
}

/** What an index is, for messages. */
const INDEX = "an index of plans, which `privatelink plan` writes";

/**
 * Reads the index of a folder of plans.
 *
 * @throws UserError where it is missing, or is none.
 */
export function readPlanFolder(folder: string): PlanFolder {
  const file = join(folder, PLANS_FILE);
  const bytes = bytesOf(file, INDEX);
  return { folder, index: parseChecked(bytes.toString("utf8"), file, plansSchema, INDEX), digest: sha256(bytes) };
}

/**
 * Whether a stack was planned, and the index does not name its `plan.json`: what it does is then not known. No run of
 * `privatelink plan` writes such an index.
 */
export function isUnnamed({ result, json_digest }: Pick<PlannedStack, "result" | "json_digest">): boolean {
  return json_digest === null && (result === "planned" || result === "no-changes");
}

/** The plan of a stack as JSON. */
export interface PlanJsonFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly digest: string;
}

/**
 * Reads the `plan.json` that an index names.
 *
 * @param stack of the index, with a digest of its `plan.json`, or of which {@link isUnnamed} holds.
 * @throws UserError where the file is missing, or is another than the index names.
 */
export function readPlanJson(folder: string, { name, json_digest, result }: PlannedStack): PlanJsonFile {
  const index = shown(join(folder, PLANS_FILE));
  if (basename(name) !== name || name === "." || name === "..")
    throw new UserError(`${index}: expected names of stacks that are no paths; found ${shown(name)}. Plan again.`);
  if (json_digest === null)
    throw new UserError(
      `${index}: expected the digest of ${PLAN_FILES.json} of ${name}, which is ${result}; found none. Plan again.`,
    );
  const path = join(folder, name, PLAN_FILES.json);
  const what = `the plan that ${index} names (SHA-256 ${json_digest})`;
  const bytes = bytesOf(path, what);
  const digest = sha256(bytes);
  if (digest !== json_digest)
    throw new UserError(`${shown(path)}: expected ${what}; found ${digest}. Plan again, or give the whole folder.`);
  return { path, bytes, digest };
}
