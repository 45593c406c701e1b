import { notesOn as notesOnDay } from "../../../cli/start/notes";
import type { Environment } from "../../../config/environment";
import { loadEnvironments } from "../../../config/load";
import { CONSUMER, ENVIRONMENT, folderOf } from "../../support/environments";

const notesOn = (environment: Environment, day = "2026-11-01") => notesOnDay(environment, day);

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

test("an access that has ended is named from the day after its last day on, until it is revoked", () => {
  const on = (day: string, state = "allowed") => {
    const told = external("{service: orders, endpointId: vpce-0123456789abcdef0}");
    const globex = `state: ${state}\nsince: 2026-01-01\nreason: a trial\nuntil: 2026-11-30\n${told}`;
    return notesOn(environment("registered", { globex }), day);
  };
  expect(on("2026-11-30")).toEqual([]);
  expect(on("2026-12-01")).toEqual([
    "the access of globex has ended (`until`): revoke with `npm run consumer -- revoke --ended --env prod`, then deploy " +
      "what it says",
  ]);
  expect(on("2026-12-01", "draining")).toHaveLength(1);
  expect(on("2026-12-01", "revoked")).toEqual([]);
  expect(on("2026-12-01", "invited")).toEqual([]);
});

test("registered: whoever told the endpoint waits for nothing", () => {
  const told = external("{service: orders, endpointId: vpce-0123456789abcdef0}");
  expect(notesOn(environment("registered", { globex: told }))).toEqual([]);
  expect(notesOn(environment("registered", { globex: told, acme: GLOBEX }))[0]).toMatch(
    /^acme may connect to orders, but/,
  );
});

test("registered: several endpoints are endpoints, too", () => {
  const told = external("{service: orders, endpointIds: [vpce-0123456789abcdef0, vpce-0123456789abcdef1]}");
  expect(notesOn(environment("registered", { globex: told }))).toEqual([]);
});

test.each(["invited", "draining", "revoked, since: 2026-11-01, reason: left"])(
  "registered: %s waits for nothing",
  (state) => {
    const lines = state.replace(/, /g, "\n");
    expect(notesOn(environment("registered", { globex: `state: ${lines}\n${GLOBEX}` }))).toEqual([]);
  },
);

test("registered: with shards, the stack of each consumer is named", () => {
  const shards = "registered\n    acceptanceShards: 4";
  const [note] = notesOn(environment(shards, { globex: GLOBEX, initech: GLOBEX, acme: GLOBEX }));
  expect(note).toMatch(/then deploy prod-acceptance-orders_0\d-of-04(, prod-acceptance-orders_0\d-of-04)*$/);
});

test("an acceptor needs no endpoint ids", () => {
  expect(notesOn(environment("registered\n    acceptor: {}", { globex: GLOBEX }))).toEqual([]);
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
