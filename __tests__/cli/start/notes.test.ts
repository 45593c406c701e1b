import { notesOn } from "../../../cli/start/notes";
import type { Environment } from "../../../config/environment";
import { loadEnvironments } from "../../../config/load";
import { CONSUMER, ENVIRONMENT, folderOf } from "../../support/environments";

const external = (connection: string) =>
  `external: true\naccount: "888888888888"\nconnections:\n  orders: ${connection}\n`;

function environment(acceptance: string, consumers: Readonly<Record<string, string>>): Environment {
  const files = Object.entries(consumers).map(([name, text]) => [`prod/consumers/${name}.yaml`, text]);
  const text = `${ENVIRONMENT}    acceptance: ${acceptance}\n`;
  const [loaded] = loadEnvironments(folderOf({ "prod/environment.yaml": text, ...Object.fromEntries(files) }));
  return loaded as Environment;
}

const GLOBEX = external("{service: orders}");

test("registered: names what is to be done once, and where", () => {
  expect(notesOn(environment("registered", { globex: GLOBEX }))).toEqual([
    "globex may connect to orders, but no endpoint is accepted yet: write each `endpointId` into the consumer's file once " +
      "its owner tells it, then deploy prod-acceptance-orders",
  ]);
});

test("registered: whoever told the endpoint waits for nothing", () => {
  const told = external("{service: orders, endpointId: vpce-0123456789abcdef0}");
  expect(notesOn(environment("registered", { globex: told }))).toEqual([]);
  expect(notesOn(environment("registered", { globex: told, acme: GLOBEX }))[0]).toMatch(
    /^acme may connect to orders, but/,
  );
});

test("manual: a person accepts", () => {
  expect(notesOn(environment("manual", { globex: GLOBEX }))).toEqual([
    "a person accepts each endpoint of globex in orders (acceptance: manual): " +
      "`aws ec2 accept-vpc-endpoint-connections`, or the VPC console",
  ]);
});

test("automatic: nothing is to be done", () => {
  expect(notesOn(environment("automatic", { globex: GLOBEX }))).toEqual([]);
});

test("consumers of our own wait for nothing", () => {
  expect(notesOn(environment("registered", { web: CONSUMER }))).toEqual([]);
});

test.each(["registered", "manual"])("%s: hundreds of customers have one line", (acceptance) => {
  const names = Array.from({ length: 200 }, (_, index) => `customer-${String(index).padStart(4, "0")}`);
  const [note = "", ...rest] = notesOn(
    environment(acceptance, Object.fromEntries(names.map((name) => [name, GLOBEX]))),
  );
  expect(rest).toEqual([]);
  expect(note).toContain("200 external consumers (customer-0000, customer-0001, customer-0002, ");
  expect(note).toContain(" and 194 more)");
  expect(note.length).toBeLessThan(400);
});
