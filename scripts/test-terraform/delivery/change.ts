import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PLANS_FILE, type PlansFile } from "../../../pipeline/plans-file";
import { sha256 } from "../../../support/sha256";
import { CheckFailed } from "../report";
import { compareExample } from "./examples";
import type { Repository } from "./repository";

/** File that keeps what is deployed. */
export const DEPLOYED = "deployed.json";

/** Files that CI makes of one change, beside the repository, and the commands that make them. */
export class Change {
  constructor(
    private readonly repository: Repository,
    /** Folder of the trial, which the comment and the report of the policies are written to. */
    private readonly folder: string,
  ) {}

  /**
   * Compares, plans, judges and reviews what is checked out, as CI does for a pull request.
   *
   * @param codes exit codes of `policy` and `review`.
   * @param compare options of `changed`.
   * @returns the comment.
   */
  async review(
    codes: { readonly policy: number; readonly review: number } = { policy: 0, review: 0 },
    compare: readonly string[] = ["--base", "main"],
  ): Promise<string> {
    await this.repository.expect(0, "changed", ...compare);
    await this.repository.expect(0, "plan", "--changed");
    return this.judge("plans", codes);
  }

  /** Judges and reviews a folder of plans. @returns the comment. */
  async judge(plans: string, codes = { policy: 0, review: 0 }): Promise<string> {
    const [report, comment] = [join(this.folder, "policy-report.json"), join(this.folder, "comment.md")];
    await this.repository.expect(codes.policy, "policy", plans, "cdktf.out", "--format", `json=${report}`);
    await this.repository.expect(codes.review, "review", "--plans", plans, "--policy", report, "--output", comment);
    return readFileSync(comment, "utf8");
  }

  /** Reviews as {@link review} does, and compares the comment with an example in the documentation. */
  async reviewAsExample(name: string, codes = { policy: 0, review: 0 }): Promise<string> {
    const comment = await this.review(codes);
    compareExample(name, comment);
    return comment;
  }

  /** Applies a folder of plans by the digest of its index. @param code expected exit code. @returns what it said. */
  async apply(code = 0, plans = "plans"): Promise<string> {
    const digest = sha256(readFileSync(join(this.repository.folder, plans, PLANS_FILE)));
    return this.repository.expect(code, "apply", "--plans", plans, "--digest", digest, "--deployed", DEPLOYED);
  }

  /** Results of the stacks of a folder of plans, by name. */
  results(plans = "plans"): Record<string, string> {
    const index: PlansFile = JSON.parse(this.repository.read(join(plans, PLANS_FILE)));
    return Object.fromEntries(index.stacks.map(({ name, result }) => [name, result]));
  }
}

/** Fails unless a text has all of some others. */
export function mustSay(text: string, ...expected: readonly string[]): void {
  const missing = expected.filter((each) => !text.includes(each));
  if (missing.length > 0) throw new CheckFailed(`not said: ${missing.join("; ")}\n${text}`);
}

/** Fails unless two values are the same as JSON. */
export function mustEqual(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new CheckFailed(`expected: ${JSON.stringify(expected)}\nfound:    ${JSON.stringify(found)}`);
}
