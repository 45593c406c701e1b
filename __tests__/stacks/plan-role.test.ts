import { loadPolicy } from "../../policies/checker/policy";
import type { JudgedVerdict } from "../../policies/checker/verdict";
import { deployRoleArn } from "../../stacks/deploy-role-arn";
import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";

const consumer = edit(CONSUMER, 'account: "222222222222"\n', 'account: "222222222222"\nrole: team/deploy\n');
const withRole = (delivery: string) =>
  synthesizeFiles({
    "dev/environment.yaml": edit(ENVIRONMENT, "services:\n", `${delivery}services:\n`),
    "dev/consumers/web.yaml": consumer,
  });
const chosen = withRole("delivery: { planRole: reader }\n");
const STACKS = ["dev-service-orders", "dev-consumer-web", "dev-acceptance-orders"];

test("every stack has a choice of roles, which deploys unless it is told otherwise", () => {
  for (const name of STACKS)
    expect(chosen.stack(name).json.variable).toEqual({
      privatelink_role: {
        type: "string",
        default: "deploy",
        ephemeral: true,
        nullable: false,
        description: expect.any(String),
        validation: [expect.objectContaining({ condition: '${contains(["deploy", "plan"], var.privatelink_role)}' })],
      },
    });
});

test("its provider assumes the one role or the other, in the same account", () => {
  const [provider] = chosen.stack("dev-consumer-web").json.provider.aws;
  expect(provider.allowed_account_ids).toEqual(["222222222222"]);
  const written = provider.assume_role[0].role_arn;
  expect(written).toBe(
    '${var.privatelink_role == "plan" ? "arn:aws:iam::222222222222:role/reader" : "arn:aws:iam::222222222222:role/team/deploy"}',
  );
  expect(deployRoleArn(written)).toBe("arn:aws:iam::222222222222:role/team/deploy");
  expect(deployRoleArn("arn:aws:iam::222222222222:role/deploy")).toBe("arn:aws:iam::222222222222:role/deploy");
});

test("nothing else differs from stacks without the choice", () => {
  const plain = withRole("");
  for (const name of STACKS) {
    const { variable: _, provider, "//": about, ...rest } = chosen.stack(name).json;
    const { provider: other, "//": otherAbout, ...others } = plain.stack(name).json;
    expect(rest).toEqual(others);
    expect(about.outputs).toEqual(otherAbout.outputs);
    for (const each of [provider.aws[0], other.aws[0]]) delete each.assume_role;
    expect(provider).toEqual(other);
  }
});

test("there is no choice where the role that plans is the one that deploys, or the provider assumes none", () => {
  const same = withRole("delivery: { planRole: deploy }\n");
  expect(same.stack("dev-service-orders").json.variable).toBeUndefined();
  const bare = synthesizeFiles({
    "dev/environment.yaml": edit(ENVIRONMENT, "services:\n", "delivery: { planRole: reader }\nservices:\n"),
    "dev/consumers/web.yaml": CONSUMER,
  });
  expect(bare.stack("dev-consumer-web").json.variable).toBeUndefined();
  expect(bare.stack("dev-service-orders").json.variable).toBeDefined();
});

test("the policies prove such stacks as before", async () => {
  const policy = await loadPolicy();
  const plain = withRole("");
  for (const name of STACKS) {
    const { document: _, ...verdict } = policy.judge(chosen.stack(name).json) as JudgedVerdict & { document?: unknown };
    const { document: __, ...before } = policy.judge(plain.stack(name).json) as JudgedVerdict & { document?: unknown };
    expect(verdict.verdict).toBe("clean");
    expect(verdict).toEqual(before);
  }
  const judged = policy.judge(chosen.stack("dev-consumer-web").json) as JudgedVerdict;
  expect(judged.consumer_vpcs).toEqual([expect.objectContaining({ result: "PROVEN" })]);
});
