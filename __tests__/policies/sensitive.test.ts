import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { judgePaths } from "../../policies/checker/judge-paths";
import { FORMATS } from "../../policies/checker/report/format-names";
import { render } from "../../policies/checker/report/formats";
import { temporaryFolder } from "../support/environments";

const CANARY = "canary-5ecre7";

/** Where a plan has values of the user's: before and after a change, in the state, in the configuration, in variables. */
const HOLDERS = new Set(["before", "after", "values", "constant_value", "variables", "value", "expressions"]);

/** Values that are looked at for what they say, and what the report is meant to show: marks, and services of endpoints. */
const SHOWN = new Set(["privatelink_stack_role", "privatelink:vpc-role", "service_name", "references"]);

/** A plan in which each text that is a value holds a secret. */
function withSecrets(value: unknown, isValue: boolean = false): unknown {
  if (typeof value === "string") return isValue ? `${CANARY} ${value}` : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => withSecrets(each, isValue));
  // The state's own `values` is what holds its resources.
  if ("root_module" in value) return withSecretsIn(value, false);
  return withSecretsIn(value, isValue);
}

function withSecretsIn(value: object, isValue: boolean): unknown {
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      SHOWN.has(key) ? each : withSecrets(each, isValue || HOLDERS.has(key)),
    ]),
  );
}

test.each(["consumer-with-ways-out", "service-beside-consumer", "applied-then-changed"])(
  "no report on the plan %s shows a value that may be sensitive",
  async (name) => {
    const plan = JSON.parse(readFileSync(join(__dirname, "fixtures", name, "plan.json"), "utf8"));
    const file = join(temporaryFolder(), "plan.json");
    writeFileSync(file, JSON.stringify(withSecrets(plan)));
    expect(readFileSync(file, "utf8").split(CANARY).length).toBeGreaterThan(10);
    const report = await judgePaths([file]);
    expect(report.documents.map(({ verdict }) => (verdict.verdict === "unjudgeable" ? verdict.why : []))).toEqual([[]]);
    for (const format of FORMATS) expect([format, render(report, format).includes(CANARY)]).toEqual([format, false]);
  },
);

test("no report on what cannot be judged shows what stands in it", async () => {
  const folder = temporaryFolder();
  const texts = [
    `{"resource": {"aws_db_instance": {"a": {"password": "${CANARY}`,
    `"${CANARY}"`,
    `{"format_version": "${CANARY}", "planned_values": {}, "resource_changes": [], "resource_changes": []}`,
    `{"output": {"privatelink_stack_role": {"value": "${CANARY}"}}, "resource": {"aws_vpc": {"v": {}}}}`,
    `{"resource": {"aws_vpc": "${CANARY}"}}`,
  ];
  const files = texts.map((_, index) => join(folder, `${index}.json`));
  for (const [index, text] of texts.entries()) writeFileSync(files[index] ?? "", text);
  const report = await judgePaths(files);
  expect(report.documents.map(({ verdict }) => verdict.verdict)).toEqual(texts.map(() => "unjudgeable"));
  for (const format of FORMATS) expect([format, render(report, format).includes(CANARY)]).toEqual([format, false]);
});
