import { constants, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { page } from "../../support/page";
import { readJson } from "../../support/read-json";
import { sha256 } from "../../support/sha256";
import { shown } from "../../support/shown";
import { at } from "../values";
import { errorsOf } from "./diagnostics";
import { type Ended, initStack } from "./stack-commands";
import type { Terraform } from "./terraform";

/** File that Terraform keeps the versions and checksums of providers in. */
export const LOCK_FILE = ".terraform.lock.hcl";

/**
 * Path of the lock file that the user keeps for an environment. It is copied to each stack, and decides.
 *
 * @param environment its name; undefined for a stack of which it is not known.
 * @returns undefined where there is none.
 */
export type LockOf = (environment?: string) => string | undefined;

/**
 * Initializes stacks side by side.
 *
 * Terraform's cache of providers does not bear two that write to it. So one stack is initialized after the other until
 * the first has succeeded; the others then find their providers in the cache. Terraform takes a provider from the cache
 * only with its checksum at hand: all stacks start with the lock file that the first one ended with. All of this is for
 * the stacks that take the same versions of providers; those that take others begin with a first one of their own.
 */
export class Initializer {
  /** Ends with the one that is initialized alone. */
  private alone: Promise<unknown> | undefined;
  /** What the first stack with each versions of providers ended with: its lock file, where it made one. */
  private readonly ready = new Map<string, Buffer | undefined>();

  constructor(
    private readonly terraform: Terraform,
    /** @default - there is no lock file that decides */
    private readonly lockOf: LockOf = () => undefined,
  ) {}

  /** Initializes a stack. The lock file of its environment decides. */
  async initStackOf(environment: string, folder: string): Promise<Ended> {
    return this.init(folder, this.lockOf(environment));
  }

  /**
   * Initializes a stack.
   *
   * @param lockFile lock file that decides, such as the one that a plan was made with. @default - that of the project
   */
  async init(folder: string, lockFile: string | undefined = this.lockOf()): Promise<Ended> {
    const versions = versionsOf(folder, lockFile);
    while (!this.ready.has(versions) && this.alone !== undefined) await this.alone;
    if (this.ready.has(versions)) return this.initNow(folder, versions, lockFile);
    const turn = this.initNow(folder, versions, lockFile);
    this.alone = turn
      .catch(() => undefined)
      .finally(() => {
        this.alone = undefined;
      });
    return turn;
  }

  private async initNow(folder: string, versions: string, lockFile: string | undefined): Promise<Ended> {
    this.terraform.signal.throwIfAborted();
    const lock = this.ready.get(versions);
    const own = join(folder, LOCK_FILE);
    // Written anew: what is there may be a link, and lead elsewhere.
    if (lockFile !== undefined || lock !== undefined) rmSync(own, { force: true });
    if (lockFile !== undefined) copyFileSync(lockFile, own, constants.COPYFILE_EXCL);
    else if (lock !== undefined) writeFileSync(own, lock, { flag: "wx" });
    let ended = await initStack(this.terraform, folder, lockFile !== undefined);
    if (!ended.isDone && lockFile === undefined && existsSync(own) && isAboutLock(ended)) {
      // It was left by another run, with other versions of the providers.
      rmSync(own);
      ended = await initStack(this.terraform, folder, false);
    }
    if (ended.isDone && !this.ready.has(versions))
      this.ready.set(versions, lockFile === undefined && existsSync(own) ? readFileSync(own) : undefined);
    return !ended.isDone && lockFile !== undefined && isAboutLock(ended) ? blamed(ended, lockFile) : ended;
  }
}

/** Which versions of providers a stack takes: those of a lock file that decides, or those that the stack allows. */
function versionsOf(folder: string, lockFile: string | undefined): string {
  if (lockFile !== undefined) return `locked: ${sha256(readFileSync(lockFile))}`;
  return JSON.stringify(at(readJson(join(folder, "cdk.tf.json")), "terraform", "required_providers") ?? null);
}

/** Whether the lock file is why a stack could not be initialized. */
function isAboutLock(ended: Ended): boolean {
  const text = errorsOf(ended).map(({ summary, detail }) => `${summary} ${detail}`);
  return text.some((each) => /lock file|locked provider|checksums/.test(each));
}

/** The same end, whose first error names the lock file that decides. */
function blamed(ended: Ended, lockFile: string): Ended {
  const [first, ...rest] = ended.diagnostics;
  if (first === undefined) return ended;
  const summary = `${shown(lockFile)} decides which providers are taken, and does not fit: ${first.summary}`;
  const detail =
    `${first.detail}\nTo lock other versions, see "Providers" in ${page("docs/delivery/plans.md")}.`.trim();
  return { ...ended, diagnostics: [{ ...first, summary, detail }, ...rest] };
}
