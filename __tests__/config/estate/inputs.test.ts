import { edit, folderOf } from "../../support/environments";
import { changedPlans, plansOf } from "../../support/plans";
import { FILES } from "./files";

const before = plansOf(folderOf(FILES));
const ALL = before.map(({ name }) => name).sort();

const of = (...kinds: string[]) => ALL.filter((name) => kinds.includes(name.split("-")[1] ?? ""));

/** A change of a file: what it is, the part that is replaced, by what, and the stacks whose inputs change. */
type Change = readonly [name: string, part: string, by: string, changed: readonly string[]];

/** The same of the file of a consumer, whose name is second. */
type ConsumerChange = readonly [name: string, consumer: string, part: string, by: string, changed: readonly string[]];

/** Stacks whose inputs change with a change of a file. */
function changedBy(file: string, part: string, by: string): string[] {
  return changedPlans(before, plansOf(folderOf({ ...FILES, [file]: edit(FILES[file] ?? "", part, by) })));
}

test("there is a stack of each kind", () => {
  expect([...new Set(before.map(({ kind }) => kind))].sort()).toEqual(
    ["account", "service", "domain", "resource", "appliance", "consumer", "acceptance", "profile", "dns"].sort(),
  );
});

const ORDERS = ["dev-service-orders", "dev-domain-orders"];
/** Stacks with endpoints of service orders. */
const TO_ORDERS = ["dev-consumer-web", "dev-hub-central-first"];

describe("environment.yaml:", () => {
  test.each<Change>([
    ["a tag of the environment", "Owner: platform", "Owner: network", ALL],
    ["the backend", "{ type: local }", "{ type: s3, bucket: states-of-dev, region: us-east-1 }", ALL],
    ["protection", "protect: false", "protect: true", of("service", "appliance")],
    ["a quota of an account", "rulesPerSecurityGroup: 80", "rulesPerSecurityGroup: 90", ["dev-service-orders"]],
    ["a quota that no stack has to know", "vpcsPerRegion: 20", "vpcsPerRegion: 30", []],
    ["Block Public Access", "mode: block-ingress", "mode: block-bidirectional", of("account")],
    ["overlap of ranges", "protect: false", "protect: false\ncidrOverlap: allow", []],
    ["the role of a service", "role: deploy", "role: deploy2", [...ORDERS, "dev-acceptance-orders"]],
    ["the description of a service", "description: Orders", "description: All orders", ["dev-service-orders"]],
    ["the target port of a listener", "targetPort: 8080", "targetPort: 8081", ["dev-service-orders"]],
    // The consumer behind the hub checks the connection, too.
    ["the port of a listener", "port: 80,", "port: 81,", ["dev-service-orders", ...TO_ORDERS, "dev-consumer-spoke"]],
    [
      "the path of a health check",
      "path: /health",
      "path: /healthy",
      ["dev-service-orders", ...TO_ORDERS, "dev-consumer-spoke"],
    ],
    // Its consumer says which ports it connects to.
    [
      "the port of a listener that nobody's endpoint takes",
      "admin: { port: 5433 }",
      "admin: { port: 5434 }",
      ["dev-service-ledger"],
    ],
    [
      "the zones of a service",
      "cidr: 10.10.0.0/20, zones: [use1-az1, use1-az2]",
      "cidr: 10.10.0.0/20, zones: [use1-az1, use1-az2, use1-az3]",
      ["dev-service-orders", ...TO_ORDERS],
    ],
    ["the range of a service's VPC", "10.10.0.0/20", "10.11.0.0/20", ["dev-service-orders"]],
    [
      "the private DNS name of a service",
      "orders.example.com",
      "orders2.example.com",
      [...ORDERS, ...TO_ORDERS, "dev-consumer-spoke"],
    ],
    ["the hosted zone of a service's domain", "Z0123456789ABCDEFGHIJ", "Z0123456789ABCDEFGHIK", ["dev-domain-orders"]],
    [
      "the account of a service that is accepted by hand",
      "111111111112",
      "111111111119",
      ["dev-service-ledger", "dev-domain-ledger", "dev-dns-api"],
    ],
    [
      "the owner of a VPC",
      "{ id: vpc-0123456789abcdef9,",
      '{ id: vpc-0123456789abcdef9, ownerAccount: "111111111118",',
      [],
    ],
    ["a tag of a service", "Team: ledger", "Team: books", ["dev-service-ledger", "dev-domain-ledger"]],
    ["the port of a resource", "ports: [443]", "ports: [444]", ["dev-resource-search", "dev-consumer-api"]],
    ["the name of a resource", "dnsName: search.", "dnsName: find.", ["dev-resource-search"]],
    ["the account of a resource", "111111111113", "111111111119", ["dev-resource-search"]],
    ["an appliance", "[10.13.0.10]", "[10.13.0.11]", ["dev-appliance-inspection"]],
    [
      "the account of appliances",
      "111111111114",
      "111111111119",
      ["dev-appliance-inspection", "dev-acceptance-inspection"],
    ],
    ["the clients of a hub", "[10.0.0.0/8]", "[10.0.0.0/9]", ["dev-hub-central-first"]],
    [
      "the account of a hub",
      "333333333333",
      "333333333334",
      ["dev-hub-central-first", "dev-profile-central", "dev-service-orders"],
    ],
    [
      "a further name of a shared connection",
      "service: orders, privateDns: true }",
      "service: orders, privateDns: true, hostedZone: { name: orders.internal } }",
      ["dev-profile-central", "dev-consumer-spoke", "dev-hub-central-first"],
    ],
  ])("%s", (_, part, by, changed) => {
    expect(changedBy("dev/environment.yaml", part, by)).toEqual([...changed].sort());
  });
});

describe("files of consumers:", () => {
  test.each<ConsumerChange>([
    ["a tag", "web", "Team: web", "Team: shop", ["dev-consumer-web", "dev-dns-web"]],
    ["the range of the VPC", "web", "10.20.0.0/20", "10.28.0.0/20", ["dev-consumer-web"]],
    ["the account", "web", "222222222221", "222222222220", ["dev-consumer-web", "dev-dns-web", "dev-service-orders"]],
    [
      "who may connect",
      "web",
      'account: "222222222221"\n',
      'account: "222222222221"\nprincipal: arn:aws:iam::222222222221:role/web\n',
      ["dev-service-orders"],
    ],
    [
      "the name of a connection",
      "web",
      "  orders: { service",
      "  shop: { service",
      ["dev-acceptance-orders", "dev-consumer-web", "dev-dns-web"],
    ],
    ["a port", "api", "ports: [5432]", "ports: [5432, 5433]", ["dev-consumer-api"]],
    ["no private DNS", "api", "ports: [5432], privateDns: true", "ports: [5432]", ["dev-consumer-api", "dev-dns-api"]],
    ["zonal names", "web", "privateDns: true }", "privateDns: true, zonalNames: true }", ["dev-dns-web"]],
    ["one resource less", "api", "  search: { resource: search }\n", "", ["dev-consumer-api", "dev-resource-search"]],
    ["a comment", "spoke", "hubPath:", "# Its path.\nhubPath:", []],
    [
      "the account of a consumer behind a hub",
      "spoke",
      "222222222223",
      "222222222229",
      ["dev-consumer-spoke", "dev-dns-spoke", "dev-profile-central"],
    ],
    [
      "the endpoint of an external consumer",
      "globex",
      "vpce-0123456789abcdef0",
      "vpce-0123456789abcdef1",
      ["dev-acceptance-orders"],
    ],
    ["whom to talk to", "globex", "Globex <it@", "Globex <net@", []],
    [
      "the account of an external consumer",
      "globex",
      "888888888888",
      "888888888887",
      ["dev-resource-search", "dev-service-orders"],
    ],
    [
      "the endpoint to appliances",
      "firewall",
      "{ appliance: inspection }",
      "{ appliance: inspection, endpointId: vpce-0123456789abcdef9 }",
      ["dev-acceptance-inspection"],
    ],
  ])("%s of %s", (_, consumer, part, by, changed) => {
    expect(changedBy(`dev/consumers/${consumer}.yaml`, part, by)).toEqual([...changed].sort());
  });

  test("a further consumer changes the service and its acceptance, and no other consumer", () => {
    const web = FILES["dev/consumers/web.yaml"] ?? "";
    const further = edit(edit(web, "222222222221", "222222222225"), "10.20.0.0", "10.25.0.0");
    const after = plansOf(folderOf({ ...FILES, "dev/consumers/further.yaml": further }));
    expect(changedPlans(before, after)).toEqual(
      ["dev-acceptance-orders", "dev-consumer-further", "dev-dns-further", "dev-service-orders"].sort(),
    );
  });
});

describe("cards:", () => {
  test.each<Change>([
    ["the port of a listener", '"port": 443', '"port": 8443', ["dev-consumer-buyer"]],
    ["the name of the service", "svc-0123456789abcdef0", "svc-0123456789abcdef1", ["dev-consumer-buyer"]],
    ["whom to talk to", "Billing <billing@", "Billing <it@", ["dev-dns-buyer"]],
    ["the documentation", "/billing", "/all", []],
    ["the private DNS name", "billing.example.com", "bills.example.com", ["dev-consumer-buyer"]],
    ["who accepts", '"manual"', '"registered"', []],
    ["that nobody need accept", '"manual"', '"automatic"', ["dev-consumer-buyer", "dev-dns-buyer"]],
  ])("%s", (_, part, by, changed) => {
    expect(changedBy("dev/cards/billing.json", part, by)).toEqual([...changed].sort());
  });
});
