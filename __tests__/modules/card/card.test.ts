import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { renderCard, type ServiceCardFields, serviceCard } from "../../../modules/card";
import { serviceCardSchema } from "../../../modules/card/schema";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { CARD } from "../../support/card";
import { thrown, unknownText } from "../../support/synth";

const published = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(PACKAGE_ROOT, "schemas/service-card.schema.json"), "utf8")),
);

/** Paths that the zod schema refuses in a document. */
function refused(document: unknown): string[] {
  return (serviceCardSchema.safeParse(document).error?.issues ?? []).map(({ path }) => path.join("."));
}

describe("a card", () => {
  const card = serviceCard(CARD);

  test("says what it is, and all that it was made from", () => {
    expect(card).toEqual({ format: "privatelink-service-card", version: 1, type: "Interface", ...CARD });
  });

  test("is accepted by the published JSON Schema, with its name and without", () => {
    for (const document of [card, { ...card, serviceName: null }]) {
      published(JSON.parse(renderCard({ ...document })));
      expect(published.errors).toBeNull();
      expect(refused(document)).toEqual([]);
    }
  });

  test("is the same text in whatever order it was made", () => {
    const reversed = Object.fromEntries(Object.entries(CARD).reverse()) as ServiceCardFields;
    const other = serviceCard({
      ...reversed,
      zoneIds: [...CARD.zoneIds, ...CARD.zoneIds].reverse(),
      supportedRegions: [...CARD.supportedRegions].reverse(),
      addressTypes: [...CARD.addressTypes].reverse(),
      listeners: Object.fromEntries(Object.entries(CARD.listeners).reverse()),
    });
    expect(renderCard(other)).toBe(renderCard(card));
  });

  test("leaves out what the service has not", () => {
    const { description, documentation, contact, privateDnsName, ...needed } = CARD;
    const text = renderCard(serviceCard(needed));
    for (const key of ["description", "documentation", "contact", "privateDnsName"]) expect(text).not.toContain(key);
    published(JSON.parse(text));
    expect(published.errors).toBeNull();
  });

  test("has the name that only Terraform knows in its place", () => {
    const name = unknownText("var.name");
    expect(renderCard({ ...card, serviceName: null }, name)).toBe(
      renderCard(card).replace(CARD.serviceName ?? "", name),
    );
  });

  test("of a later writer, with keys that are not known, is read", () => {
    const listeners = { http: { port: 80, protocol: "TCP", later: 1 } };
    const document = { ...card, later: { than: "this" }, listeners };
    published(document);
    expect(published.errors).toBeNull();
    expect(serviceCardSchema.parse(document)).toEqual({ ...card, listeners: { http: { port: 80, protocol: "TCP" } } });
  });
});

const listener = (more: object) => ({ listeners: { http: { port: 80, protocol: "TCP", ...more } } });

test.each<[string, object, string]>([
  ["another format", { format: "card" }, "format"],
  ["another version", { version: 2 }, "version"],
  ["another type of endpoint", { type: "Gateway" }, "type"],
  ["no environment", { environment: "" }, "environment"],
  ["a contact of 257 characters", { contact: "x".repeat(257) }, "contact"],
  ["a link that is none", { documentation: "http://x.example" }, "documentation"],
  ["no word about its name", { serviceName: undefined }, "serviceName"],
  ["the name of a service of AWS", { serviceName: "com.amazonaws.us-east-1.s3" }, "serviceName"],
  ["an account that is none", { account: "1" }, "account"],
  ["an account that is a number", { account: 111111111111 }, "account"],
  ["a region that is none", { region: "mars", serviceName: null }, "region"],
  ["no supported region", { supportedRegions: [] }, "supportedRegions"],
  ["no zone", { zoneIds: [] }, "zoneIds"],
  ["a zone by name", { zoneIds: ["us-east-1a"] }, "zoneIds.0"],
  ["no listener", { listeners: {} }, "listeners"],
  ["a port that is none", listener({ port: 0 }), "listeners.http.port"],
  ["a protocol that is none", listener({ protocol: "ICMP" }), "listeners.http.protocol"],
  ["a path that is none", listener({ httpPath: "health" }), "listeners.http.httpPath"],
  ["a path that is too long", listener({ httpPath: `/${"x".repeat(1024)}` }), "listeners.http.httpPath"],
  ["no type of address", { addressTypes: [] }, "addressTypes"],
  ["a type of address that is none", { addressTypes: ["ipx"] }, "addressTypes.0"],
  ["a DNS name with capitals", { privateDnsName: "Orders.example.com" }, "privateDnsName"],
  ["another acceptance", { acceptance: "never" }, "acceptance"],
  ["a policy that may be", { endpointPolicy: "perhaps" }, "endpointPolicy"],
])("fails on %s, by the published JSON Schema as well where that can tell", (name, change, path) => {
  const document = JSON.parse(JSON.stringify({ ...serviceCard(CARD), ...change }));
  expect(refused(document)).toContain(path);
  if (name !== "no listener") expect(published(document)).toBe(false);
});

test.each<[string, Partial<ServiceCardFields>, string]>([
  [
    "a name of another region",
    { serviceName: "com.amazonaws.vpce.us-east-2.vpce-svc-0123456789abcdef0" },
    "`serviceName`: the name of a service in its region, us-east-1",
  ],
  [
    "a name of another partition",
    { serviceName: "cn.com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0" },
    "`serviceName`: a name that begins with com.amazonaws, as in us-east-1",
  ],
  [
    "supported regions without its own",
    { supportedRegions: ["eu-west-1"] },
    "`supportedRegions`: the service's own region among them, us-east-1",
  ],
  ["a zone of another region", { zoneIds: ["use2-az1"] }, "`zoneIds.0`: a zone of the service's region, us-east-1"],
  ["a zone that no region has", { zoneIds: ["use1-az99"] }, "`zoneIds.0`: a zone of the service's region"],
  [
    "a port twice",
    { listeners: { a: { port: 80, protocol: "TCP" }, b: { port: 80, protocol: "UDP" } } },
    "`listeners.b.port`: each port once",
  ],
  [
    "a path behind TLS",
    { listeners: { a: { port: 443, protocol: "TLS", httpPath: "/" } } },
    "`listeners.a.httpPath`: no path over plain HTTP with protocol TLS",
  ],
  ...["two\nlines", "${var.x}", "%{ if x }", "{{ssm:x}}", "\u2028"].map((contact): [string, object, string] => [
    `a contact ${JSON.stringify(contact)}`,
    { contact },
    "`contact`: one line of text without ${, %{ and {{",
  ]),
])("fails on %s", (_, change, message) => {
  const error = thrown(() => serviceCard({ ...CARD, ...change }));
  expect(error.name).toBe("UserError");
  expect(error.message).toContain("Invalid card of service orders:");
  expect(error.message).toContain(message);
});

test("fails on a zone twice in a card of somebody else", () => {
  expect(refused({ ...serviceCard(CARD), zoneIds: ["use1-az1", "use1-az1"] })).toEqual(["zoneIds.1"]);
});

test("fails with all problems at once", () => {
  const change = { contact: "", account: "1", listeners: {}, addressTypes: [], zoneIds: ["use2-az1"] };
  expect(thrown(() => serviceCard({ ...CARD, ...change })).message.split("\n")).toHaveLength(6);
});
