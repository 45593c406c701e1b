import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AcceptanceInput, AcceptedConnection } from "../../config/estate/acceptance-input";
import { planEstate } from "../../config/estate/plan-estate";
import type { StackPlan } from "../../config/estate/stack-plan";
import { loadEnvironments } from "../../config/load";
import { buildHere } from "../../engine/build-here";
import { CONSUMER, ENVIRONMENT, EXTERNAL, folderOf, temporaryFolder } from "../support/environments";
import { ids, parse, type Synthesized } from "../support/synth";

const ACCEPTER = "aws_vpc_endpoint_connection_accepter";
const plans = planEstate(
  loadEnvironments(
    folderOf({
      "dev/environment.yaml": ENVIRONMENT,
      "dev/consumers/web.yaml": CONSUMER,
      "dev/consumers/globex.yaml": EXTERNAL,
    }),
  ),
  {},
);
const [acceptance] = plans.filter(({ kind }) => kind === "acceptance");

/** The acceptance stack of the service `orders`, with some of its input changed. */
function stackOf(change: Partial<AcceptanceInput>): Synthesized {
  const input = { ...(acceptance as StackPlan).input, ...change } as AcceptanceInput;
  const outdir = join(temporaryFolder(), "out");
  const plan = { ...acceptance, name: input.name, input, dependencies: [] } as StackPlan;
  buildHere([plan], outdir);
  return parse(readFileSync(join(outdir, "stacks", input.name, "cdk.tf.json"), "utf8"));
}

const known = (consumer: string, id: string, isFirst = true): AcceptedConnection => ({
  consumer,
  connection: "orders",
  endpoint: { id, isFirst },
});
const [A, B] = ["vpce-0000000000000000a", "vpce-0000000000000000b"] as const;

test("a shard has a name, a state and a tag of its own", () => {
  const stack = stackOf({ name: "dev-acceptance-orders_02-of-04" });
  expect(stack.json.terraform.backend.local.path).toBe(
    "../../../terraform-state/dev-acceptance-orders_02-of-04.tfstate",
  );
});

test("a shard without connections accepts nothing, and is a sound stack", () => {
  const { types, json } = stackOf({ name: "dev-acceptance-orders_03-of-04", connections: [] });
  expect(types).toEqual([]);
  expect(json.output.accepted_connections.value).toEqual([]);
  expect(json.output.waiting_for_endpoint.value).toEqual([]);
  expect(json).not.toHaveProperty("check");
});

test("the address of a connection is the same in every shard", () => {
  const connections = [known("globex", A)];
  const one = ids(stackOf({ connections }), ACCEPTER);
  expect(one).toEqual([expect.stringMatching(/^connections_globex_orders_/)]);
  expect(ids(stackOf({ name: "dev-acceptance-orders_01-of-02", connections }), ACCEPTER)).toEqual(one);
});

test("each endpoint of a connection is accepted at an address of its own, and the connection is named once", () => {
  const stack = stackOf({ connections: [known("globex", A, false), known("globex", B, false)] });
  expect(stack.resources(ACCEPTER).map(({ vpc_endpoint_id: id }) => id)).toEqual([A, B]);
  expect(stack.json.output.accepted_connections.value).toEqual(["globex/orders"]);
  const mixed = stackOf({
    connections: [
      known("globex", A, false),
      known("globex", B, false),
      { consumer: "web", connection: "orders", endpoint: { stack: "dev-consumer-web" } },
    ],
  });
  expect(mixed.json.output.accepted_connections.value).toMatch(/^\$\{distinct\(compact\(\[/);
});

test("the address of an external endpoint has its id, and the first one is moved from where the connection was", () => {
  const addressesOf = (connections: AcceptedConnection[]) => ids(stackOf({ connections }), ACCEPTER);
  const alone = addressesOf([known("globex", A)]);
  expect(alone).toEqual([expect.stringMatching(new RegExp(`^connections_globex_orders_${A}_`))]);
  expect(addressesOf([known("globex", A), known("globex", B, false)])).toContain(alone[0]);
  expect(addressesOf([known("globex", A, false), known("globex", B, false)])).toContain(alone[0]);
  const moves = (connections: AcceptedConnection[]) => stackOf({ connections }).json.moved;
  expect(moves([known("globex", A), known("globex", B, false)])).toEqual([
    { from: expect.stringMatching(/\.connections_globex_orders_[0-9A-F]{8}$/), to: `${ACCEPTER}.${alone[0]}` },
  ]);
  expect(moves([known("globex", A, false), known("globex", B, false)])).toBeUndefined();
});

test("an external customer who has not told an endpoint is named, and neither warns nor fails", () => {
  const stack = stackOf({ connections: [known("initech", A)], awaited: ["globex/orders"] });
  expect(stack.json.output.waiting_for_endpoint.value).toEqual(["globex/orders"]);
  expect(stack.json).not.toHaveProperty("check");
});

test("an output names whose connections a plan may reject", () => {
  const output = (revoked: readonly string[]) => stackOf({ revoked }).json.output.revoked_connections.value;
  expect(output(["globex/orders"])).toEqual(["globex/orders"]);
  expect(output([])).toEqual([]);
});

test("a consumer that is not deployed is named beside them, and only such a one warns", () => {
  const connections: AcceptedConnection[] = [
    { consumer: "web", connection: "orders", endpoint: { stack: "dev-consumer-web" } },
  ];
  const stack = stackOf({ connections, awaited: ["globex/orders"] });
  expect(stack.json.output.waiting_for_endpoint.value).toBe(
    '${compact([local.endpoint-web_orders != null ? "" : "web/orders", "globex/orders"])}',
  );
  const warning = JSON.stringify(stack.json.check);
  expect(warning).toContain("No endpoint is found of");
  expect(JSON.stringify(stack.json.locals["waiting-for-endpoint"])).not.toContain("globex");
});
