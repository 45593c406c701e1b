import "../../support/matchers";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { GatewayEndpoint, type GatewayEndpointProps } from "../../../modules/consumer";
import { ExistingVpc, IsolatedVpc } from "../../../modules/vpc";
import { ids, refusal, synth, unknownText } from "../../support/synth";
import { isolatedVpc, VPC } from "../../support/vpc";

const PLACED = { ...VPC, routeTableIds: ["rtb-00000000000000002", "rtb-00000000000000001"] };
const S3: GatewayEndpointProps = {
  name: "prod-web-s3",
  service: "s3",
  vpc: PLACED,
  region: "us-east-1",
  buckets: ["receipts"],
};
const DYNAMODB: GatewayEndpointProps = {
  name: "prod-web-dynamodb",
  service: "dynamodb",
  vpc: PLACED,
  region: "eu-west-1",
  account: "222222222222",
  tables: ["stock"],
};

function endpointWith(props: GatewayEndpointProps) {
  return synth((scope) => new GatewayEndpoint(scope, "endpoint", props));
}

function policyOf(props: GatewayEndpointProps) {
  return JSON.parse(endpointWith(props).resource("aws_vpc_endpoint").policy);
}

function refusalOf(props: Partial<GatewayEndpointProps>): string {
  return refusal((scope) => new GatewayEndpoint(scope, "endpoint", { ...S3, ...props }));
}

test("is a gateway endpoint of its region, in the route tables of the VPC, with a policy", () => {
  const { vpcId: vpc_id } = VPC;
  expect(endpointWith(S3).text).toHaveResourceWithProperties(VpcEndpoint, {
    vpc_endpoint_type: "Gateway",
    service_name: "com.amazonaws.us-east-1.s3",
    vpc_id,
    route_table_ids: ["rtb-00000000000000001", "rtb-00000000000000002"],
    tags: { Name: "prod-web-s3" },
  });
  expect(policyOf(S3).Statement).toEqual([
    {
      Effect: "Allow",
      Principal: "*",
      Action: "s3:*",
      Resource: ["arn:aws:s3:::receipts", "arn:aws:s3:::receipts/*"],
    },
  ]);
});

test("has in China the name that it has everywhere, and ARNs of its partition", () => {
  const chinese = { ...S3, region: "cn-north-1" };
  expect(endpointWith(chinese).resource("aws_vpc_endpoint").service_name).toBe("com.amazonaws.cn-north-1.s3");
  expect(policyOf(chinese).Statement[0].Resource[0]).toBe("arn:aws-cn:s3:::receipts");
});

test("lets through just the tables that are named, by name or ARN, with their indexes", () => {
  const other = "arn:aws:dynamodb:eu-west-1:333333333333:table/orders";
  const own = "arn:aws:dynamodb:eu-west-1:222222222222:table/stock";
  expect(policyOf({ ...DYNAMODB, tables: ["stock", other] }).Statement[0].Resource).toEqual([
    own,
    `${own}/index/*`,
    other,
    `${other}/index/*`,
  ]);
});

test("binds principals and resources by conditions, whatever the order they are given in", () => {
  const props: GatewayEndpointProps = {
    ...S3,
    buckets: undefined,
    actions: ["s3:PutObject", "s3:GetObject"],
    principalAccounts: ["222222222222", "111111111111"],
    principalOrganization: "o-a1b2c3d4e5",
    resourceAccounts: ["111111111111"],
    resourceOrganization: "o-a1b2c3d4e5",
  };
  expect(policyOf(props).Statement).toEqual([
    {
      Effect: "Allow",
      Principal: "*",
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: "*",
      Condition: {
        StringEquals: {
          "aws:PrincipalAccount": ["111111111111", "222222222222"],
          "aws:PrincipalOrgID": "o-a1b2c3d4e5",
          "aws:ResourceAccount": ["111111111111"],
          "aws:ResourceOrgID": "o-a1b2c3d4e5",
        },
      },
    },
  ]);
  const actions = ["s3:GetObject", "s3:PutObject"];
  const principalAccounts = ["111111111111", "222222222222"];
  expect(endpointWith({ ...props, actions, principalAccounts }).text).toBe(endpointWith(props).text);
});

test("takes a whole policy in place of these, with AWS's variables", () => {
  const Resource = "arn:aws:s3:::receipts/${aws:PrincipalTag/team}/*";
  const policy = { Statement: { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource } };
  const { policy: text } = endpointWith({ ...S3, buckets: undefined, policy }).resource("aws_vpc_endpoint");
  expect(text).toContain("receipts/$${aws:PrincipalTag/team}/*");
});

describe("addresses", () => {
  const DUALSTACK = { ...PLACED, ipv6: true, subnetCidrBlocks: { "use1-az1": "10.0.0.0/24" } };
  const ADOPTED = { ...PLACED, ipv6: true, subnetCidrBlocks: undefined };

  test("of both kinds, with DNS records, are arguments of the endpoint; without, AWS has its own", () => {
    const made = endpointWith({ ...S3, vpc: DUALSTACK, ipAddressType: "dualstack", dnsRecordIpType: "dualstack" });
    expect(made.resource("aws_vpc_endpoint")).toMatchObject({
      ip_address_type: "dualstack",
      dns_options: { dns_record_ip_type: "dualstack" },
    });
    for (const argument of ["ip_address_type", "dns_options"])
      expect(endpointWith(S3).resource("aws_vpc_endpoint")).not.toHaveProperty(argument);
  });

  test.each<Partial<GatewayEndpointProps>>([
    { dnsRecordIpType: "service-defined" },
    { dnsRecordIpType: "ipv4" },
    { vpc: ADOPTED, ipAddressType: "ipv6", dnsRecordIpType: "ipv6" },
    { vpc: ADOPTED, ipAddressType: "ipv6", dnsRecordIpType: "service-defined" },
    { vpc: DUALSTACK, ipAddressType: "dualstack", dnsRecordIpType: "ipv6" },
  ])("%j is accepted", (props) => {
    expect(() => endpointWith({ ...S3, ...props })).not.toThrow();
  });

  test.each<[object, string]>([
    [{ ipAddressType: "IPv6" }, '`ipAddressType`: expected one of ipv4, ipv6, dualstack; got "IPv6"'],
    [
      { ipAddressType: "dualstack" },
      '`ipAddressType`: expected ipv4, since the VPC\'s subnets have no IPv6 (`ipv6: true`); got "dualstack"',
    ],
    [{ vpc: DUALSTACK, ipAddressType: "ipv6" }, "`ipAddressType`: expected ipv4 or dualstack: ipv6 needs subnets"],
    [
      { vpc: DUALSTACK, dnsRecordIpType: "dualstack" },
      "`dnsRecordIpType`: expected ipv4 or service-defined, with the addresses of the endpoint; others need `ipAddressType: dualstack`",
    ],
    [{ dnsRecordIpType: "a" }, "`dnsRecordIpType`: expected one of ipv4, ipv6, dualstack, service-defined"],
    [
      { ...DYNAMODB, dnsRecordIpType: "service-defined" },
      "`dnsRecordIpType`: expected no `dnsRecordIpType`: AWS chooses the records of dynamodb",
    ],
  ])("fails with %j", (props, expected) => {
    expect(refusalOf(props)).toContain(expected);
  });
});

test("is in the one route table of a new VPC, whose network ACL is open", () => {
  const made = synth((scope) => {
    const zones = { zoneIds: ["use1-az1", "use1-az2"] };
    const vpc = new IsolatedVpc(scope, "vpc", {
      ...{ name: "test", role: "consumer", cidrBlock: "10.0.0.0/16", networkAcl: "open", ...zones },
    });
    new GatewayEndpoint(scope, "endpoint", { ...S3, vpc });
  });
  const [table] = ids(made, "aws_route_table");
  const endpoint = made.resource("aws_vpc_endpoint");
  expect(endpoint.route_table_ids).toEqual([`\${aws_route_table.${table}.id}`]);
  expect(endpoint).not.toHaveProperty("lifecycle");
});

test("finds the route tables of a VPC that exists, once for all endpoints, and fails a plan that finds none", () => {
  const existing = { vpcId: VPC.vpcId, subnetIds: VPC.subnetIds };
  const made = synth((scope) => {
    const vpc = new ExistingVpc(scope, "vpc", existing);
    new GatewayEndpoint(scope, "s3", { ...S3, vpc });
    new GatewayEndpoint(scope, "dynamodb", { ...DYNAMODB, vpc });
  });
  const filters = made.data("aws_route_tables").map(({ filter }) => filter[0].name);
  expect(filters.sort()).toEqual(["association.main", "association.subnet-id", "association.subnet-id"]);
  const [s3, dynamodb] = made.resources("aws_vpc_endpoint");
  expect(s3?.route_table_ids).toMatch(/^\$\{local\.vpc_route-tables_ids_\w+\}$/);
  expect(s3?.route_table_ids).toBe(dynamodb?.route_table_ids);
  expect(s3?.lifecycle.precondition[0].condition).toMatch(/^\$\{\(length\(local\.[\w-]+\) >= 1\)\}$/);
  expect(s3?.lifecycle.precondition[0].error_message).toContain("Name them with `routeTableIds`.");
  const named = { routeTableIds: ["rtb-00000000000000001"] };
  const other = synth((scope) => {
    const vpc = new ExistingVpc(scope, "vpc", existing);
    new GatewayEndpoint(scope, "s3", { ...S3, vpc, ...named });
  });
  expect(other.data("aws_route_tables")).toEqual([]);
});

test("lets security groups out to the service by its prefix list", () => {
  const made = synth((scope) => new GatewayEndpoint(scope, "endpoint", S3).letOut("web", "sg-00000000000000001"));
  const [endpoint] = ids(made, "aws_vpc_endpoint");
  expect(made.text).toHaveResourceWithProperties(VpcSecurityGroupEgressRule, {
    security_group_id: "sg-00000000000000001",
    prefix_list_id: `\${aws_vpc_endpoint.${endpoint}.prefix_list_id}`,
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
  });
});

test("has timeouts and tags where they are asked for", () => {
  const endpoint = endpointWith({ ...S3, timeouts: { create: "20m" }, tags: { Team: "web" } });
  expect(endpoint.resource("aws_vpc_endpoint")).toMatchObject({
    timeouts: { create: "20m" },
    tags: { Name: "prod-web-s3", Team: "web" },
  });
});

test("leaves alone what only Terraform knows", () => {
  const policy = {
    Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: unknownText("aws_s3_bucket.own.arn") },
  };
  expect(endpointWith({ ...S3, buckets: undefined, policy }).text).toContain("${aws_s3_bucket.own.arn}");
  expect(endpointWith({ ...S3, buckets: [unknownText("aws_s3_bucket.own.bucket")] }).text).toContain(
    "arn:aws:s3:::${aws_s3_bucket.own.bucket}/*",
  );
});

test("fails on one without anything that narrows it", () => {
  expect(refusalOf({ buckets: undefined, actions: ["s3:GetObject"] })).toContain(
    "`policy`, or at least one of buckets",
  );
});

test.each<[string, object]>([
  ["every resource", { Resource: "*" }],
  ["every bucket", { Resource: ["arn:aws:s3:::receipts/*", "arn:aws:s3:::*"] }],
  ["all but some resources", { NotResource: "arn:aws:s3:::receipts/*" }],
  ["a condition that binds nobody", { Resource: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }],
  [
    "a condition that may be absent",
    { Resource: "*", Condition: { StringEqualsIfExists: { "aws:ResourceOrgID": "o-a1b2c3d4e5" } } },
  ],
  ["the VPC", { Resource: "*", Condition: { StringEquals: { "aws:SourceVpc": "vpc-0123456789abcdef0" } } }],
])("fails on a policy with a statement for %s", (_, more) => {
  const narrow = { Effect: "Allow", Principal: "*", Action: "*", Resource: "arn:aws:s3:::receipts" };
  const policy = { Statement: [narrow, { Effect: "Allow", Principal: "*", Action: "*", ...more }] };
  expect(refusalOf({ buckets: undefined, policy })).toMatch(/`policy\.Statement\.1`: expected resources by name/);
});

test("a denial of all that is not one's own narrows what is allowed besides", () => {
  const all = { Principal: "*", Action: "*", Resource: "*" };
  const Condition = { StringNotEquals: { "aws:ResourceOrgID": "o-a1b2c3d4e5" } };
  const policy = {
    Statement: [
      { Effect: "Allow", ...all },
      { Effect: "Deny", ...all, Condition },
    ],
  };
  expect(endpointWith({ ...S3, buckets: undefined, policy }).resource("aws_vpc_endpoint").policy).toContain("Deny");
  const open = {
    Statement: [
      { Effect: "Allow", ...all },
      { Effect: "Deny", ...all, Action: "s3:*", Condition },
    ],
  };
  expect(refusalOf({ buckets: undefined, policy: open })).toContain("policy.Statement.0");
});

test("fails on a principal, which AWS takes in conditions only", () => {
  const Principal = { AWS: "arn:aws:iam::222222222222:root" };
  const policy = { Statement: { Effect: "Allow", Principal, Action: "*", Resource: "arn:aws:s3:::receipts/*" } };
  expect(refusalOf({ buckets: undefined, policy })).toContain('`policy.Statement.Principal`: expected Principal: "*"');
});

test.each<[string, Partial<GatewayEndpointProps>, string]>([
  ["no name", { name: "-" }, "`name`"],
  ["another service", { service: "sqs" as "s3" }, "`service`: expected one of s3, dynamodb"],
  ["no region", { region: "moon-1" }, "`region`"],
  ["an unknown region", { region: unknownText("data.aws_region.r.region") }, "`region`"],
  ["an account that is none", { account: "1" }, "`account`"],
  ["a policy beside buckets", { policy: {} }, "`buckets`: expected either `policy` or `buckets`, not both"],
  [
    "tables of S3",
    { tables: ["stock"], account: "222222222222" },
    "`tables`: expected no `tables`: they are of dynamodb",
  ],
  ["no bucket", { buckets: [] }, "`buckets`: expected at least one"],
  ["a bucket by its ARN", { buckets: ["arn:aws:s3:::receipts"] }, "`buckets.0`"],
  ["a bucket with a wildcard", { buckets: ["receipts-*"] }, "`buckets.0`"],
  ["a bucket twice", { buckets: ["receipts", "receipts"] }, "`buckets.1`: expected each once"],
  ["an action of another service", { actions: ["sqs:SendMessage"] }, "`actions.0`"],
  ["an account in words", { principalAccounts: ["own"] }, "`principalAccounts.0`"],
  ["an account of resources in words", { resourceAccounts: ["own"] }, "`resourceAccounts.0`"],
  ["an organization by another id", { principalOrganization: "r-a1b2" }, "`principalOrganization`"],
  ["an organization of resources by another id", { resourceOrganization: "r-a1b2" }, "`resourceOrganization`"],
  ["a route table that is none", { routeTableIds: ["rtb"] }, "`routeTableIds.0`"],
  ["no route table", { routeTableIds: [] }, "`routeTableIds`: expected at least one"],
  ["route tables that nobody knows", { vpc: VPC }, "`routeTableIds`: expected ids of route tables"],
  ["a narrow network ACL", { vpc: { ...PLACED, networkAcl: "vpc" } }, "`vpc.networkAcl`: expected `open`"],
  ["a time in words", { timeouts: { create: "soon" } }, "`timeouts.create`"],
  [
    "too many tags",
    { tags: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, ""])) },
    "`tags`: expected at most 50",
  ],
  [
    "too long a policy",
    { buckets: Array.from({ length: 300 }, (_, index) => `a-bucket-with-a-long-name-of-its-own-${index}`) },
    "at most 20480 characters",
  ],
])("fails on %s", (_, props, expected) => {
  expect(refusalOf(props)).toContain(expected);
});

test.each<[string, Partial<GatewayEndpointProps>, string]>([
  ["a table that is none", { tables: ["a"] }, "`tables.0`: expected the name of a table"],
  ["a stream of a table", { tables: ["arn:aws:dynamodb:eu-west-1:222222222222:table/a/stream/1"] }, "`tables.0`"],
  ["a table elsewhere", { tables: ["arn:aws:dynamodb:us-east-1:222222222222:table/stock"] }, "in the region eu-west-1"],
  ["a table of nobody", { account: undefined }, "`account`: expected the account of tables"],
  ["buckets", { buckets: ["receipts"] }, "`buckets`: expected no `buckets`: they are of s3"],
])("fails on a gateway endpoint to DynamoDB with %s", (_, props, expected) => {
  expect(refusal((scope) => new GatewayEndpoint(scope, "endpoint", { ...DYNAMODB, ...props }))).toContain(expected);
});

test("fails on a group that is let out under no name, or under that of another", () => {
  const letOut = (...keys: string[]) =>
    refusal((scope) => {
      const endpoint = new GatewayEndpoint(scope, "endpoint", S3);
      for (const key of keys) endpoint.letOut(key, "sg-00000000000000001");
    });
  expect(letOut("_")).toContain("`key`");
  expect(letOut("web", "web")).toContain("`key`: expected a name that no other group has");
});

test("fails in a VPC as the stacks make it without gateway endpoints", () => {
  const message = refusal((scope) => new GatewayEndpoint(scope, "endpoint", { ...S3, vpc: isolatedVpc(scope) }));
  expect(message).toContain("`vpc.networkAcl`");
});
