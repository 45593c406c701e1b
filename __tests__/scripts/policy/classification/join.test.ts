import { joinSources } from "../../../../scripts/policy/classification/join";
import { entrySchema, twinSchema } from "../../../../scripts/policy/classification/schema";
import type { Sources } from "../../../../scripts/policy/classification/sources";

const PUBLIC_ADDRESS = {
  argument: "public_address",
  refuse: [true],
  omitted: "allow",
  rating: "deny",
  rule: "no-public-address",
  what: "a public address",
};

/** The joined twin of a type, each with further keys. */
function joinedTwin(entry: object, twin: object) {
  const sources: Sources = {
    entries: {
      aws_thing: entrySchema.parse({
        kind: "inert",
        what: "a thing",
        reason: "It is made for this test, and opens nothing at all.",
        source: "https://docs.aws.amazon.com/thing.html",
        ...entry,
      }),
    },
    twins: {
      awscc_ec2_thing: twinSchema.parse({ twin_of: "aws_thing", cloudformation: "AWS::EC2::Thing", ...twin }),
    },
    harmlessTwins: { awscc_iam_role: "aws_iam_role" },
    other: {
      provider: { source: "hashicorp/aws", version: "6.25.0" },
      later_arguments: {},
      later_types: { aws_tomorrow: "It is made for this test, and opens nothing at all." },
      foreign_providers: {},
      data_sources: {},
    },
    files: {},
  };
  const known = [
    { type: "aws_iam_role", arguments: ["name"] },
    { type: "aws_vpc_thing", arguments: ["name", "vpc_config.size"] },
  ];
  const bindings = { version: "6.25.0", types: known, maps: ["tags"] };
  const { types, known_types, networks } = joinSources(sources, bindings);
  return { ...types.awscc_ec2_thing, known: Object.keys(known_types), networks, judged: types.aws_thing };
}

test("arguments that look like one of a network are known by type, with the blocks around them", () => {
  const { networks } = joinedTwin({ vpc_arguments: ["subnet_id"] }, {});
  expect(networks).toMatchObject({
    maps: { tags: true },
    plain_names: { name: true, size: true },
    ids_made_by_aws: { aws_vpc_thing: true, awscc_ec2_thing: true },
    arguments: { aws_vpc_thing: ["vpc_config"] },
  });
});

test("types of the provider, of its later versions and harmless twins are known", () => {
  expect(joinedTwin({}, {}).known).toEqual(["aws_iam_role", "aws_tomorrow", "aws_vpc_thing", "awscc_iam_role"]);
});

test("attributes of a network place a type as its arguments do, and are none of its twin", () => {
  const joined = joinedTwin(
    { vpc_arguments: ["subnet_id"], vpc_attributes: ["vpc_id"] },
    { vpc_arguments: ["subnet"] },
  );
  expect(joined.judged).toMatchObject({ vpc_arguments: ["subnet_id", "vpc_id"] });
  expect(joined.judged).not.toHaveProperty("vpc_attributes");
  expect(joined.vpc_arguments).toEqual(["subnet"]);
});

test("a twin has its own homes and template arguments, and none of the other type", () => {
  const entry = { vpc_arguments: ["subnet_id"], homes: ["subnet_id"], template_arguments: ["template.id"] };
  expect(joinedTwin(entry, {})).not.toHaveProperty("homes");
  expect(joinedTwin(entry, {})).not.toHaveProperty("template_arguments");
  const own = { vpc_arguments: ["subnet"], homes: ["subnet"], template_arguments: ["template_id"] };
  expect(joinedTwin(entry, own)).toMatchObject({ homes: ["subnet"], template_arguments: ["template_id"] });
});

test("a twin of a conditional type without its arguments is inert", () => {
  const entry = { kind: "conditional", conditions: [PUBLIC_ADDRESS] };
  expect(joinedTwin(entry, {})).toMatchObject({ kind: "inert", conditions: [] });
  const conditions = { public_address: { argument: "addresses.is_public" } };
  expect(joinedTwin(entry, { conditions })).toMatchObject({
    kind: "conditional",
    conditions: [{ ...PUBLIC_ADDRESS, argument: "addresses.is_public" }],
  });
});

test("a twin of an inert type with conditions of its own is conditional", () => {
  expect(joinedTwin({}, { own_conditions: [PUBLIC_ADDRESS] })).toMatchObject({
    kind: "conditional",
    conditions: [PUBLIC_ADDRESS],
  });
});
