import { isLookedUp } from "../../certificate/document-facts";
import { planFacts } from "../../certificate/plan-facts";

/** Keys of `for_each` are any text. */
const KEYS = ["a", "a.b", "a]", "a[0", String.raw`a\"].b`];

test.each(KEYS)("an address is read with the key %s", (key) => {
  expect(isLookedUp(`module.net["${key}"].data.aws_vpc.own["${key}"]`)).toBe(true);
  expect(isLookedUp(`module.net["${key}"].aws_vpc.own["${key}"]`)).toBe(false);
});

test.each(KEYS)("a plan says account and region of the VPC with the key %s", (key) => {
  const address = `aws_vpc.own["${key}"]`;
  const expressions = { region: { constant_value: "eu-west-1" } };
  const plan = {
    planned_values: { root_module: { resources: [{ address, values: { cidr_block: "10.0.0.0/16" } }] } },
    configuration: {
      provider_config: { aws: { expressions: { region: { constant_value: "us-east-1" } } }, "aws.eu": { expressions } },
      root_module: { resources: [{ address: "aws_vpc.own", provider_config_key: "aws.eu" }] },
    },
  };
  expect(planFacts(plan, address)).toMatchObject({ region: "eu-west-1", ranges: ["10.0.0.0/16"] });
});
