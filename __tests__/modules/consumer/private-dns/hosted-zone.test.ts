import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { EndpointHostedZone, type EndpointHostedZoneProps, EndpointNames } from "../../../../modules/consumer";
import { ids, refusal, synth } from "../../../support/synth";

type Props = Omit<EndpointHostedZoneProps, "endpoint">;

const VPC = "vpc-0123456789abcdef0";
const FAR = "vpc-0123456789abcdef1";
const NAME = "orders.internal.example.com";

function build(scope: Construct, props: Partial<Props>): EndpointHostedZone {
  const endpoint = new EndpointNames(scope, "endpoint", { endpointId: "vpce-0123456789abcdef0" });
  const { zone } = props;
  return new EndpointHostedZone(scope, "zone", { endpoint, name: NAME, ...(zone ? {} : { vpcId: VPC }), ...props });
}

const made = (props: Partial<Props> = {}) => synth((scope) => build(scope, props));
const types = (text: ReturnType<typeof made>) =>
  text.resources("aws_route53_record").map(({ type, name }) => `${type} ${name}`);

test("makes a private zone of the name, whose record follows the endpoint", () => {
  const zone = made();
  expect(zone.resource("aws_route53_zone")).toMatchObject({
    name: NAME,
    vpc: [{ vpc_id: VPC }],
    lifecycle: { ignore_changes: ["vpc"] },
  });
  expect(zone.resource("aws_route53_record")).toMatchObject({
    name: NAME,
    type: "A",
    alias: {
      name: expect.stringMatching(/data\.aws_vpc_endpoint\.[\w-]+\.dns_entry\[0]\.dns_name\)/),
      zone_id: expect.stringMatching(/\.dns_entry\[0]\.hosted_zone_id\)/),
    },
  });
});

test("fails at the plan where the endpoint has no names", () => {
  const [postcondition] = made().data("aws_vpc_endpoint")[0]?.lifecycle.postcondition ?? [];
  expect(postcondition.condition).toContain("self.dns_entry[0].dns_name");
  expect(postcondition.condition).toContain("self.dns_entry[0].hosted_zone_id");
  expect(postcondition.error_message).toContain("no DNS names");
});

test("gives IPv6, the names below, and each zone of the endpoint records where asked", () => {
  const zone = made({ addressTypes: ["ipv4", "ipv6"], wildcard: true, zonal: true });
  expect(types(zone).sort()).toEqual([
    "A ${each.key}.orders.internal.example.com",
    "A *.${each.key}.orders.internal.example.com",
    `A *.${NAME}`,
    `A ${NAME}`,
    "AAAA ${each.key}.orders.internal.example.com",
    "AAAA *.${each.key}.orders.internal.example.com",
    `AAAA *.${NAME}`,
    `AAAA ${NAME}`,
  ]);
  const zonal = zone.resources("aws_route53_record").filter(({ for_each }) => for_each !== undefined);
  expect(zonal).toHaveLength(4);
  for (const { alias } of zonal)
    expect(alias).toMatchObject({ name: "${each.value.dns_name}", zone_id: "${each.value.hosted_zone_id}" });
});

test("gives the zones' names nothing below them where no wildcard was asked for", () => {
  expect(types(made({ zonal: true }))).toEqual([`A ${NAME}`, "A ${each.key}.orders.internal.example.com"]);
});

test("has only the records that are asked for, each at an address of its name", () => {
  const records = ["ocsp.account", "*.app", "@"];
  const zone = made({ records, addressTypes: ["ipv4", "ipv6"] });
  const names = [`*.app.${NAME}`, NAME, `ocsp.account.${NAME}`];
  expect(types(zone).sort()).toEqual(["A", "AAAA"].flatMap((type) => names.map((name) => `${type} ${name}`)).sort());
  expect(zone.resource("aws_route53_zone").name).toBe(NAME);
  const reordered = made({ records: [...records].reverse(), addressTypes: ["ipv4", "ipv6"] });
  expect(reordered.json).toEqual(zone.json);
  expect(ids(zone, "aws_route53_record")).toEqual(expect.arrayContaining(ids(made(), "aws_route53_record")));
});

test.each<[string, Partial<Props>, string]>([
  ["without a record", { records: [] }, "`records`: expected at least one name; got []"],
  ["on a record twice", { records: ["a", "a"] }, '`records.1`: expected each name once; got "a"'],
  [
    "on a whole name",
    { records: [`app.${NAME}`] },
    `\`records.0\`: expected a name relative to ${NAME}: \`app\`; got "app.${NAME}"`,
  ],
  [
    "on what is no name",
    { records: ["App"] },
    `\`records.0\`: expected a name relative to ${NAME}, such as \`app\`, \`*.app\`, or \`@\` for ${NAME} itself; got "App"`,
  ],
  [
    "on a wildcard beside records",
    { records: ["a"], wildcard: true },
    "`wildcard`: expected false beside `records`, which are all names in the zone; got true",
  ],
  [
    "on names of zones beside records",
    { records: ["a"], zonal: true },
    "`zonal`: expected false beside `records`, which are all names in the zone; got true",
  ],
])("fails %s", (_, props, message) => {
  expect(refusal((scope) => build(scope, props))).toContain(message);
});

test("associates VPCs, those of other accounts when they are authorized", () => {
  const zone = synth((scope) => {
    const provider = new AwsProvider(scope, "other", { alias: "other", region: "us-east-1" });
    build(scope, { vpcs: { far: { vpcId: FAR, region: "eu-west-1", provider }, near: { vpcId: VPC } } });
  });
  const authorization = zone.resource("aws_route53_vpc_association_authorization");
  expect(authorization).toMatchObject({ vpc_id: FAR, vpc_region: "eu-west-1" });
  expect(authorization.provider).toBeUndefined();
  const [far, near] = zone.resources("aws_route53_zone_association");
  expect(far).toMatchObject({
    vpc_id: FAR,
    provider: "aws.other",
    depends_on: [
      `aws_route53_vpc_association_authorization.${ids(zone, "aws_route53_vpc_association_authorization")[0]}`,
    ],
  });
  expect(near?.provider).toBeUndefined();
});

test("takes a zone that exists, which must be private and have the name in it", () => {
  const zone = made({ zone: { id: "Z0123456789ABCDEFGHIJ" } });
  expect(zone.resources("aws_route53_zone")).toEqual([]);
  expect(zone.data("aws_route53_zone")[0]?.lifecycle.postcondition).toEqual([
    {
      condition: "${self.private_zone != false}",
      error_message: `Hosted zone Z0123456789ABCDEFGHIJ is a public one: ${NAME} would tell everybody the address of an endpoint. Name a private zone.`,
    },
    {
      condition: `\${endswith(".${NAME}", ".\${trimsuffix(self.name, ".")}")}`,
      error_message: `Hosted zone Z0123456789ABCDEFGHIJ is that of \${self.name}, which ${NAME} is not in. Name the zone of a domain that it is in.`,
    },
  ]);
});

test("fails on all that is wrong at once", () => {
  const zone = { id: "example.com" };
  expect(
    refusal((scope) =>
      build(scope, { name: "*.example.com", zone, vpcId: VPC, vpcs: { a: { vpcId: "a" } }, addressTypes: [] }),
    ),
  ).toBe(
    `Invalid properties of EndpointHostedZone at stack/zone:
  - \`name\`: expected a DNS name without a wildcard: \`wildcard\` gives the names below it the same; got "*.example.com"
  - \`zone\`: expected either \`zone\` (one that exists) or \`vpcId\` (of a new one); got {"id":"example.com"}
  - \`zone.id\`: expected the id of a hosted zone, such as Z0123456789ABCDEFGHIJ; got "example.com"
  - \`vpcs.a.vpcId\`: expected the id of a VPC, such as vpc-0123456789abcdef0; got "a"
  - \`addressTypes\`: expected at least one of ipv4 and ipv6; got []`,
  );
});
