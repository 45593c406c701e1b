import { driftedStack } from "../../../pipeline/drift/drifted-stack";
import type { PlannedStack } from "../../../pipeline/plans-file";
import type { PlanDocument, ResourceChange } from "../../../pipeline/terraform/plan-document";

const RECORD: PlannedStack = {
  ...{ name: "dev-consumer-web", environment: "dev", kind: "consumer", folder: "stacks/dev-consumer-web" },
  ...{ account: "222222222222", region: "us-east-1", dependencies: [], wave: 0, change: null, mode: "apply" },
  ...{ result: "planned", reason: null, waits_for: [], stack_digest: "0".repeat(64), plan_digest: null },
  ...{ json_digest: null, state: { lineage: "8f0c", serial: 7 }, counts: null },
};

/** Nobody can set the state of an endpoint. */
const SCHEMAS = new Map([["aws_vpc", { readOnly: new Set(["state"]), blocks: new Map() }]]);

function drifted(
  changes: readonly ResourceChange[],
  drift: readonly ResourceChange[] = [],
  { applied, ...rest }: { readonly applied?: string | null } & Record<string, unknown> = {},
) {
  const plan = { format_version: "1.2", resource_changes: changes, resource_drift: drift, ...rest };
  return driftedStack({ record: RECORD, plan: plan as PlanDocument, applied, schemas: SCHEMAS }, true);
}

function change(actions: ResourceChange["change"]["actions"], rest: object = {}): ResourceChange {
  return { address: "aws_vpc.a", mode: "managed", type: "aws_vpc", change: { actions, ...rest } };
}

test("what AWS has otherwise than Terraform left it was changed outside", () => {
  const before = { enable_dns_support: false, tags: { Name: "x", Owner: "p" }, tags_all: { Name: "x" } };
  const after = { enable_dns_support: true, tags: { Name: "web", Owner: "p" }, tags_all: { Name: "web" } };
  const outside = change(["update"], { before: after, after: before });
  const { result, resources } = drifted([change(["update"], { before, after })], [outside]);
  expect(result).toBe("changed-outside");
  expect(resources).toEqual([
    {
      ...{ address: "aws_vpc.a", type: "aws_vpc", cause: "changed-outside", action: "update" },
      attributes: [
        { name: "enable_dns_support", hidden: null, recorded: true, found: false, declared: true },
        { name: "tags.Name", hidden: null, recorded: "web", found: "x", declared: "web" },
      ],
    },
  ]);
});

test("what is declared otherwise, and nobody changed in AWS, is not applied", () => {
  const { result, resources } = drifted([
    change(["update"], { before: { a: 1 }, after: { a: 2 } }),
    change(["create"]),
  ]);
  expect(result).toBe("not-applied");
  expect(resources.map(({ cause, action }) => [cause, action])).toEqual([
    ["not-applied", "update"],
    ["not-applied", "create"],
  ]);
});

test.each([
  ["nobody knows what was applied", undefined, "not-applied"],
  ["nothing was applied that is known", null, "not-applied"],
  ["other bytes were applied", "1".repeat(64), "not-applied"],
  ["the same bytes were applied", RECORD.stack_digest, "not-as-applied"],
])("a stack that has something to change, where %s", (_, applied, result) => {
  const { resources, ...stack } = drifted([change(["update"], { before: { a: 1 }, after: { a: 2 } })], [], { applied });
  expect([stack.result, resources[0]?.cause]).toEqual([result, result]);
  expect(drifted([], [], { applied, output_changes: { a: { actions: ["update"] } } }).result).toBe(result);
  expect(drifted([], [], { applied }).result).toBe("as-declared");
});

test("a change that is not applied yet is none of what AWS changed by itself in the same resource", () => {
  const by = (state: string, name: string) => ({ state, tags: { Name: name } });
  const before = by("available", "web");
  const outside = change(["update"], { before: by("pendingAcceptance", "web"), after: before });
  const declared = change(["update"], { before, after: by("available", "x") });
  expect(drifted([declared], [outside])).toMatchObject({
    result: "not-applied",
    resources: [{ cause: "not-applied" }],
  });
  // What is replaced has a state that is not known yet, and is not what differs.
  const replaced = change(["delete", "create"], {
    before,
    after: { tags: { Name: "x" } },
    after_unknown: { state: true },
  });
  expect(drifted([replaced], [outside]).result).toBe("not-applied");
  expect(drifted([change(["delete"], { before, after: null })], [outside]).result).toBe("not-applied");
});

test("a default tag of the provider that was removed outside is among all tags only", () => {
  const tagged = { tags: { Name: "web" }, tags_all: { Name: "web", Owner: "platform" } };
  const found = { tags: { Name: "web" }, tags_all: { Name: "web" } };
  const { result, resources } = drifted(
    [change(["update"], { before: found, after: tagged })],
    [change(["update"], { before: tagged, after: found })],
  );
  expect([result, resources[0]?.attributes.map(({ name }) => name)]).toEqual(["changed-outside", ["tags_all.Owner"]]);
});

test("what differs outside where nothing tells why Terraform would change the resource", () => {
  const outside = change(["update"], { before: { a: 1 }, after: { a: 2 } });
  expect(drifted([change(["update"], { before: { a: 2 }, after: { a: 2 } })], [outside]).result).toBe(
    "changed-outside",
  );
});

test("a sensitive attribute may have been changed outside", () => {
  const marks = { before_sensitive: { password: true }, after_sensitive: { password: true } };
  const update = change(["update"], { before: { a: 1 }, after: { a: 2 }, ...marks });
  const outside = change(["update"], { before: { a: 1 }, after: { a: 1 }, ...marks });
  expect(drifted([update], [outside]).result).toBe("changed-outside");
  expect(drifted([update]).result).toBe("not-applied");
});

test("fails where something was changed outside of which only the apply tells what is declared, and another waits", () => {
  const unknown = { after_unknown: { policy: true } };
  const update = change(["update"], {
    before: { policy: "open", tag: "1" },
    after: { tag: "2" },
    ...unknown,
  });
  const outside = change(["update"], { before: { policy: "narrow", tag: "1" }, after: { policy: "open", tag: "1" } });
  const { result, resources } = drifted([update], [outside]);
  expect([result, resources[0]?.attributes.map(({ name }) => name)]).toEqual(["changed-outside", ["policy", "tag"]]);
  expect(drifted([update]).result).toBe("not-applied");
});

test("values are told only where they are asked for", () => {
  const update = change(["update"], { before: { a: "someone@example.com" }, after: { a: "b" } });
  const plan = { format_version: "1.2", resource_changes: [update] } as PlanDocument;
  const { resources } = driftedStack({ record: RECORD, plan, applied: undefined }, false);
  expect(resources[0]?.attributes).toEqual([{ name: "a", hidden: "not-asked" }]);
});

test("a resource that was deleted outside is created again", () => {
  const { result, resources } = drifted([change(["create"])], [change(["delete"])]);
  expect([result, resources[0]?.cause, resources[0]?.action]).toEqual(["changed-outside", "changed-outside", "create"]);
});

test("what AWS changes by itself, and nobody declares, is no drift", () => {
  const outside = change(["update"], { before: { state: "pendingAcceptance" }, after: { state: "available" } });
  const data: ResourceChange = { ...change(["read"]), mode: "data" };
  expect(drifted([change(["no-op"]), data], [outside])).toMatchObject({ result: "as-declared", resources: [] });
});

test("outputs that would change are told", () => {
  const outputs = { b: { actions: ["update"] }, a: { actions: ["create"] }, c: { actions: ["no-op"] } };
  expect(drifted([], [], { output_changes: outputs })).toMatchObject({ result: "not-applied", outputs: ["a", "b"] });
});

test("no value is shown that is sensitive, or long; what follows from others is not told", () => {
  const marks = { before_sensitive: { password: true }, after_sensitive: { password: true } };
  const rest = {
    before: { a: 1, long: "" },
    after: { a: 2, long: "x".repeat(200) },
    after_unknown: { arn: true, password: true },
  };
  expect(drifted([change(["update"], { ...rest, ...marks })]).resources[0]?.attributes).toEqual([
    { name: "a", hidden: null, recorded: 1, found: 1, declared: 2 },
    { name: "long", hidden: "long" },
  ]);
  const only = { before: {}, after: {}, after_unknown: { password: true }, ...marks };
  expect(drifted([change(["update"], only)]).resources[0]?.attributes).toEqual([
    { name: "password", hidden: "sensitive" },
  ]);
});

test.each([
  ["that was never applied", { state: null, result: "deferred" }, "not-deployed", null],
  ["that was never applied and could be planned", { state: null }, "not-deployed", null],
  ["that cannot be planned", { state: null, result: "failed", reason: "AccessDenied" }, "failed", "AccessDenied"],
  [
    "that is deployed, and whose service is not",
    { result: "deferred", reason: "dev-service-orders is not deployed" },
    "failed",
    "dev-service-orders is not deployed",
  ],
] as const)("a stack %s", (_, record, result, reason) => {
  const compared = { record: { ...RECORD, ...record }, plan: undefined, applied: null };
  expect(driftedStack(compared, true)).toMatchObject({ result, reason, resources: [] });
});

test("a stack that was applied, and has no state any more", () => {
  const record = { ...RECORD, state: null };
  const { result, reason } = driftedStack({ record, plan: undefined, applied: record.stack_digest }, true);
  expect([result, reason]).toEqual(["not-as-applied", "it was applied, and its state is not there"]);
});
