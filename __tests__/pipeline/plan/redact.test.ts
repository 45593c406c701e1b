import { redactPlan } from "../../../pipeline/plan/redact";
import { redactText } from "../../../pipeline/plan/redact-text";
import type { PlanDocument } from "../../../pipeline/terraform/plan-document";

const SECRET = "canary-5ecre7";

/** A plan with a secret in each place that has one. */
const PLAN = {
  format_version: "1.2",
  variables: { password: { value: `${SECRET}-variable` }, region: { value: "us-east-1" } },
  planned_values: {
    outputs: {
      token: { sensitive: true, type: "string", value: `${SECRET}-output` },
      id: { sensitive: false, value: "i" },
    },
    root_module: {
      resources: [{ address: "a.a", values: { n: 1, p: SECRET }, sensitive_values: { p: true } }],
      child_modules: [
        {
          address: "module.m",
          resources: [
            {
              address: 'module.m.a.a["x]y"]',
              values: { list: [{ p: SECRET }, { p: "q" }] },
              sensitive_values: { list: [{ p: true }, {}] },
            },
          ],
        },
      ],
    },
  },
  prior_state: {
    values: {
      root_module: { resources: [{ address: "data.d.d", values: { k: SECRET }, sensitive_values: { k: true } }] },
    },
  },
  resource_changes: [
    {
      address: "a.a",
      change: {
        ...{ actions: ["update"], before: { n: 1, p: `${SECRET}-old` }, before_sensitive: { p: true } },
        ...{ after: { n: 1, p: SECRET, tags: ["t", SECRET] }, after_sensitive: { p: true, tags: [false, true] } },
        after_unknown: { arn: true, tags: [false, false] },
      },
    },
    {
      address: "a.whole",
      change: { actions: ["create"], before: null, after: { p: SECRET }, after_sensitive: true, after_unknown: {} },
    },
    {
      address: "a.null",
      change: {
        actions: ["create"],
        before: null,
        after: { p: null },
        after_sensitive: { p: true },
        after_unknown: {},
      },
    },
  ],
  resource_drift: [
    {
      address: "a.a",
      change: { actions: ["update"], before: { p: SECRET }, before_sensitive: { p: true }, after: {} },
    },
  ],
  output_changes: {
    token: {
      actions: ["create"],
      before: null,
      after: SECRET,
      after_unknown: false,
      before_sensitive: true,
      after_sensitive: true,
    },
  },
  deferred_changes: [
    { resource_change: { address: "b.b", change: { after: { p: SECRET }, after_sensitive: { p: true } } } },
  ],
  action_invocations: [{ config_values: { p: SECRET }, config_sensitive: { p: true }, config_unknown: {} }],
  configuration: {
    root_module: {
      variables: { password: { sensitive: true, default: `${SECRET}-default` } },
      outputs: { token: { sensitive: true, expression: { constant_value: `${SECRET}-constant` } } },
      resources: [
        { address: "a.a", expressions: { n: { constant_value: 1 }, p: { constant_value: `${SECRET}-argument` } } },
        {
          address: "c.c",
          expressions: { text: { constant_value: `with ${SECRET} within` }, port: { constant_value: 80 } },
        },
      ],
      module_calls: {
        m: {
          expressions: { key: { constant_value: `${SECRET}-given` }, size: { constant_value: 2 } },
          module: {
            variables: { key: { sensitive: true }, size: {} },
            resources: [{ address: "a.a", expressions: { list: [{ p: { constant_value: `${SECRET}-nested` } }] } }],
          },
        },
      },
    },
  },
};

const { document, secrets } = redactPlan(PLAN as unknown as PlanDocument);

/** What is at a path, such as `resource_changes.0.change`. */
function part(path: string): unknown {
  return path.split(".").reduce<unknown>((found, key) => (found as Record<string, unknown>)?.[key], document);
}

test("no secret is left anywhere", () => {
  expect(JSON.stringify(document)).not.toContain("5ecre7");
});

test("a planned value that is sensitive is unknown, so that no policy takes it for absent", () => {
  expect(part("resource_changes.0.change")).toEqual({
    ...{ actions: ["update"], before: { n: 1 }, before_sensitive: { p: true } },
    ...{ after: { n: 1, tags: ["t", null] }, after_sensitive: { p: true, tags: [false, true] } },
    after_unknown: { arn: true, p: true, tags: [false, true] },
  });
  expect(part("resource_changes.1.change")).toMatchObject({ after_unknown: true });
  expect(part("output_changes.token")).toMatchObject({ after_unknown: true, after_sensitive: true });
});

test("what is set to nothing stays known", () => {
  expect(part("resource_changes.2.change.after_unknown")).toEqual({});
});

test("all else stays as it is", () => {
  expect(part("variables")).toEqual({ password: {}, region: { value: "us-east-1" } });
  expect(part("planned_values.root_module.resources.0")).toMatchObject({ values: { n: 1 } });
  expect(part("planned_values.root_module.child_modules.0.resources.0.values")).toEqual({ list: [{}, { p: "q" }] });
  expect(part("planned_values.outputs.id")).toEqual({ sensitive: false, value: "i" });
  expect(part("configuration.root_module.resources.1.expressions.port")).toEqual({ constant_value: 80 });
  expect(part("configuration.root_module.module_calls.m.expressions.size")).toEqual({ constant_value: 2 });
  const plain = {
    format_version: "1.2",
    resource_changes: [{ address: "a", change: { actions: ["no-op"], after: 1 } }],
  };
  expect(redactPlan(plain as PlanDocument).document).toEqual(plain);
});

test("what was sensitive is known, for what Terraform said", () => {
  expect([...secrets]).toEqual(expect.arrayContaining([SECRET, `${SECRET}-default`, `${SECRET}-variable`]));
  const key = 'first "line"\nsecond line';
  expect(
    redactText(`a ${SECRET}-default b ${SECRET} ${JSON.stringify(key)} second line`, new Set([...secrets, key, "a"])),
  ).toBe('a (sensitive value) b (sensitive value) "(sensitive value)" (sensitive value)');
});

test("a copy that the provider made of a sensitive value is taken away as well, and marked", () => {
  const values = { tags: { a: SECRET, b: "fine" }, tags_all: { a: SECRET, b: "fine" }, list: ["x", `with ${SECRET}`] };
  const change = {
    actions: ["create"],
    before: null,
    after: values,
    after_unknown: {},
    after_sensitive: { tags: { a: true } },
  };
  const plan = {
    ...{ format_version: "1.2", resource_changes: [{ address: "a.a", change }], variables: { v: { value: SECRET } } },
    planned_values: { outputs: { o: { sensitive: false, value: [SECRET] }, p: { sensitive: false, value: "fine" } } },
    checks: [{ instances: [{ problems: [{ message: `found ${SECRET}` }] }] }],
  };
  const redacted = redactPlan(plan as unknown as PlanDocument).document;
  expect(JSON.stringify(redacted)).not.toContain(SECRET);
  expect(redacted.resource_changes?.[0]?.change).toEqual({
    ...{
      actions: ["create"],
      before: null,
      after: { tags: { b: "fine" }, tags_all: { b: "fine" }, list: ["x", null] },
    },
    after_sensitive: { tags: { a: true }, tags_all: { a: true }, list: [false, true] },
    after_unknown: { tags: { a: true }, tags_all: { a: true }, list: [false, true] },
  });
  expect(redacted.planned_values).toEqual({
    outputs: { o: { sensitive: false }, p: { sensitive: false, value: "fine" } },
  });
});

test("a short text that is sensitive, or a number, hides nothing else", () => {
  const after = { password: "tcp", pin: "8080", protocol: "tcp", port: "8080" };
  const change = { actions: ["create"], after, after_unknown: {}, after_sensitive: { password: true, pin: true } };
  const plan = { format_version: "1.2", resource_changes: [{ address: "a.a", change }] };
  const redacted = redactPlan(plan as unknown as PlanDocument).document;
  expect(redacted.resource_changes?.[0]?.change.after).toEqual({ protocol: "tcp", port: "8080" });
});
