import { constants, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shown } from "../../support/shown";
import { errorsOf } from "./diagnostics";
import { type Ended, initStack } from "./stack-commands";
import type { Terraform } from "./terraform";

/** File that Terraform keeps the versions and checksums of providers in. */
export const LOCK_FILE = ".terraform.lock.hcl";

/**
 * Initializes stacks side by side.
 *
 * Terraform's cache of providers does not bear two that write to it. So one stack is initialized after the other until
 * the first has succeeded; the others then find their providers in the cache. Terraform takes a provider from the cache
 * only with its checksum at hand: all stacks start with the lock file that the first one ended with.
 */
export class Initializer {
  /** Ends with the one that is initialized alone. */
  private alone: Promise<unknown> | undefined;
  private lock: Buffer | undefined;
  private isReady = false;

  /**
   * @param projectLock path of the lock file that the user keeps for the project. It is copied to each stack, and
   *   decides.
   *   @default - there is none
   */
  constructor(
    private readonly terraform: Terraform,
    private readonly projectLock?: string,
  ) {}

  /**
   * Initializes a stack.
   *
   * @param lockFile lock file that decides, instead of that of the project: the one that a plan was made with.
   */
  async init(folder: string, lockFile: string | undefined = this.projectLock): Promise<Ended> {
    while (!this.isReady && this.alone !== undefined) await this.alone;
    if (this.isReady) return this.initNow(folder, lockFile);
    const turn = this.initNow(folder, lockFile);
    this.alone = turn
      .catch(() => undefined)
      .finally(() => {
        this.alone = undefined;
      });
    return turn;
  }

  private async initNow(folder: string, lockFile: string | undefined): Promise<Ended> {
    this.terraform.signal.throwIfAborted();
    const own = join(folder, LOCK_FILE);
    // Written anew: what is there may be a link, and lead elsewhere.
    if (lockFile !== undefined || this.lock !== undefined) rmSync(own, { force: true });
    if (lockFile !== undefined) copyFileSync(lockFile, own, constants.COPYFILE_EXCL);
    else if (this.lock !== undefined) writeFileSync(own, this.lock, { flag: "wx" });
    let ended = await initStack(this.terraform, folder, lockFile !== undefined);
    if (!ended.isDone && lockFile === undefined && existsSync(own) && isAboutLock(ended)) {
      // It was left by another run, with other versions of the providers.
      rmSync(own);
      ended = await initStack(this.terraform, folder, false);
    }
    if (ended.isDone) {
      this.isReady = true;
      if (lockFile === undefined && existsSync(own)) this.lock ??= readFileSync(own);
    }
    return !ended.isDone && lockFile !== undefined && isAboutLock(ended) ? blamed(ended, lockFile) : ended;
  }
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
  return { ...ended, diagnostics: [{ ...first, summary }, ...rest] };
}
