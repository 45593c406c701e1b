import type { Verdict } from "./verdict";

/**
 * Makes parts of verdicts that are equal one object. Thousands of stacks are made alike, and what was examined in them
 * is most of what their verdicts have: each by itself would take some kilobytes.
 */
export class SharedParts {
  private readonly known = new Map<string, unknown>();

  /** The same verdict, with parts that other verdicts have too. */
  in<T extends Verdict>(verdict: T): T {
    if (verdict.verdict === "unjudgeable") return verdict;
    const { examined, consumer_vpcs } = verdict;
    return {
      ...verdict,
      examined: { ...examined, rules: this.one(examined.rules) },
      consumer_vpcs: consumer_vpcs.map((vpc) => ({ ...vpc, examined: this.one(vpc.examined) })),
    };
  }

  private one<T>(part: T): T {
    const text = JSON.stringify(part);
    const known = this.known.get(text);
    if (known !== undefined) return known as T;
    this.known.set(text, part);
    return part;
  }
}
