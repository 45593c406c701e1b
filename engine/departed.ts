import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { EnvironmentDraft } from "../config/draft";
import { consumerStackName, dnsStackName } from "../config/estate/stack-names";
import { fileProblem } from "../config/folder-files";
import type { LedgerCheck } from "../config/load";
import type { Problem } from "../config/problem";
import { counted } from "../support/counted";
import { listed } from "../support/listed";
import { shellWord } from "../support/shell";
import { deployedBy } from "./deployed";
import { fileOf } from "./leftovers";
import { isMarkedDeclared, REMOVED } from "./removed";
import { STACKS } from "./stack-files";

/** A stack that the last synthesis which heard of it declared. */
interface DeclaredStack {
  readonly name: string;
  /** Its folder. */
  readonly path: string;
}

/** Stacks of a consumer that a report names before it counts the rest. */
const LISTED = 4;

/**
 * Refuses that a consumer's file is deleted whose stacks the last synthesis declared, and which may be deployed. A
 * revoked consumer has no declared stacks: the synthesis after the revocation has set them aside.
 *
 * @param outdir output folder.
 * @param folder folder of the environments.
 */
export function departedConsumers(outdir: string, folder: string): LedgerCheck {
  return (environments) => {
    const stacks = [
      ...namesIn(join(outdir, STACKS)).map((name) => ({ name, path: join(outdir, STACKS, name) })),
      ...namesIn(join(outdir, REMOVED))
        .map((name) => ({ name, path: join(outdir, REMOVED, name) }))
        .filter(({ path }) => isMarkedDeclared(path)),
    ];
    return environments.flatMap((environment) => problemsOf(environment, stacks, folder));
  };
}

function problemsOf(
  { name: environment, records, allRecordsRead }: EnvironmentDraft,
  stacks: readonly DeclaredStack[],
  folder: string,
): Problem[] {
  // A consumer that could not be read may be the one.
  if (!allRecordsRead) return [];
  const prefixes = [consumerStackName(environment, ""), dnsStackName(environment, "")];
  const known = new Set(records.map(({ name }) => name));
  const byFile = new Map<string, string[]>();
  for (const { name, path } of stacks) {
    if (!prefixes.some((prefix) => name.startsWith(prefix))) continue;
    const file = fileOf(path);
    // Somebody may have made a copy of a stack, under another name: it says itself whose it is.
    if (file === undefined || dirname(file) !== `${environment}/consumers` || known.has(consumerOf(file))) continue;
    if (deployedBy(path) !== "no") byFile.set(file, [...(byFile.get(file) ?? []), name]);
  }
  return [...byFile].map(([file, left]) => departedProblem(join(folder, file), left));
}

/** The consumer that a file is of. */
function consumerOf(file: string): string {
  return basename(file, ".yaml");
}

function departedProblem(path: string, stacks: readonly string[]): Problem {
  const consumer = consumerOf(path);
  return fileProblem(
    path,
    "the file of a consumer whose stacks may be deployed, until the consumer is revoked: only that rejects the connections",
    `no file, and ${counted(stacks.length, "stack")} of it: ${listed(stacks, LISTED)}`,
    `restore the file, and revoke the consumer (\`privatelink consumer revoke ${shellWord(consumer)}\`, or \`state: revoked\` with \`since\` and \`reason\`); deploy the acceptance and the service; destroy the stacks of the consumer; then delete the file`,
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
