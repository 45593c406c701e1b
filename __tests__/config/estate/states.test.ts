import { serviceLedger } from "../../../config/estate/ledger";
import { planEstate } from "../../../config/estate/plan-estate";
import { loadEnvironments } from "../../../config/load";
import { STATES, type State } from "../../../ledger/state";
import { CONSUMER, ENVIRONMENT, edit, folderOf } from "../../support/environments";

const service = (...keys: readonly string[]) =>
  edit(ENVIRONMENT, "    targets:\n", `${keys.map((key) => `    ${key}\n`).join("")}    targets:\n`);
const PARAMETER = "card: { parameter: {} }";

const stateOf = (state: State) => `state: ${state}\nsince: 2027-01-01\nreason: because\n`;
const managed = (number: number, more: string = "") =>
  `${edit(edit(CONSUMER, "222222222222", `22222222222${number}`), "10.20.", `10.2${number}.`)}${more}`;
const external = (account: string, connection: string, more: string = "") =>
  `external: true\naccounts: [${account}]\nconnections:\n  orders: { service: orders, ${connection} }\n${more}`;

function environmentOf(consumers: Readonly<Record<string, string>>, file: string = ENVIRONMENT) {
  const files = Object.entries(consumers).map(([name, text]) => [`dev/consumers/${name}.yaml`, text]);
  const [dev] = loadEnvironments(folderOf({ "dev/environment.yaml": file, ...Object.fromEntries(files) }));
  if (dev === undefined) throw new Error("there is no environment");
  return dev;
}

/** Plans of an environment by their names. */
function plansOf(...args: Parameters<typeof environmentOf>) {
  return new Map(planEstate([environmentOf(...args)]).map((plan) => [plan.name, plan]));
}

const inputOf = (plans: ReturnType<typeof plansOf>, name: string) => plans.get(name)?.input as never as Inputs;
interface Inputs {
  readonly allowedPrincipals: readonly string[];
  readonly cardParameter: { readonly shareWith: readonly string[] };
  readonly connections: readonly { readonly consumer: string }[];
  readonly awaited: readonly string[];
  readonly revoked: readonly string[];
  readonly acceptor: { readonly ledger: object; readonly alarmTopicArns: readonly string[] };
}

/** One consumer of each kind in each state. */
const ALL = Object.fromEntries(
  STATES.flatMap((state, index) => [
    [`web-${state}`, managed(index + 1, stateOf(state))],
    [
      `customer-${state}`,
      external(
        `"88888888888${index}", "88888888889${index}"`,
        `endpointId: vpce-0123456789abcdef${index}`,
        stateOf(state),
      ),
    ],
    [`silent-${state}`, external(`"77777777777${index}"`, "clientRanges: [10.0.0.0/8]", stateOf(state))],
  ]),
);

describe("what is planned of a consumer in each state", () => {
  const plans = plansOf(ALL, service(PARAMETER));

  test("has stacks of its own only where the consumer may be connected", () => {
    expect([...plans.keys()].filter((name) => name.includes("-consumer-"))).toEqual([
      "dev-consumer-web-allowed",
      "dev-consumer-web-draining",
    ]);
  });

  test("gives principals to those who may connect, in all their accounts", () => {
    const accounts = inputOf(plans, "dev-service-orders").allowedPrincipals.map((arn) => arn.split(":")[4]);
    expect(accounts).toEqual(["222222222222", "777777777771", "888888888881", "888888888891"]);
  });

  test("shares the card with all accounts of those who may be connected", () => {
    const shared = ["222222222222", "222222222223", "777777777771", "777777777772"];
    const several = ["888888888881", "888888888891", "888888888882", "888888888892"];
    expect([...inputOf(plans, "dev-service-orders").cardParameter.shareWith].sort()).toEqual(
      [...shared, ...several].sort(),
    );
  });

  test("accepts what is connected, and names whose endpoint is not known", () => {
    const { connections, awaited } = inputOf(plans, "dev-acceptance-orders");
    expect(connections.map(({ consumer }) => consumer).sort()).toEqual([
      "customer-allowed",
      "customer-draining",
      "web-allowed",
      "web-draining",
    ]);
    expect(awaited).toEqual(["silent-allowed/orders"]);
  });

  test("names whom the ledger declares revoked, whether or not their endpoint is known", () => {
    expect([...inputOf(plans, "dev-acceptance-orders").revoked].sort()).toEqual([
      "customer-revoked/orders",
      "silent-revoked/orders",
      "web-revoked/orders",
    ]);
  });

  test("the last day of an access changes nothing", () => {
    const ended = Object.fromEntries(Object.entries(ALL).map(([name, text]) => [name, `${text}until: 2027-01-01\n`]));
    expect(JSON.stringify([...plansOf(ended, service(PARAMETER)).values()])).toBe(JSON.stringify([...plans.values()]));
  });
});

test("principals are those that a consumer names", () => {
  const named = "principals: [arn:aws:iam::888888888888:role/b, arn:aws:iam::888888888888:user/a]\n";
  const plans = plansOf({ a: external('"888888888888"', "regions: [us-east-1]", named) });
  expect(inputOf(plans, "dev-service-orders").allowedPrincipals).toEqual([
    "arn:aws:iam::888888888888:role/b",
    "arn:aws:iam::888888888888:user/a",
  ]);
});

test("beside `*`, no consumer's principal is listed, so that another consumer changes no permission", () => {
  const open = service('allowedPrincipals: ["*"]', "acceptor: {}");
  expect(inputOf(plansOf({ web: managed(1) }, open), "dev-service-orders").allowedPrincipals).toEqual(["*"]);
});

test("alarms of the acceptor notify the topics of the service's monitoring, or those that it names", () => {
  const [own, other] = ["own", "other"].map((name) => `arn:aws:sns:us-east-1:111111111111:${name}`);
  const monitoring = `monitoring: { alarmTopicArns: ["${other}"] }`;
  const topicsOf = (...lines: string[]) =>
    inputOf(plansOf({ web: managed(1) }, service(...lines)), "dev-service-orders").acceptor.alarmTopicArns;
  expect(topicsOf("acceptor: {}")).toEqual([]);
  expect(topicsOf("acceptor: {}", monitoring)).toEqual([other]);
  expect(topicsOf(`acceptor: { alarmTopicArns: ["${own}"] }`, monitoring)).toEqual([own]);
});

test("each of several endpoints is accepted, whatever their order; none of them is the first", () => {
  const ids = ["vpce-0123456789abcdef1", "vpce-0123456789abcdef0"];
  const plans = plansOf({
    a: external('"888888888888"', `endpointIds: [${ids.join(", ")}]`),
    b: external('"888888888889"', "endpointId: vpce-0123456789abcdef2"),
    c: external('"888888888890"', "endpointIds: [vpce-0123456789abcdef3]"),
  });
  expect(inputOf(plans, "dev-acceptance-orders").connections).toEqual([
    { consumer: "a", connection: "orders", endpoint: { id: ids[1], isFirst: false } },
    { consumer: "a", connection: "orders", endpoint: { id: ids[0], isFirst: false } },
    { consumer: "b", connection: "orders", endpoint: { id: "vpce-0123456789abcdef2", isFirst: true } },
    { consumer: "c", connection: "orders", endpoint: { id: "vpce-0123456789abcdef3", isFirst: true } },
  ]);
});

test("a further endpoint leaves the first one as it is", () => {
  const [first, further] = ["vpce-0123456789abcdef9", "vpce-0123456789abcdef0"];
  const plans = plansOf({ a: external('"888888888888"', `endpointId: ${first}, endpointIds: [${further}]`) });
  expect(inputOf(plans, "dev-acceptance-orders").connections).toEqual([
    { consumer: "a", connection: "orders", endpoint: { id: further, isFirst: false } },
    { consumer: "a", connection: "orders", endpoint: { id: first, isFirst: true } },
  ]);
});

describe("sharded acceptance", () => {
  const sharded = service("acceptanceShards: 4");
  const consumers = { app: managed(1), web: managed(2), globex: external('"888888888888"', "regions: [us-east-1]") };
  const shards = (plans: Iterable<string>) => [...plans].filter((name) => name.includes("-acceptance-"));

  test("plans every shard, also one without members, each behind its own consumers only", () => {
    const plans = plansOf(consumers, sharded);
    expect(shards(plans.keys())).toEqual(
      ["01", "02", "03", "04"].map((shard) => `dev-acceptance-orders_${shard}-of-04`),
    );
    const members = shards(plans.keys()).map((name) =>
      inputOf(plans, name).connections.map(({ consumer }) => `dev-consumer-${consumer}`),
    );
    expect(members.flat().sort()).toEqual(["dev-consumer-app", "dev-consumer-web"]);
    expect(shards(plans.keys()).map((name) => plans.get(name)?.dependencies)).toEqual(
      members.map((own) => ["dev-service-orders", ...own]),
    );
  });

  test("a further consumer changes one shard", () => {
    const before = plansOf(consumers, sharded);
    const after = plansOf({ ...consumers, shop: managed(3) }, sharded);
    const changed = shards(after.keys()).filter(
      (name) => JSON.stringify(after.get(name)) !== JSON.stringify(before.get(name)),
    );
    expect(changed).toHaveLength(1);
  });

  test("a revoked consumer is named in the shard that accepted it, and in no other", () => {
    const before = plansOf(consumers, sharded);
    const after = plansOf({ ...consumers, app: managed(1, stateOf("revoked")) }, sharded);
    const [own] = shards(before.keys()).filter((name) =>
      inputOf(before, name).connections.some(({ consumer }) => consumer === "app"),
    );
    expect(shards(after.keys()).map((name) => [name, inputOf(after, name).revoked])).toEqual(
      shards(before.keys()).map((name) => [name, name === own ? ["app/orders"] : []]),
    );
  });

  test("with a selection, the shards of the selected consumers are planned, also of one that is revoked", () => {
    const environment = environmentOf({ ...consumers, app: managed(1, stateOf("revoked")) }, sharded);
    const names = planEstate([environment], { consumers: ["app"] }).map(({ name }) => name);
    expect(names).toEqual(["dev-service-orders", expect.stringMatching(/^dev-acceptance-orders_0\d-of-04$/)]);
  });

  test("private DNS waits for the shard of its consumer", () => {
    const named = service("acceptanceShards: 4", "privateDns: { name: orders.example.com, verify: true }");
    const plans = plansOf({ web: `${managed(2).trimEnd()}\n    privateDns: true\n` }, named);
    const [shard] = shards(plans.keys()).filter((name) => inputOf(plans, name).connections.length > 0);
    expect(plans.get("dev-dns-web")).toMatchObject({
      dependencies: expect.arrayContaining([shard]),
      input: { connections: [{ accepter: { kind: "stack", stack: shard } }] },
    });
    expect(shards(plans.get("dev-dns-web")?.dependencies ?? [])).toEqual([shard]);
  });
});

describe("with an acceptor", () => {
  const file = service("acceptor: {}", "privateDns: { name: orders.example.com, verify: true }");
  const consumers = { ...ALL, named: `${managed(9).trimEnd()}\n    privateDns: true\n` };
  const plans = plansOf(consumers, file);

  test("there is no acceptance stack; the ledger is in the service's", () => {
    expect([...plans.keys()].filter((name) => name.includes("-acceptance-"))).toEqual([]);
    const { ledger } = inputOf(plans, "dev-service-orders").acceptor;
    expect(ledger).toEqual(serviceLedger(environmentOf(consumers, file), "orders"));
  });

  test("private DNS waits for the acceptor", () => {
    expect(plans.get("dev-dns-named")?.input).toMatchObject({
      connections: [{ accepter: { kind: "acceptor", serviceStack: "dev-service-orders" } }],
    });
  });
});

describe("the ledger of a service", () => {
  const dev = environmentOf(ALL);

  test("has every consumer in any state, sorted, with what is declared", () => {
    const { entries, ...head } = serviceLedger(dev, "orders");
    expect(head).toEqual({ environment: "dev", kind: "service", service: "orders" });
    expect(entries.map(({ customer }) => customer)).toEqual(Object.keys(ALL).sort());
    expect(entries.find(({ customer }) => customer === "customer-revoked")).toEqual({
      customer: "customer-revoked",
      connection: "orders",
      state: "revoked",
      managed: false,
      accounts: ["888888888883", "888888888893"],
      endpointIds: ["vpce-0123456789abcdef3"],
      since: "2027-01-01",
      reason: "because",
    });
    expect(entries.find(({ customer }) => customer === "web-invited")).toMatchObject({
      managed: true,
      accounts: ["222222222221"],
      regions: ["us-east-1"],
    });
  });

  test("is empty for a service without consumers", () => {
    expect(serviceLedger(environmentOf({}), "orders").entries).toEqual([]);
  });
});
