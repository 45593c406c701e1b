import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { loadPolicy } from "../../../policies/checker/policy";
import { mustBreak, mustWarnOnlyOf } from "../judgement";
import type { Processes } from "../processes";
import { CheckFailed, type Report } from "../report";
import type { PlanDocument, StackDocument } from "../stack";
import { CONSUMER_ROWS } from "./consumer-rows";
import { GATEWAY_ENDPOINT_ROWS } from "./gateway-endpoint-rows";
import { NOTIFICATION_ROWS } from "./notification-rows";
import { PROVIDER_ROWS } from "./provider-rows";
import { inRealCloud } from "./real-cloud";
import { RESOURCE_ROWS } from "./resource-rows";
import { type Row, surroundings } from "./row";
import { SERVICE_ROWS } from "./service-rows";

const WHAT = "what would replace";
const NAME = "rows";

/** Rows of the table of modules/consumer/README.md, in its order. */
export const ENDPOINT_ROWS: readonly Row[] = [...CONSUMER_ROWS, ...GATEWAY_ENDPOINT_ROWS, ...NOTIFICATION_ROWS];

const ROWS: readonly Row[] = [...PROVIDER_ROWS, ...SERVICE_ROWS, ...ENDPOINT_ROWS, ...RESOURCE_ROWS];

/**
 * What the real provider plans for each row of the tables "What would replace ..." of the modules' pages. Each row has a
 * construct of its own, so that one apply and one plan tell all of them.
 */
export async function replacements(report: Report, processes: Processes, folder: string): Promise<void> {
  await inRealCloud(WHAT, { report, processes, folder }, async (cloud) => {
    const [before, after] = [synthesize(join(folder, "before"), "before"), synthesize(join(folder, "after"), "after")];
    const stack = await report.check(`${WHAT}: the constructs of all rows are made`, async () => {
      const made = await cloud.stack(NAME, before);
      await made.planAndApply();
      return made;
    });
    cloud.write(NAME, after);
    const { document } = await report.check(`${WHAT}: their changes are planned`, () => stack.plan("-refresh=false"));
    for (const row of ROWS)
      await report.section(async () => {
        await report.check(`${WHAT}: ${row.change}: ${row.expected}`, () => mustPlan(row, document));
      });
    const policy = await loadPolicy();
    for (const id of ["ip-given", "ip-changed"])
      await report.check(`${WHAT}: the policies refuse addresses of a load balancer: ${id}`, () =>
        mustBreak(policy, document, "no-new-addresses", `aws_lb.${id}_`),
      );
    await report.check(`${WHAT}: the policies warn of addresses that are no longer declared, and only of those`, () =>
      mustWarnOnlyOf(policy, document, "no-new-addresses", "aws_lb.ip-removed_"),
    );
  });
}

/** A stack with the construct of each row, before or after what the row says. */
function synthesize(outdir: string, time: "before" | "after"): StackDocument {
  const app = new App({ outdir, stackTraces: false });
  const stack = new TerraformStack(app, NAME);
  new AwsProvider(stack, "aws", { region: "us-east-1", allowedAccountIds: ["111111111111"] });
  const around = surroundings(stack);
  for (const row of ROWS) row[time](stack, row.id, around);
  app.synth();
  const document = JSON.parse(readFileSync(join(outdir, "stacks", NAME, "cdk.tf.json"), "utf8"));
  document.terraform.required_providers = { aws: { source: "hashicorp/aws" } };
  return document;
}

function mustPlan({ id, type, expected }: Row, { resource_changes: changes = [] }: PlanDocument): void {
  const own = changes.filter(({ address }) => address.startsWith(`${type}.${id}_`));
  const actions = own.map(({ change }) => change.actions.join(" then ")).filter((action) => action !== "no-op");
  const found = [...new Set(actions)].sort().join(" and ") || "no change";
  if (own.length === 0 || found !== expected)
    throw new CheckFailed(`expected of ${type}: ${expected}\nfound: ${own.length === 0 ? "none of them" : found}`);
}
