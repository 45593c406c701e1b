import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import type { Configuration } from "../../../scripts/mutations/model";
import type { Plan } from "../../../scripts/mutations/plan-form";
import type { Seed } from "../../../scripts/mutations/seeds";
import { asStack } from "../../../scripts/mutations/stack-form";
import { consumerSeed, twoVpcsSeed } from "./seeds";

let policy: Policy;
let out: string;
let seeds: readonly Seed[];

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "mutations-"));
  policy = await loadPolicy();
  seeds = [consumerSeed(out), twoVpcsSeed("consumer")];
});

afterAll(() => rmSync(out, { recursive: true }));

const PROVISIONER = { "local-exec": { command: "aws ec2 create-internet-gateway" } };

test.each<[string, Configuration]>([
  ["a module", { module: { hidden: { source: "./hidden" } } }],
  ["a provisioner", { resource: { aws_iam_role: { hidden: { name: "x", provisioner: PROVISIONER } } } }],
  ["a provisioner in a list", { resource: { terraform_data: { hidden: { provisioner: [PROVISIONER] } } } }],
  ["a program", { data: { external: { hidden: { program: ["sh", "-c", "true"] } } } }],
  ["a call of a function", { data: { aws_lambda_invocation: { hidden: { function_name: "x", input: "{}" } } } }],
  ["a template", { resource: { aws_cloudformation_stack: { hidden: { name: "x", template_body: "{}" } } } }],
  [
    "a resource of any type",
    { resource: { aws_cloudcontrolapi_resource: { hidden: { type_name: "AWS::EC2::NatGateway" } } } },
  ],
  ["an action", { action: { aws_lambda_invoke: { hidden: { config: { function_name: "x" } } } } }],
  ["an ephemeral call", { ephemeral: { aws_lambda_invocation: { hidden: { function_name: "x", payload: "{}" } } } }],
  [
    "a gateway that is only forgotten",
    { removed: [{ from: "aws_internet_gateway.hidden", lifecycle: { destroy: false } }] },
  ],
])("fails %s in a stack, which makes or leaves what nobody sees", (_, added) => {
  for (const seed of seeds) {
    expect([seed.name, policy.judge(asStack(seed.stack, added))]).toMatchObject([seed.name, { verdict: "violations" }]);
  }
});

/** A gateway in the VPC, as something that the seed's applied plan finds. */
function gatewayIn({ place }: Seed, more: object): object {
  const values = { id: "igw-0123456789abcdef0", vpc_id: place.vpc.id };
  const about = {
    address: "aws_internet_gateway.hidden",
    mode: "managed",
    type: "aws_internet_gateway",
    name: "hidden",
  };
  return { ...about, change: { actions: ["no-op"], before: values, after: values, after_unknown: {} }, ...more };
}

test.each<[string, (seed: Seed) => Partial<Plan>]>([
  [
    "behind an index",
    (seed) => ({
      resource_changes: [
        ...seed.applied.resource_changes,
        gatewayIn(seed, { address: 'aws_internet_gateway.hidden["a"]', index: "a" }),
      ],
    }),
  ],
  [
    "in a module within a module",
    (seed) => ({
      resource_changes: [
        ...seed.applied.resource_changes,
        gatewayIn(seed, {
          address: "module.a[0].module.b.aws_internet_gateway.hidden",
          module_address: "module.a[0].module.b",
        }),
      ],
    }),
  ],
  [
    "that was moved",
    (seed) => ({
      resource_changes: [
        ...seed.applied.resource_changes,
        gatewayIn(seed, { previous_address: "aws_internet_gateway.before" }),
      ],
    }),
  ],
  ["that is only forgotten", (seed) => ({ resource_changes: [...seed.applied.resource_changes, forgotten(seed)] })],
])("fails a gateway in a plan %s", (_, change) => {
  for (const seed of seeds) {
    expect([seed.name, policy.judge({ ...seed.applied, ...change(seed) })]).toMatchObject([
      seed.name,
      { verdict: "violations" },
    ]);
  }
});

function forgotten(seed: Seed): object {
  const before = { id: "igw-0123456789abcdef0", vpc_id: seed.place.vpc.id };
  return gatewayIn(seed, { change: { actions: ["forget"], before, after: null, after_unknown: {} } });
}
