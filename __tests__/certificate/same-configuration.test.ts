import { configurationDifference } from "../../certificate/same-configuration";

const STACK = {
  provider: {
    aws: [
      { region: "us-east-1", allowed_account_ids: ["222222222222"] },
      { alias: "far", region: "eu-west-1" },
    ],
  },
  resource: {
    aws_vpc: { main: { "//": {}, cidr_block: "10.1.0.0/16", enable_dns_support: true } },
    aws_subnet: { a: { vpc_id: "${aws_vpc.main.id}", cidr_block: "10.1.0.0/24", lifecycle: {} } },
    aws_route_table: { main: { route: [{ cidr_block: "0.0.0.0/0" }] } },
  },
};

/** The configuration of a plan of {@link STACK}. @param changes other values, by the text that they replace. */
function planOf(...changes: readonly [string, string][]): unknown {
  const constant = (value: unknown) => ({ constant_value: value });
  const resource = (address: string, expressions: object) => ({ address, mode: "managed", expressions });
  const plan = {
    configuration: {
      provider_config: {
        aws: {
          name: "aws",
          expressions: { region: constant("us-east-1"), allowed_account_ids: constant(["222222222222"]) },
        },
        "aws.far": { name: "aws", alias: "far", expressions: { region: constant("eu-west-1") } },
      },
      root_module: {
        resources: [
          resource("aws_vpc.main", { cidr_block: constant("10.1.0.0/16"), enable_dns_support: constant("true") }),
          resource("aws_subnet.a", { vpc_id: { references: ["aws_vpc.main"] }, cidr_block: constant("10.1.0.0/24") }),
          resource("aws_route_table.main", { route: [{ cidr_block: constant("0.0.0.0/0") }] }),
          { address: "data.aws_region.here", mode: "data", expressions: {} },
        ],
      },
    },
  };
  return JSON.parse(changes.reduce((text, [from, to]) => text.replace(from, to), JSON.stringify(plan)));
}

test("the configuration of the stack itself does not differ, whatever Terraform evaluates in it", () => {
  expect(configurationDifference(STACK, planOf())).toBeUndefined();
});

test.each<[string, [string, string], string]>([
  ["account", ["222222222222", "999999999999"], 'expected ["222222222222"] as allowed_account_ids of provider aws'],
  ["region of an alias", ["eu-west-1", "eu-west-2"], 'expected "eu-west-1" as region of provider aws'],
  [
    "range",
    ["10.1.0.0/16", "10.9.0.0/16"],
    'expected "10.1.0.0/16" as cidr_block of aws_vpc.main; found "10.9.0.0/16"',
  ],
  [
    "value in a block",
    ["0.0.0.0/0", "10.0.0.0/8"],
    'expected "0.0.0.0/0" as cidr_block of route of aws_route_table.main',
  ],
  ["resource", ["aws_subnet.a", "aws_subnet.b"], "expected no aws_subnet.b, which the stack does not have"],
])("another %s is found", (_, change, expected) => {
  expect(configurationDifference(STACK, planOf(change))).toContain(expected);
});

test("a resource that only the stack has is found", () => {
  const stack = { ...STACK, resource: { ...STACK.resource, aws_eip: { out: {} } } };
  expect(configurationDifference(stack, planOf())).toBe(
    "expected aws_eip.out, as in the stack; the plan does not have it",
  );
});

test("what is no plan differs", () => {
  expect(configurationDifference(STACK, {})).toBe('expected "us-east-1" as region of provider aws; found nothing');
});
