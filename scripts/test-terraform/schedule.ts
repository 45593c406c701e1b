import { sha256 } from "../../support/sha256";
import type { Report } from "./report";

/** Variable with the minute of the run after which no part of it begins. Without it, all begin. */
const MINUTES = "TEST_TERRAFORM_MINUTES";

/** Variable with any text that decides the order of the parts. Without it, they run in the order of their tables. */
const ORDER = "TEST_TERRAFORM_ORDER";

/**
 * Decides in which order the parts of a run begin, and until when they may begin. CI needs it, because its time is
 * limited. CI gives each commit another order, so that different runs skip different parts.
 */
export class Schedule {
  private constructor(
    private readonly lastMinute: number,
    private readonly seed: string,
    private readonly minutesNow: () => number,
  ) {}

  /**
   * @param variables such as `process.env`.
   * @param minutesNow minutes since this run began.
   */
  static from(variables: NodeJS.ProcessEnv, minutesNow = () => process.uptime() / 60): Schedule {
    const { [MINUTES]: minutes = "", [ORDER]: seed = "" } = variables;
    return new Schedule(minutes === "" ? Number.POSITIVE_INFINITY : Number(minutes), seed, minutesNow);
  }

  /** The names in the order in which their parts begin. */
  order(names: readonly string[]): string[] {
    if (this.seed === "") return [...names];
    const place = (name: string) => sha256(`${this.seed} ${name}`);
    return [...names].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  }

  /**
   * Whether a part may begin. If it may not, the report says that it is skipped.
   *
   * @param minutes how long before the last minute it must begin, because it is a long one.
   */
  mayBegin(report: Report, part: string, minutes = 0): boolean {
    const last = this.lastMinute - minutes;
    if (this.minutesNow() < last) return true;
    report.skip(part, `it would begin after minute ${last} of this run (${MINUTES}=${this.lastMinute})`);
    return false;
  }
}
