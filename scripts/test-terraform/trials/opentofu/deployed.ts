import { ENVIRONMENT_IN_S3 } from "../../bootstrap-stacks";
import { type Context, stackNamed } from "../../context";
import { mustViolate } from "../../judgement";
import { CheckFailed } from "../../report";
import type { Plan, StackDocument } from "../../stack";
import { trial } from "../../trial";

const ENVIRONMENT = {
  ...ENVIRONMENT_IN_S3["demo/environment.yaml"],
  backend: { type: "local" },
  terraform: { engine: "tofu" },
};
const CONSUMER = "demo-consumer-web";

/** An environment whose plans are made with a role of their own, by an ephemeral variable. */
export async function deployedByTofu(context: Context): Promise<void> {
  const files = { ...ENVIRONMENT_IN_S3, "demo/environment.yaml": ENVIRONMENT };
  await trial(context, "opentofu", files, async (deployed) => {
    const { report, policy } = deployed;
    await report.check("opentofu: providers of a plan are those of OpenTofu's registry", async () => {
      const { document } = await stackNamed(deployed, CONSUMER).plan();
      if (!JSON.stringify(document).includes("registry.opentofu.org/hashicorp/aws"))
        throw new CheckFailed("the plan names another registry");
    });
    await report.check("opentofu: a plan with a NAT gateway in a consumer VPC is refused", async () => {
      mustViolate(policy, (await planOf(deployed, "nat", withNatGateway)).document, "aws_nat_gateway");
    });
    for (const [what, suffix, change] of OF_OPENTOFU)
      await report.check(`opentofu: ${what} does not pass for an isolated VPC`, async () => {
        const { document } = await planOf(deployed, suffix, change);
        const { verdict } = policy.judge(document);
        if (verdict === "clean") throw new CheckFailed("the policies object to nothing");
      });
  });
}

/** Plans a copy of the consumer's stack. */
async function planOf(context: Context, suffix: string, change: (document: StackDocument) => void): Promise<Plan> {
  const stack = stackNamed(context, CONSUMER).copy(suffix, change);
  await stack.init();
  return stack.plan();
}

function withNatGateway(document: StackDocument): void {
  const [subnet] = Object.keys(document.resource.aws_subnet ?? {});
  document.resource.aws_nat_gateway = {
    out: { subnet_id: `\${aws_subnet.${subnet}.id}`, connectivity_type: "private" },
  };
}

/** What only OpenTofu's language has: what it is, a suffix for the folder, and the change. */
const OF_OPENTOFU: readonly (readonly [string, string, (document: StackDocument) => void])[] = [
  [
    "a NAT gateway for whose provider there are several instances",
    "for-each",
    (document) => {
      withNatGateway(document);
      const [provider] = document.provider.aws;
      const regions = '${toset(["us-east-1"])}';
      document.provider.aws.push({ ...provider, alias: "each", for_each: regions, region: "${each.value}" });
      Object.assign(document.resource.aws_nat_gateway?.out ?? {}, { provider: 'aws.each["us-east-1"]' });
    },
  ],
  [
    // It makes nothing, and its plan looks like one that left the gateway out.
    "a NAT gateway that `enabled` keeps away",
    "enabled",
    (document) => {
      withNatGateway(document);
      Object.assign(document.resource.aws_nat_gateway?.out ?? {}, { lifecycle: { enabled: false } });
    },
  ],
];
