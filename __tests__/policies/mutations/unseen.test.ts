import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import type { Configuration } from "../../../scripts/mutations/model";
import type { Plan } from "../../../scripts/mutations/plan-form";
import type { Seed } from "../../../scripts/mutations/seeds";
import { asStack } from "../../../scripts/mutations/stack-form";
import { temporaryFolder } from "../../support/environments";
import { consumerSeed, twoVpcsSeed } from "./seeds";

let policy: Policy;
let out: string;
let seeds: readonly Seed[];

beforeAll(async () => {
  out = temporaryFolder();
  policy = await loadPolicy();
  seeds = [consumerSeed(out), twoVpcsSeed("consumer")];
});

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
  ["an action that is a program", { action: { local_command: { hidden: { config: { command: "x" } } } } }],
  ["a program of the provider local", { data: { local_command: { hidden: { command: "x" } } } }],
  ["an ephemeral program", { ephemeral: { local_command: { hidden: { command: "x" } } } }],
  ["a data source of an unknown provider", { data: { script_run: { hidden: {} } } }],
  ["a data source of a check", { check: { hidden: { data: { script_run: { hidden: {} } }, assert: {} } } }],
  ["a provisioner of what is removed", { removed: [{ from: "aws_iam_role.hidden", provisioner: [PROVISIONER] }] }],
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

const GATEWAY = {
  address: "aws_internet_gateway.hidden",
  mode: "managed",
  type: "aws_internet_gateway",
  name: "hidden",
};

/** A gateway in the VPC, as something that the seed's applied plan finds. */
function gatewayIn({ place }: Seed, more: object): object {
  const values = { id: "igw-0123456789abcdef0", vpc_id: place.vpc.id };
  return { ...GATEWAY, change: { actions: ["no-op"], before: values, after: values, after_unknown: {} }, ...more };
}

/** The configuration of the seed's plan, with the gateway and modules. */
function configurationWith({ applied }: Seed, gateway: object, module_calls: object = {}): Plan["configuration"] {
  const { root_module } = applied.configuration;
  const resources = [...(root_module.resources ?? []), { ...GATEWAY, ...gateway }];
  return { ...applied.configuration, root_module: { ...root_module, resources, module_calls } };
}

/** A call of a module that has the gateway in another one. */
const NESTED = {
  a: { count_expression: {}, module: { module_calls: { b: { module: { resources: [GATEWAY] } } } } },
};

test.each<[string, (seed: Seed) => Partial<Plan>]>([
  [
    "behind an index",
    (seed) => ({
      resource_changes: [
        ...seed.applied.resource_changes,
        gatewayIn(seed, { address: 'aws_internet_gateway.hidden["a"]', index: "a" }),
      ],
      configuration: configurationWith(seed, { for_each_expression: {} }),
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
      configuration: configurationWith(seed, { count_expression: {} }, NESTED),
    }),
  ],
  [
    "that was moved",
    (seed) => ({
      resource_changes: [
        ...seed.applied.resource_changes,
        gatewayIn(seed, { previous_address: "aws_internet_gateway.before" }),
      ],
      configuration: configurationWith(seed, {}),
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
