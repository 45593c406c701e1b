import { anyRegion, role } from "../../config/shared-schema";
import { parameterNameProblem } from "../../modules/card/card-parameter-problems";
import { aliasNameProblem } from "../../modules/consumer/private-dns";
import { domainNameProblem } from "../../modules/provider/resource";
import { flowLogDestinationProblem } from "../../modules/vpc/flow-log-options";
import { ENVIRONMENT, edit, environmentProblems } from "./../support/environments";

test.each(["deploy", "team/deploy", "aws-reserved/sso.amazonaws.com/eu-west-1/Deploy_0a", "a!b/c~d/deploy"])(
  "%s is the name of a role",
  (text) => {
    expect(role.safeParse(text).success).toBe(true);
  },
);

test.each(["arn:aws:iam::111111111111:role/deploy", "a b", "${x}/deploy", "/deploy", "a//b", "deploy/"])(
  "fails on the role %s",
  (text) => {
    expect(role.safeParse(text).success).toBe(false);
  },
);

test.each([
  ["us-west-3", "one of us-west-1, us-west-2"],
  ["us-east1", "write `us-east-1`"],
  ["us-eats-1", "write `us-east-1`"],
  ["eu-nort-1", "write `eu-north-1`"],
  ["ca-central-9", "write `ca-central-1`"],
])("the region %s: %s", (text, fix) => {
  const [problem] = environmentProblems(edit(ENVIRONMENT, "region: us-east-1", `region: ${text}`));
  expect(problem).toMatchObject({ path: "region", fix });
  expect(anyRegion.safeParse(text).success).toBe(false);
});

test("names in DNS may have underscores, but for private DNS names of services", () => {
  expect(aliasNameProblem("_sip.orders_eu.example.com")).toBeUndefined();
  expect(aliasNameProblem("-a.example.com")).toBeDefined();
  expect(domainNameProblem("db_1.example.com")).toBeUndefined();
  expect(
    environmentProblems(ENVIRONMENT.replace("    role: deploy", "    privateDns: {name: a_b.example.com}")),
  ).toEqual([expect.objectContaining({ path: "services.orders.privateDns.name" })]);
});

test("parameters may have names without levels, and buckets of flow logs have names of buckets", () => {
  expect(parameterNameProblem("orders-card")).toBeUndefined();
  expect(parameterNameProblem("ssm-card")).toBeDefined();
  expect(flowLogDestinationProblem("arn:aws:s3:::logs.example.com/vpc")).toBeUndefined();
  expect(flowLogDestinationProblem("arn:aws:s3:::logs..example/vpc")).toBeDefined();
});
