import { stripVTControlCharacters } from "node:util";

/** Most lines that are shown of a failure. */
const MOST_LINES = 60;

/** What a check throws when it finds something wrong: the message is shown below the check's line. */
export class CheckFailed extends Error {}

/** Thrown after a failed check, which is reported already: ends the section that it is in. */
class SectionEnded extends Error {}

/** Prints a line for each check, and counts. */
export class Report {
  private passed = 0;
  private failed = 0;
  private skipped = 0;

  /**
   * Runs a check and prints how it ended.
   *
   * @returns what the check gives, for those that follow; where it failed, the section ends here.
   */
  async check<T>(name: string, body: () => Promise<T> | T): Promise<T> {
    try {
      const value = await body();
      this.passed += 1;
      print("ok", name);
      return value;
    } catch (error) {
      this.failed += 1;
      print("FAILED", name);
      const text = error instanceof CheckFailed ? error.message : String((error as Error).stack ?? error);
      process.stdout.write(`${lastLines(text)}\n`);
      throw new SectionEnded();
    }
  }

  /**
   * Checks that need each other: the first that fails ends them.
   *
   * @returns whether all passed.
   */
  async section(body: () => Promise<void>): Promise<boolean> {
    try {
      await body();
      return true;
    } catch (error) {
      if (error instanceof SectionEnded) return false;
      throw error;
    }
  }

  /** Says of a check that it did not run, and why. */
  skip(name: string, why: string): void {
    this.skipped += 1;
    print("skipped", `${name}: ${why}`);
  }

  /** Whether no check failed. */
  get clean(): boolean {
    return this.failed === 0;
  }

  /** The last line. */
  summary(): string {
    const skipped = this.skipped === 0 ? "" : `, ${this.skipped} skipped`;
    return `${this.passed} passed, ${this.failed} failed${skipped}`;
  }
}

/** As much of a command's output as helps, its errors being last. */
function lastLines(text: string): string {
  const lines = stripVTControlCharacters(text).trim().split("\n");
  const shown = lines.length > MOST_LINES ? ["...", ...lines.slice(-MOST_LINES)] : lines;
  return shown.map((line) => `         | ${line}`).join("\n");
}

function print(outcome: string, text: string): void {
  process.stdout.write(`${outcome.padEnd(8)} ${text}\n`);
}
