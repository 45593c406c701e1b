import { stripVTControlCharacters } from "node:util";

/** Most lines that are shown of a failure. */
const MOST_LINES = 60;

/** What a check throws when it finds something wrong: the message is shown below the check's line. */
export class CheckFailed extends Error {}

/** Thrown after a failed check, which is reported already: ends the section that it is in. */
class SectionEnded extends Error {}

/** How many checks ended in which way. */
interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** Prints a line for each check, and counts. */
export class Report {
  /**
   * @param prefix what each line of a check begins with.
   * @param counts where the checks are counted.
   */
  constructor(
    private readonly prefix = "",
    private readonly counts: Counts = { passed: 0, failed: 0, skipped: 0 },
  ) {}

  /** The same report for a part that runs beside others: its name is in front of each line. */
  named(name: string): Report {
    return new Report(`[${name}] `, this.counts);
  }

  /**
   * Runs a check and prints how it ended.
   *
   * @returns what the check gives, for those that follow; where it failed, the section ends here.
   */
  async check<T>(name: string, body: () => Promise<T> | T): Promise<T> {
    try {
      const value = await body();
      this.counts.passed += 1;
      this.print("ok", name);
      return value;
    } catch (error) {
      this.fail(name, error);
      throw new SectionEnded();
    }
  }

  /**
   * Checks that need each other: the first that fails ends them. An error between two checks is a failure, too.
   *
   * @returns whether all passed.
   */
  async section(body: () => Promise<void>): Promise<boolean> {
    try {
      await body();
      return true;
    } catch (error) {
      if (!(error instanceof SectionEnded)) this.fail("an error between two checks", error);
      return false;
    }
  }

  /** Says of a check that it did not run, and why. */
  skip(name: string, why: string): void {
    this.counts.skipped += 1;
    this.print("skipped", `${name}: ${why}`);
  }

  /** Whether no check failed. */
  get clean(): boolean {
    return this.counts.failed === 0;
  }

  /** The last line. */
  summary(): string {
    const { passed, failed, skipped } = this.counts;
    return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
  }

  private fail(name: string, error: unknown): void {
    this.counts.failed += 1;
    const text = error instanceof CheckFailed ? error.message : String((error as Error).stack ?? error);
    this.print("FAILED", `${name}\n${lastLines(text)}`);
  }

  private print(outcome: string, text: string): void {
    process.stdout.write(`${outcome.padEnd(8)} ${this.prefix}${text}\n`);
  }
}

/** As much of a command's output as helps, its errors being last. */
function lastLines(text: string): string {
  const lines = stripVTControlCharacters(text).trim().split("\n");
  const shown = lines.length > MOST_LINES ? ["...", ...lines.slice(-MOST_LINES)] : lines;
  return shown.map((line) => `         | ${line}`).join("\n");
}
