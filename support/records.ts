import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, isAbsolute, join } from "node:path";
import { isRunning } from "./is-running";
import { makeFolder } from "./make-folder";
import { programDigest } from "./program";

/** What the first line of a file of records says. */
interface Header {
  readonly format: typeof FORMAT;
  /** What the records are about: those of one kind never count as those of another. */
  readonly kind: string;
  /** {@link programDigest} of the program that wrote them. */
  readonly program: string;
  /** Seal of all that follows, and of the rest of this line. */
  readonly seal: string;
}

const FORMAT = "cdktf-privatelink/records/1";

/**
 * Folder of an output folder that files of records are kept in. It may be deleted at any time: all is then worked out
 * again.
 */
export const RECORDS = ".records";

/** File of records of a kind in an output folder. */
export function recordsFile(outdir: string, kind: "files" | "stacks" | "verdicts"): string {
  return join(outdir, RECORDS, `${kind}.json`);
}

/**
 * Reads records: what an earlier run worked out, by key.
 *
 * Only this program's own records of this user on this machine count. They are sealed with a key that lies in the
 * user's cache folder, so that nobody can make a run believe something by a file in a repository or in an archive of an
 * output folder.
 *
 * @returns undefined where there are none: no file, or one that is damaged, of another program, or of somebody else.
 */
export function readRecords(file: string, kind: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const text = readFileSync(file, "utf8");
    const end = text.indexOf("\n");
    const { format, kind: found, program, seal } = JSON.parse(text.slice(0, end)) as Header;
    const body = text.slice(end + 1);
    if (format !== FORMAT || found !== kind || program !== programDigest()) return undefined;
    const expected = sealOf(found, program, body);
    if (expected === undefined || !isSame(seal, expected)) return undefined;
    return JSON.parse(body) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/**
 * Keeps records for the next run. Where they cannot be sealed or written, nothing is kept, and the next run works all
 * out again.
 */
export function writeRecords(file: string, kind: string, records: Readonly<Record<string, unknown>>): void {
  const written = `${file}.${process.pid}`;
  try {
    const program = programDigest();
    const body = JSON.stringify(records);
    const seal = sealOf(kind, program, body);
    if (seal === undefined) return;
    const header: Header = { format: FORMAT, kind, program, seal };
    makeFolder(dirname(file));
    removeLeftovers(file);
    writeFileSync(written, `${JSON.stringify(header)}\n${body}`);
    renameSync(written, file);
  } catch {
    removeIfThere(written);
  }
}

/**
 * Removes what killed runs left while they wrote these records. A run elsewhere, whose process id means nothing here,
 * may lose what it is writing: it then keeps nothing.
 */
function removeLeftovers(file: string): void {
  const prefix = `${basename(file)}.`;
  for (const name of readdirSync(dirname(file))) {
    const pid = name.slice(prefix.length);
    if (name.startsWith(prefix) && /^\d+$/.test(pid) && !isRunning(Number(pid)))
      rmSync(join(dirname(file), name), { force: true });
  }
}

function sealOf(kind: string, program: string, body: string): string | undefined {
  const key = sealingKey();
  return key && createHmac("sha256", key).update(`${FORMAT}\n${kind}\n${program}\n`).update(body).digest("hex");
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Length of the key, in bytes. */
const KEY_LENGTH = 32;

/** The user's key, which is made at first use. Undefined where there is none and none can be made. */
function sealingKey(): Buffer | undefined {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  // A folder within the working folder may come from a repository, and a key in it would be known to others.
  if (!isAbsolute(cache)) return undefined;
  const file = join(cache, "cdktf-privatelink", "records.key");
  return readKey(file) ?? makeKey(file);
}

function makeKey(file: string): Buffer | undefined {
  const fresh = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  try {
    // It is for the user only.
    makeFolder(dirname(file), 0o700);
    // Written whole under another name first, so that no other run reads half a key.
    writeFileSync(fresh, randomBytes(KEY_LENGTH), { mode: 0o600, flag: "wx" });
    renameSync(fresh, file);
  } catch {
    removeIfThere(fresh);
    return undefined;
  }
  return readKey(file);
}

function readKey(file: string): Buffer | undefined {
  try {
    const found = statSync(file);
    // What is no file, such as a pipe, may never end.
    return found.isFile() && found.size === KEY_LENGTH ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It is in no folder, or may not be removed: then it stays.
  }
}
