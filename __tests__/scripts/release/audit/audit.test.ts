import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installedFolders } from "../../../../scripts/release/audit/installed";
import { judgeAudit } from "../../../../scripts/release/audit/judge";
import { readPolicy } from "../../../../scripts/release/audit/policy";
import { readAudit } from "../../../../scripts/release/audit/report";
import { PACKAGE_ROOT } from "../../../../support/package-root";

/** What npm 10 printed of this project's lock file, with two advisories that a server of this machine made up. */
const RECORDED = readFileSync(join(__dirname, "recorded.json"), "utf8");

const TODAY = "2026-11-30";
const INSTALLED = new Set(["node_modules/yaml"]);

const policy = (text: string) => readPolicy(text, "policy.yaml", TODAY);

const exception = (advisory: string, name: string, until = "2026-12-31") =>
  `  - { advisory: ${advisory}, package: ${name}, until: ${until}, reason: Nobody can reach the code it is about. }\n`;

const POLICY = "installed: low\ndevelopment: high\nexceptions:\n";

describe("the verdict", () => {
  const judged = (text: string, isRequired = false, printed = RECORDED) =>
    judgeAudit(readAudit(printed), policy(text), INSTALLED, isRequired);

  test("fails for what users install, and names what leads there", () => {
    const { outcome, text } = judged(`${POLICY}  []`);
    expect(outcome).toBe("fail");
    expect(text).toContain(
      "FAILED  high  yaml <99.0.0 (users install it): Example: stack overflow (GHSA-aaaa-bbbb-cccc)",
    );
    expect(text).toContain("ok  moderate  prettier <99.0.0 (only a development tool)");
    expect(text).toContain("packages: 599, advisories: 2, failed: 1");
  });

  test("passes with an exception", () => {
    const { outcome, text } = judged(POLICY + exception("GHSA-aaaa-bbbb-cccc", "yaml"));
    expect(outcome).toBe("pass");
    expect(text).toContain("excepted until 2026-12-31");
  });

  test("fails for development tools from their own severity on", () => {
    expect(judged(`${POLICY.replace("high", "moderate")}  []`).text).toContain("failed: 2");
  });

  test("fails at an exception of another package, which matches nothing", () => {
    const { outcome, text } = judged(POLICY + exception("GHSA-aaaa-bbbb-cccc", "prettier"));
    expect(outcome).toBe("fail");
    expect(text).toContain("the exception of GHSA-aaaa-bbbb-cccc for prettier matches nothing");
  });

  test("is skipped where the registry answers no audits, and fails for a release", () => {
    const answer = '{"message":"405 Method Not Allowed","statusCode":405,"error":{"summary":"","detail":""}}';
    expect(judged(`${POLICY}  []`, false, answer)).toMatchObject({
      outcome: "skipped",
      text: expect.stringContaining("405"),
    });
    expect(judged(`${POLICY}  []`, true, answer)).toMatchObject({ outcome: "fail" });
  });
});

test("what others wrote of an advisory is on its line, and commands nothing", () => {
  const hostile = RECORDED.replace("Example: stack overflow", "a\\n::error::b\\u001b[2J");
  expect(hostile).not.toBe(RECORDED);
  const { text } = judgeAudit(readAudit(hostile), policy(`${POLICY}  []`), INSTALLED, false);
  expect(text.split("\n")).toHaveLength(3);
  expect(text).toContain("a\\u000a::error::b\\u001b[2J");
  const { text: skipped } = judgeAudit({ unavailable: "a\n::error::b" }, policy(`${POLICY}  []`), INSTALLED, false);
  expect(skipped.split("\n")).toHaveLength(1);
});

describe("what npm prints", () => {
  const report = JSON.parse(RECORDED);
  const { yaml, ...others } = report.vulnerabilities;
  const { total: _, ...dependencies } = report.metadata.dependencies;
  const changed = (change: object) => JSON.stringify({ ...report, ...change });

  test.each<[string, string]>([
    ["a report with an error", changed({ message: "405", error: { summary: "" } })],
    ["vulnerabilities with an error", JSON.stringify({ message: "405", error: {}, vulnerabilities: {} })],
    ["numbers with an error", JSON.stringify({ message: "405", error: {}, metadata: {} })],
    ["nothing", ""],
    ["no JSON", "npm error code EAUDIT"],
    ["another version", changed({ auditReportVersion: 3 })],
    ["no list", changed({ vulnerabilities: undefined })],
    ["another severity", RECORDED.replaceAll('"severity": "high"', '"severity": "terrible"')],
    ["a shorter list", changed({ vulnerabilities: others })],
    ["no advisory", changed({ vulnerabilities: { ...others, yaml: { ...yaml, via: [] } } })],
    ["no number of packages", changed({ metadata: { ...report.metadata, dependencies } })],
    ["no packages", changed({ metadata: { ...report.metadata, dependencies: { total: 0 } } })],
  ])("fails at %s", (_, text) => expect(() => readAudit(text)).toThrow("expected its report in version 2"));
});

describe("the policy", () => {
  test("of this project is right", () => {
    const path = "scripts/release/audit-policy.yaml";
    const text = readFileSync(join(PACKAGE_ROOT, path), "utf8");
    expect(readPolicy(text, path, TODAY)).toMatchObject({ installed: "low", development: "high" });
  });

  test.each<[string, string, string]>([
    ["is no YAML", "exceptions: [", "expected YAML"],
    ["lacks a severity", "installed: low\nexceptions: []", "development"],
    ["has an unknown key", `${POLICY}  []\nignore: all`, "ignore"],
    [
      "has an exception that is over",
      POLICY + exception("GHSA-aaaa-bbbb-cccc", "yaml", "2026-11-29"),
      "ended on 2026-11-29",
    ],
    ["has an exception for years", POLICY + exception("GHSA-aaaa-bbbb-cccc", "yaml", "2036-01-01"), "at most 180 days"],
    ["has an exception for ever", POLICY + exception("GHSA-aaaa-bbbb-cccc", "yaml", "never"), "until"],
    ["has an exception twice", POLICY + exception("GHSA-aaaa-bbbb-cccc", "yaml").repeat(2), "is there twice"],
    ["has an exception of everything", POLICY + exception("'*'", "yaml"), "advisory"],
  ])("fails where it %s", (_, text, message) => expect(() => policy(text)).toThrow(message));

  test("an exception holds on its last day", () => {
    expect(policy(POLICY + exception("GHSA-aaaa-bbbb-cccc", "yaml", TODAY)).exceptions).toHaveLength(1);
  });
});

test("peers are installed, also where they are development dependencies, and nearer packages come first", () => {
  const packages = {
    "": { dependencies: { a: "1" }, peerDependencies: { peer: "1" }, devDependencies: { peer: "1", tool: "1" } },
    "node_modules/a": { dependencies: { b: "1" }, optionalDependencies: { missing: "1" } },
    "node_modules/a/node_modules/b": { dependencies: { c: "1" } },
    "node_modules/b": { dependencies: { d: "1" } },
    "node_modules/c": { dependencies: { a: "1" } },
    "node_modules/d": {},
    "node_modules/peer": {},
    "node_modules/tool": {},
  };
  expect([...installedFolders(JSON.stringify({ lockfileVersion: 3, packages }))].sort()).toEqual([
    "node_modules/a",
    "node_modules/a/node_modules/b",
    "node_modules/c",
    "node_modules/peer",
  ]);
  expect(installedFolders(readFileSync(join(PACKAGE_ROOT, "package-lock.json"), "utf8"))).toContain(
    "node_modules/cdktf",
  );
});
