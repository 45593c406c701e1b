import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { RECORDS, readRecords, recordsFile, writeRecords } from "../../support/records";
import { sha256 } from "../../support/sha256";
import { type DocumentFile, otherTerraformFiles } from "./documents";
import { STACK_FILE } from "./files-below";
import type { JudgedFile } from "./judge-file";
import { toldByUser } from "./policy";
import type { PolicyData } from "./policy-data";
import { readFile } from "./read-file";
import { SharedParts } from "./shared-parts";
import type { JudgedVerdict } from "./verdict";

const KIND = "verdicts";

/** The verdict that was given on a stack. */
interface Kept {
  /**
   * Digest of all that the verdict depends on besides the program: the document, and what the user tells the policies.
   */
  readonly digest: string;
  readonly verdict: JudgedVerdict;
}

/**
 * File that the verdicts on the stacks of an output folder are kept in; undefined where paths name none, or several. An
 * output folder of this program is known by its folder of records.
 *
 * @param paths that are judged.
 */
export function verdictsFile(paths: readonly string[]): string | undefined {
  const folders = paths.filter((path) => path !== "-" && isFolder(join(path, RECORDS)));
  return folders.length === 1 ? recordsFile(folders[0] ?? "", KIND) : undefined;
}

/**
 * Bytes of records that are read, and written again, in the time that it takes to load the policies; and to judge a
 * stack.
 */
const BYTES_PER_LOAD = 6 << 20;
const BYTES_PER_STACK = 200 << 10;

/**
 * Whether it takes less time to read what is kept in a file than to judge stacks: the verdicts on ten thousand stacks
 * do not pay for one.
 *
 * @param stacks how many are judged.
 */
export function pays(file: string, stacks: number): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return size <= BYTES_PER_LOAD + stacks * BYTES_PER_STACK;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Verdicts on the stacks of an output folder, kept from run to run: a stack is judged again if its file, the policy
 * data or the program changed. Only its own verdict is kept. What a run says of several documents together is worked
 * out anew.
 */
export class KeptVerdicts {
  /** Path of the folder whose stacks they are about. */
  private readonly folder: string;
  /** By the path of a stack's file in the folder. */
  private readonly before: ReadonlyMap<string, Kept>;
  /** Digest of what the user tells the policies. */
  private readonly told: string;

  /**
   * @param file that they are kept in, in the folder of records of an output folder.
   * @param data what the user tells the policies.
   * @param force whether to judge all again. @default false
   */
  constructor(
    private readonly file: string,
    data: PolicyData,
    private readonly force: boolean = false,
  ) {
    this.folder = resolve(dirname(file), "..");
    this.told = sha256(Buffer.from(JSON.stringify(toldByUser(data))));
    const records = (readRecords(file, KIND) ?? {}) as Record<string, Kept>;
    const shared = new SharedParts();
    this.before = new Map(
      Object.entries(records).map(([path, kept]) => [path, { ...kept, verdict: shared.in(kept.verdict) }]),
    );
  }

  /**
   * The verdict on a file that did not change; undefined where it is to be judged. What else stands in the stack's
   * folder is looked at again.
   */
  find({ source, problem }: DocumentFile): JudgedFile | undefined {
    const kept = this.before.get(this.pathOf(source) ?? "");
    if (this.force || kept === undefined || problem !== undefined) return undefined;
    const digest = digestOf(source);
    if (digest === undefined || this.whole(digest) !== kept.digest) return undefined;
    return { source, digest, verdict: kept.verdict };
  }

  /**
   * Keeps the verdicts of a run for the next. Those on stacks that this run was not about stay, as long as the stacks
   * are there.
   *
   * @param judged all files of the run, with those that were found here.
   */
  keep(judged: readonly JudgedFile[]): void {
    const now = new Map<string, Kept>();
    const seen = new Set<string>();
    for (const { source, digest, verdict } of judged) {
      const path = this.pathOf(source);
      if (path === undefined) continue;
      seen.add(path);
      if (digest !== undefined && verdict.verdict !== "unjudgeable")
        now.set(path, { digest: this.whole(digest), verdict });
    }
    for (const [path, kept] of this.before)
      if (!seen.has(path) && existsSync(join(this.folder, path))) now.set(path, kept);
    const isSame = ([path, { digest }]: [string, Kept]) => this.before.get(path)?.digest === digest;
    if (this.force || now.size !== this.before.size || ![...now].every(isSame))
      writeRecords(this.file, KIND, Object.fromEntries(now));
  }

  /** Path of a stack's file in the folder; undefined for any other file. */
  private pathOf(source: string): string | undefined {
    const path = relative(this.folder, resolve(source)).replaceAll(sep, "/");
    return path.endsWith(`/${STACK_FILE}`) && !path.startsWith("../") ? path : undefined;
  }

  private whole(digest: string): string {
    return sha256(Buffer.from(`${digest} ${this.told}`));
  }
}

/**
 * Digest of a stack's file; undefined where it cannot be read, or Terraform reads other files with it: it is judged
 * then.
 */
function digestOf(source: string): string | undefined {
  try {
    const content = readFile(source);
    return otherTerraformFiles(source).length === 0 ? sha256(content) : undefined;
  } catch {
    return undefined;
  }
}
