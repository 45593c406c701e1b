import { join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { synthesizeFolder } from "../support/stacks";
import { ids } from "../support/synth";

const FOLDER = join(PACKAGE_ROOT, "examples/hub");
const stacks = synthesizeFolder(FOLDER);
const stack = (name: string) => stacks.stack(`platform-${name}`);

test("services come first, then the hub's VPCs, consumers, acceptance, names of the hub, and the consumers' own", () => {
  const at = (name: string) => stacks.order.indexOf(`platform-${name}`);
  expect(stacks.order).toHaveLength(14);
  const order = [
    "service-orders",
    "domain-orders",
    "hub-central-first",
    "consumer-web",
    "acceptance-orders",
    "profile-central",
    "dns-web",
  ];
  expect(order.map(at)).toEqual(order.map(at).sort((a, b) => a - b));
});

test("an endpoint is in one VPC of the hub, and lets in the clients' ranges", () => {
  expect(ids(stack("hub-central-first"), "aws_vpc_endpoint")).toEqual([expect.stringMatching(/^endpoint-orders_/)]);
  expect(ids(stack("hub-central-second"), "aws_vpc_endpoint")).toEqual([expect.stringMatching(/^endpoint-search_/)]);
  expect(stack("hub-central-first").resource("aws_vpc_security_group_ingress_rule").cidr_ipv4).toBe("10.0.0.0/8");
  expect(stack("hub-central-first").json.output.privatelink_stack_role.value).toBe("hub");
});

test("a consumer with a path to a hub claims no isolation, and one without does", () => {
  const role = (name: string) => stack(name).json.output.privatelink_stack_role.value;
  expect([role("consumer-web"), role("consumer-reports"), role("consumer-vault")]).toEqual(["hub", "hub", "consumer"]);
});

test("the service lets the hub's account connect, and accepts its endpoint", () => {
  expect(stack("service-orders").resource("aws_vpc_endpoint_service").allowed_principals).toEqual([
    "arn:aws:iam::333333333333:root",
  ]);
  expect(ids(stack("acceptance-orders"), "aws_vpc_endpoint_connection_accepter")).toEqual([
    expect.stringMatching(/^connections_hub-central-first_orders_/),
  ]);
});

test("the Profile has private DNS and zones of all VPCs of the hub, and is shared with the consumers' accounts", () => {
  const profile = stack("profile-central");
  const names = profile.resources("aws_route53profiles_resource_association").map(({ name }) => name);
  expect(names).toEqual(["platform-central-endpoint-orders", "platform-central-zone-search"]);
  expect(profile.resources("aws_ram_principal_association").map(({ principal }) => principal)).toEqual([
    "222222222222",
    "444444444444",
    "777777777777",
  ]);
});

test("consumers of the hub are associated with it, and check its names by its ranges", () => {
  expect(stack("dns-web").types).toEqual(["aws_route53profiles_association"]);
  const web = stack("consumer-web");
  expect(web.types).not.toContain("aws_vpc_endpoint");
  const lambda = JSON.stringify(web.resource("aws_lambda_function"));
  for (const host of ["orders.example.com", "search.internal.example.com"])
    expect(lambda).toContain(`"host\\" = \\"${host}\\"`);
  expect(web.resources("aws_vpc_security_group_egress_rule").map(({ cidr_ipv4 }) => cidr_ipv4)).toEqual([
    expect.stringContaining("platform-hub-central-first.outputs.vpc_cidr_block"),
    expect.stringContaining("platform-hub-central-second.outputs.vpc_cidr_block"),
  ]);
});

test("a consumer in an isolated VPC has endpoints of its own, by the same declarations", () => {
  const kinds = stack("consumer-vault")
    .resources("aws_vpc_endpoint")
    .map(({ vpc_endpoint_type }) => vpc_endpoint_type);
  expect(kinds.sort()).toEqual(["Gateway", "Gateway", "Interface", "Resource"]);
  expect(stack("dns-vault").types).not.toContain("aws_route53profiles_association");
});

test("a consumer that is built alone comes with its hub", () => {
  const alone = synthesizeFolder(FOLDER, { consumers: ["web"] });
  expect(alone.order).toContain("platform-profile-central");
  expect(alone.order).not.toContain("platform-consumer-vault");
  for (const name of alone.order)
    expect(alone.files[`stacks/${name}/cdk.tf.json`]).toBe(stacks.files[`stacks/${name}/cdk.tf.json`]);
});
