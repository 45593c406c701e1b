import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ACTIONS } from "../../bootstrap/actions";
import { isReading } from "../../bootstrap/iam-actions";
import { statementsOf } from "../../bootstrap/statements";
import type { Block, RoleUse } from "../../bootstrap/uses";
import { PACKAGE_ROOT } from "../../support/package-root";
import { allows, DANGEROUS, matches } from "../support/iam";

/** Types that the constructs of stacks import, as Terraform has them. */
function importedTypes(): string[] {
  const files = ["modules", "stacks"].flatMap((folder) =>
    readdirSync(join(PACKAGE_ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.startsWith("bootstrap"))
      .map((file) => readFileSync(join(PACKAGE_ROOT, folder, file), "utf8")),
  );
  const things = files.flatMap((text) => [...text.matchAll(/provider-aws\/lib\/([\w-]+)"/g)].map(([, thing]) => thing));
  return [...new Set(things)]
    .filter((thing): thing is string => thing !== undefined && thing !== "provider")
    .map((thing) =>
      thing.startsWith("data-aws-")
        ? `data.${thing.slice(5).replaceAll("-", "_")}`
        : `aws_${thing.replaceAll("-", "_")}`,
    )
    .sort();
}

test("there is an entry for every type that stacks are made of, and for no other", () => {
  expect(Object.keys(ACTIONS).sort()).toEqual(importedTypes());
});

test("an unknown type fails, and is told", () => {
  const use: RoleUse = {
    ...{ account: "111111111111", role: "deploy", environment: "dev", sides: ["provider"], regions: ["us-east-1"] },
    types: new Map([["aws_internet_gateway", [{}]]]),
  };
  expect(() => statementsOf([use], ["read"])).toThrow("bootstrap/actions has no aws_internet_gateway");
});

test("routes can be made only where a stack has some, in its own route tables", () => {
  const use = (route: readonly object[]): RoleUse => ({
    ...{ account: "222222222222", role: "deploy", environment: "dev", sides: ["consumer"], regions: ["us-east-1"] },
    types: new Map([["aws_route_table", [{ route: [] }, { route }]]]),
  });
  const through = [{ cidr_block: "10.20.0.0/24", vpc_endpoint_id: "vpce-0123456789abcdef0" }];
  const action = "ec2:CreateRoute";
  expect(allows(statementsOf([use([])], ["read", "write"]), { action })).toBe(false);
  expect(allows(statementsOf([use(through)], ["read"]), { action })).toBe(false);
  const statements = statementsOf([use(through)], ["read", "write"]);
  const found = statements.filter(({ Action }) => Action.includes(action));
  expect(found).toMatchObject([{ Resource: ["arn:aws:ec2:us-east-1:222222222222:route-table/*"], Condition: {} }]);
});

test.each(Object.entries(ACTIONS))("%s: what reads is under `read`, and each action is written out", (_, actions) => {
  for (const { actions: names } of actions.read ?? [])
    for (const name of names) expect([name, isReading(name)]).toEqual([name, true]);
  for (const { actions: names } of [...(actions.read ?? []), ...(actions.write ?? [])])
    for (const name of names) expect(name).toMatch(/^[a-z0-9-]+:[A-Z]\w+$/);
});

test.each([["ec2:*"], ["*"], ["*:*"], ["iam:Create*"], ["kms:Decrypt"], ["ec2:Create?nternetGateway"]])(
  "%s would be found among what no role may do",
  (pattern) => {
    const statements = [{ Effect: "Allow" as const, Action: [pattern], Resource: ["*"] }];
    const found = DANGEROUS.filter((action) => allows(statements, { action }));
    expect(found).not.toEqual([]);
  },
);

test("a name that only Terraform knows is no name to list: the build fails", () => {
  const use = (name: unknown): RoleUse => ({
    ...{ account: "111111111111", role: "deploy", environment: "dev", sides: ["provider"], regions: ["us-east-1"] },
    types: new Map([["aws_iam_role", [{ name }]]]),
  });
  for (const name of ["${random_id.name.hex}", "dev-*", undefined])
    expect(() => statementsOf([use(name)], ["write"])).toThrow("aws_iam_role in dev: expected a known `name`");
  expect(statementsOf([use("dev-web-client")], ["write"]).flatMap(({ Resource }) => Resource)).toEqual([
    "arn:aws:iam::111111111111:role/dev-web-client",
  ]);
});

test("buckets are covered whose beginning AWS's limit cut", () => {
  const prefix = "vendor-orders-frontend-serv-0123abcd-";
  const use: RoleUse = {
    ...{ account: "111111111111", role: "deploy", environment: "vendor", sides: ["provider"], regions: ["us-east-1"] },
    types: new Map([["aws_s3_bucket", [{ bucket_prefix: prefix }]]]),
  };
  const may = (bucket: string) =>
    allows(statementsOf([use], ["write"]), { action: "s3:DeleteBucket", resource: `arn:aws:s3:::${bucket}` });
  expect([may(`${prefix}20250101000000000000000001`), may("vendor-orders-access-logs-2025")]).toEqual([true, false]);
});

test("patterns of IAM are matched whole", () => {
  expect(matches("arn:aws:iam::1:role/dev-*", "arn:aws:iam::1:role/dev-web/x")).toBe(true);
  expect(matches("arn:aws:iam::1:role/dev-*", "arn:aws:iam::1:role/a/dev-web")).toBe(false);
  expect(matches("ec2:createvpc", "ec2:CreateVpc")).toBe(true);
  expect(matches("s3.x", "s3ax")).toBe(false);
});

test("names that only AWS closes, and that a stack makes, are covered; those of others are written out", () => {
  const use = (type: string, block: object): RoleUse => ({
    ...{ account: "111111111111", role: "deploy", environment: "dev", sides: ["provider"], regions: ["us-east-1"] },
    types: new Map([[type, [block as RoleUse["types"] extends ReadonlyMap<string, readonly (infer B)[]> ? B : never]]]),
  });
  const of = (type: string, block: object) => statementsOf([use(type, block)], ["write"]).flatMap((s) => s.Resource);
  expect(of("aws_route53_record", { zone_id: "Z0123456789" })).toEqual(["arn:aws:route53:::hostedzone/Z0123456789"]);
  expect(of("aws_route53_record", { zone_id: "${aws_route53_zone.own.zone_id}" })).toEqual([
    "arn:aws:route53:::hostedzone/*",
  ]);
  expect(of("aws_ssm_parameter", { name: "/privatelink/orders" })).toEqual([
    "arn:aws:ssm:us-east-1:111111111111:parameter/privatelink/orders",
  ]);
  expect(of("aws_autoscaling_attachment", { autoscaling_group_name: "shop" })).toEqual([
    "arn:aws:autoscaling:us-east-1:111111111111:autoScalingGroup:*:autoScalingGroupName/dev-*",
    "arn:aws:autoscaling:us-east-1:111111111111:autoScalingGroup:*:autoScalingGroupName/shop",
  ]);
});

test("an endpoint to a service network needs a permission of VPC Lattice, and others do not", () => {
  const action = "vpc-lattice:CreateServiceNetworkVpcEndpointAssociation";
  const use = (block: Block): RoleUse => ({
    account: "111111111111",
    environment: "dev",
    sides: ["consumer"],
    regions: ["us-east-1"],
    types: new Map([["aws_vpc_endpoint", [block]]]),
  });
  const arn = "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0";
  expect(allows(statementsOf([use({ service_network_arn: arn })], ["write"]), { action })).toBe(true);
  expect(allows(statementsOf([use({ service_name: "com.amazonaws.us-east-1.logs" })], ["write"]), { action })).toBe(
    false,
  );
});
