import { keyPlaces } from "../../config/origin-keys";
import { renderCard, serviceCard } from "../../modules/card";
import { CARD } from "../support/card";
import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";

const named = (acceptance: string) =>
  edit(
    ENVIRONMENT,
    "    targets:\n",
    `    acceptance: ${acceptance}\n    privateDns: { name: orders.example.com, verify: true }\n    targets:\n`,
  );
const orders = (keys: string) => edit(CONSUMER, "    service: orders\n", `    service: orders\n${keys}`);

const synthesized = (environment: string, consumer: string) =>
  synthesizeFiles({ "dev/environment.yaml": environment, "dev/consumers/web.yaml": consumer });

describe("private DNS of a service whose connections are accepted in the environment", () => {
  const stacks = synthesized(named("registered"), orders("    privateDns: true\n"));
  const dns = stacks.stack("dev-dns-web");

  test("is switched on by a stack behind the acceptance", () => {
    expect(stacks.order).toEqual([
      "dev-service-orders",
      "dev-domain-orders",
      "dev-consumer-web",
      "dev-acceptance-orders",
      "dev-dns-web",
    ]);
    expect(dns.types).toEqual(["aws_vpc_endpoint_private_dns"]);
    expect(dns.resource("aws_vpc_endpoint_private_dns").lifecycle.precondition[0].error_message).toContain(
      "Deploy dev-acceptance-orders first.",
    );
    expect(dns.json.output.privatelink_stack_role.value).toBe("dns");
    expect(dns.json.provider.aws[0].allowed_account_ids).toEqual(["222222222222"]);
  });

  test("is left alone by the endpoint, and checked by the client", () => {
    const consumer = stacks.stack("dev-consumer-web");
    expect(consumer.resource("aws_vpc_endpoint").lifecycle.ignore_changes).toEqual(["private_dns_enabled"]);
    expect(JSON.stringify(consumer.resource("aws_lambda_function"))).toContain('"host\\" = \\"orders.example.com\\"');
  });
});

test("private DNS of a service that accepts by itself is on from the start, in the consumer's own stack", () => {
  const stacks = synthesized(named("automatic"), orders("    privateDns: true\n"));
  expect(stacks.order).not.toContain("dev-dns-web");
  expect(stacks.stack("dev-consumer-web").resource("aws_vpc_endpoint").private_dns_enabled).toBe(true);
});

test("private DNS waits where a person accepts, and the plan says who does what", () => {
  const dns = synthesized(named("manual"), orders("    privateDns: true\n")).stack("dev-dns-web");
  expect(dns.resource("aws_vpc_endpoint_private_dns").count).toMatch(/state == "available" \? 1 : 0}$/);
  expect(JSON.stringify(dns.json.check)).toContain(
    "As account 111111111111, accept it (aws ec2 accept-vpc-endpoint-connections, with the output service_id of dev-service-orders), then apply this stack again.",
  );
  expect(dns.json.output.waiting_for_acceptance.value).toMatch(/^\$\{compact\(\[local\..* \? "" : "orders"]\)}$/);
});

test("private DNS of somebody else's service waits for whom its card names", () => {
  const dns = synthesizeFiles({
    "dev/environment.yaml": ENVIRONMENT,
    "dev/cards/ledger.json": renderCard(serviceCard(CARD)),
    "dev/consumers/web.yaml": edit(CONSUMER, "    service: orders\n", "    card: ledger\n    privateDns: true\n"),
  }).stack("dev-dns-web");
  expect(JSON.stringify(dns.json.check)).toContain(
    "Ask Orders team <orders@example.com> to accept it, then apply this stack again.",
  );
});

describe("a VPC that exists", () => {
  const existing = (keys: string) =>
    edit(
      orders(keys),
      "  cidr: 10.20.0.0/20\n  zones: [use1-az1, use1-az2]\n",
      "  id: vpc-0123456789abcdef0\n  subnets: { use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1 }\n",
    );

  test("must resolve private names where an endpoint in it has some", () => {
    const count = (text: string) => text.split("must have both DNS support and DNS hostnames").length - 1;
    const atOnce = synthesized(named("automatic"), existing("    privateDns: true\n"));
    expect(count(atOnce.stack("dev-consumer-web").text)).toBe(1);
    const later = synthesized(named("registered"), existing("    privateDns: true\n"));
    expect(count(later.stack("dev-consumer-web").text)).toBe(0);
    expect(count(later.stack("dev-dns-web").text)).toBe(1);
  });

  test("may share a zone with VPCs of other accounts, with a provider for each", () => {
    const zone = `    hostedZone:
      name: orders.corp.internal
      id: Z0123456789ABCDEFGHIJ
      account: "333333333333"
      role: dns
      associate: true
      vpcs:
        vpc-0123456789abcdef1: { account: "444444444444", role: dns }
        vpc-0123456789abcdef2: { account: "333333333333" }
`;
    const dns = synthesized(ENVIRONMENT, existing(zone)).stack("dev-dns-web");
    const [own, zones, vpcs] = dns.json.provider.aws;
    const [ofZone, ofVpc] = [`aws.${zones.alias}`, `aws.${vpcs.alias}`];
    expect([own, zones, vpcs].map(({ allowed_account_ids: [account] }) => account)).toEqual([
      "222222222222",
      "333333333333",
      "444444444444",
    ]);
    const associations = dns
      .resources("aws_route53_zone_association")
      .map(({ vpc_id, provider }) => [vpc_id, provider]);
    expect(associations).toEqual([
      [expect.stringContaining("vpc_id"), "aws"],
      ["vpc-0123456789abcdef1", ofVpc],
      ["vpc-0123456789abcdef2", ofZone],
    ]);
    const authorized = dns.resources("aws_route53_vpc_association_authorization");
    expect(authorized.map(({ provider }) => provider)).toEqual([ofZone, ofZone]);
    expect(dns.resource("aws_route53_record").provider).toBe(ofZone);
  });
});

test("zones and zonal names alone need no private DNS, and tell their outputs", () => {
  const dns = synthesized(
    ENVIRONMENT,
    orders("    zonalNames: true\n    hostedZone: { name: orders.internal, zonal: true, wildcard: true }\n"),
  ).stack("dev-dns-web");
  expect(dns.types).toEqual(["aws_route53_record", "aws_route53_zone"]);
  expect(Object.keys(dns.json.output).sort()).toEqual(["hosted_zone_ids", "privatelink_stack_role", "zonal_dns_names"]);
  expect(dns.resources("aws_route53_record").map(({ name }) => name)).toEqual([
    "orders.internal",
    "*.orders.internal",
    "${each.key}.orders.internal",
    "*.${each.key}.orders.internal",
  ]);
});

describe("several names of an endpoint", () => {
  const NAMES = {
    brokers: "brokers: { name: kafka.internal, wildcard: true }",
    admin: "admin: { name: admin.internal }",
  };
  const withNames = (...names: string[]) =>
    synthesized(
      ENVIRONMENT,
      orders(`    hostedZone: { name: orders.internal }\n    hostedZones: { ${names.join(", ")} }\n`),
    );
  const both = withNames(NAMES.brokers, NAMES.admin);
  const dns = both.stack("dev-dns-web");

  test("have a zone each, and are told by connection and name", () => {
    expect(dns.resources("aws_route53_zone").map(({ name }) => name)).toEqual([
      "admin.internal",
      "kafka.internal",
      "orders.internal",
    ]);
    expect(Object.keys(dns.json.output.hosted_zone_ids.value)).toEqual(["orders", "orders/admin", "orders/brokers"]);
  });

  test("are checked by the client", () => {
    const client = JSON.stringify(both.stack("dev-consumer-web").resource("aws_lambda_function"));
    for (const name of ["orders.internal", "admin.internal", "kafka.internal"]) expect(client).toContain(name);
  });

  test("keep their addresses in another order, and when one is added", () => {
    expect(withNames(NAMES.admin, NAMES.brokers).files).toEqual(both.files);
    expect(dns.json.resource.aws_route53_zone).toMatchObject(
      withNames(NAMES.brokers).stack("dev-dns-web").json.resource.aws_route53_zone,
    );
  });

  test("come from their own keys", () => {
    const stack = JSON.parse(both.files["stacks/dev-dns-web/origins.json"] ?? "");
    for (const [construct, path] of [
      ["hosted-zone-orders/record-A", ["hostedZone"]],
      ["hosted-zone-orders_record-A", ["hostedZone"]],
      ["hosted-zone-orders_zone", ["hostedZone"]],
      ["hosted-zone-orders_admin", ["hostedZones", "admin"]],
      ["hosted-zone-orders_admin/record-A", ["hostedZones", "admin"]],
      ["hosted-zone-orders_admin_zone", ["hostedZones", "admin"]],
    ] as const)
      expect([construct, keyPlaces(stack, construct)[0]?.path]).toEqual([
        construct,
        ["connections", "orders", ...path],
      ]);
  });
});

test("a stack of names can be destroyed after its endpoint: AWS is not asked for one that is gone", () => {
  const dns = synthesized(ENVIRONMENT, orders("    hostedZone: { name: orders.internal }\n")).stack("dev-dns-web");
  const [endpoint] = dns.data("aws_vpc_endpoint");
  expect(endpoint?.count).toMatch(/^\$\{try\(data\..*endpoint_ids\.orders, "(vpce-0+)"\) != "\1" \? 1 : 0}$/);
  expect(dns.resource("aws_route53_record").alias.name).toMatch(
    /^\$\{try\(coalesce\(local\.endpoint-orders_found_\w+\.dns_entry\[0\]\.dns_name\), "not-deployed\.invalid"\)}$/,
  );
});
