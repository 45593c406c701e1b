import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ChangedFile } from "../../pipeline/changed-file";
import type { PlannedStack, PlansFile } from "../../pipeline/plans-file";
import type { Report } from "../../policies/checker/report/report-schema";
import { type Review, reviewSchema } from "../../review/review-file";
import { cli } from "../support/cli";
import { folderOf, temporaryFolder } from "../support/environments";
import { changedFile, cleanReport, type StackSpec, writeConfiguration, writePlans } from "./plans";
import { pricesFile } from "./prices";

/** A consumer with a VPC and an endpoint in two zones. */
export const NEW_CONSUMER: StackSpec = {
  name: "dev-consumer-web",
  change: "new",
  resources: [
    { address: "aws_vpc.vpc_6776A399", actions: ["create"], after: {} },
    {
      address: "aws_vpc_endpoint.endpoint-orders_endpoint_229E63C4",
      actions: ["create"],
      after: { vpc_endpoint_type: "Interface", subnet_ids: [null, null], region: "us-east-1" },
    },
  ],
};

/** Files of a review, and the arguments that name them. */
export class Scene {
  readonly folder = temporaryFolder();
  readonly plans = join(this.folder, "plans");
  readonly stacks: PlannedStack[];
  private readonly args: string[];

  /** @param index what the index of the plans says. */
  constructor(specs: readonly StackSpec[], index: Partial<PlansFile> = {}) {
    const configured = specs.map((spec) =>
      spec.result === "deferred" && spec.resources === undefined && spec.stack_digest === undefined
        ? { ...spec, ...writeConfiguration(this.folder, spec) }
        : spec,
    );
    this.stacks = writePlans(this.plans, configured, index);
    this.args = ["review", "--plans", this.plans, "--stacks", this.folder, "--costs", pricesFile()];
    this.changed(changedFile(this.stacks));
  }

  /** Takes the plans away: the command line does not name them either. */
  withoutPlans(): this {
    rmSync(this.plans, { recursive: true });
    this.args.splice(1, 2);
    return this;
  }

  changed(file: ChangedFile): this {
    writeFileSync(join(this.folder, "changed.json"), JSON.stringify(file));
    return this;
  }

  policy(file: Report): this {
    writeFileSync(join(this.folder, "policy.json"), JSON.stringify(file));
    this.args.push("--policy", join(this.folder, "policy.json"));
    return this;
  }

  clean(): this {
    return this.policy(cleanReport(this.plans, this.stacks, this.folder));
  }

  environments(files: Readonly<Record<string, string>>): this {
    this.args.push("--environments", folderOf(files));
    return this;
  }

  async markdown(...more: readonly string[]) {
    return cli([...this.args, ...more]);
  }

  async json(...more: readonly string[]): Promise<Review> {
    const { out, code } = await cli([...this.args, "--format", "json", ...more]);
    const review = reviewSchema.parse(JSON.parse(out));
    expect(code).toBe(review.exit_code);
    return review;
  }
}
