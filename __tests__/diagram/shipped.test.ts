import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changePicture } from "../../diagram/change-picture";
import { DIAGRAMS, DRAWN_ENVIRONMENTS, drawingCommands } from "../../scripts/diagrams";
import { PACKAGE_ROOT } from "../../support/package-root";
import { cli } from "../support/cli";
import { temporaryFolder } from "../support/environments";
import { plannedStack, plansIndex } from "./plans";

const work = temporaryFolder();
const out = join(work, "cdktf.out");
const commands = drawingCommands(work, work);
const diagram = (...args: readonly string[]) => cli(["diagram", "--stacks", out, ...args]);

describe("pictures of the shipped environments", () => {
  beforeAll(async () => {
    for (const args of commands.prepare) expect((await cli(args)).code).toBe(0);
  }, 60_000);

  test.each(DRAWN_ENVIRONMENTS.map((name, index) => [name, index] as const))(
    "%s is current: if not, run `npm run diagrams`",
    async (name, index) => {
      expect(await cli(commands.draw[index] ?? [])).toEqual({ out: "", error: "", code: 0 });
      const committed = readFileSync(join(PACKAGE_ROOT, DIAGRAMS, `${name}.svg`), "utf8");
      expect(readFileSync(join(work, `${name}.svg`), "utf8") === committed).toBe(true);
    },
  );

  test("every environment that is shipped has one", () => {
    expect(readdirSync(join(PACKAGE_ROOT, "environments")).sort()).toEqual([...DRAWN_ENVIRONMENTS]);
  });

  test("Mermaid goes to standard output", async () => {
    const { out: text, code } = await diagram("--env", "prod", "--format", "mermaid");
    expect(code).toBe(0);
    expect(text).toMatch(/^flowchart LR\n/);
    expect(text).toMatch(/subgraph p\d+\["VPC audit {2}10\.20\.32\.0\/20"\]/);
    expect(text).toContain("globex");
  });

  test("the customers' accounts stand for their names where the environments are not there", async () => {
    const { out: text } = await diagram("--env", "prod", "--format", "mermaid", "--environments", join(work, "none"));
    expect(text).not.toContain("globex");
    expect(text).toContain("888888888888");
  });

  test.each<[string, readonly string[], number, RegExp]>([
    [
      "an environment that there is not",
      ["--env", "prd"],
      2,
      /There are no stacks of these environments:\n.*prd.*prod/s,
    ],
    ["a folder without stacks", ["--stacks", work], 1, /manifest\.json: expected the output folder of a synthesis/],
    ["no folder of plans", ["--plans", work], 1, /plans\.json: expected an index of plans.*found no file/],
    ["a report that is none", ["--policy", join(work, "dev.svg")], 1, /dev\.svg: expected a report of the policies/],
    [
      "a status that is none",
      ["--status", join(work, "policy.json")],
      1,
      /policy\.json: expected a status.*cdktf-privatelink\/policy-report/,
    ],
    ["a file that cannot be written", ["--output", "/proc/none/x.svg"], 2, /expected a file that can be written/],
    ["a format that there is not", ["--format", "png"], 2, /Allowed choices are svg, mermaid/],
  ])("fails for %s", async (_, args, code, message) => {
    const printed = await diagram(...args);
    expect(printed.code).toBe(code);
    expect(printed.error).toMatch(message);
    expect(printed.error).not.toContain("defect");
  });

  test("fails for a stack that is no JSON, with its path", async () => {
    const other = temporaryFolder();
    mkdirSync(join(other, "stacks/dev-service-x"), { recursive: true });
    writeFileSync(join(other, "manifest.json"), '{"stacks":{"dev-service-x":{}}}');
    expect((await cli(["diagram", "--stacks", other])).error).toMatch(/dev-service-x\/cdk\.tf\.json: .* found no file/);
    writeFileSync(join(other, "stacks/dev-service-x/cdk.tf.json"), "{");
    expect((await cli(["diagram", "--stacks", other])).error).toMatch(/dev-service-x\/cdk\.tf\.json: expected .*JSON/);
  });

  test("of a change, consumers that it leaves alone are no customers who run their own side", () => {
    const plans = [{ folder: work, index: plansIndex([plannedStack("prod-consumer-web", { json_digest: null })]) }];
    const text = changePicture({ out, plans, limit: 50_000 }) ?? "";
    expect(text).toContain("VPC web");
    expect(text).toContain("888888888888");
    expect(text).not.toContain("VPC billing");
    expect(text).not.toContain("333333333333");
  });

  test("of a change, only what it touches is drawn, with what is gone", () => {
    const removed = join(out, "removed");
    mkdirSync(removed, { recursive: true });
    renameSync(join(out, "stacks/prod-consumer-audit"), join(removed, "prod-consumer-audit"));
    const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    delete manifest.stacks["prod-consumer-audit"];
    writeFileSync(join(out, "manifest.json"), JSON.stringify(manifest));
    const gone = plannedStack("prod-consumer-audit", {
      ...{ change: "gone", mode: "destroy", folder: "removed/prod-consumer-audit", json_digest: null },
      dependencies: ["prod-service-ledger"],
    });
    const input = { out, plans: [{ folder: work, index: plansIndex([gone]) }], limit: 50_000 };
    const text = changePicture(input) ?? "";
    expect(text).toMatch(/VPC audit {2}10\.20\.32\.0\/20 \(-#160;removed\)/);
    expect(text).toContain("prod-ledger");
    expect(text).not.toContain("VPC web");
    expect(text).not.toContain("prod-orders");
    expect(changePicture({ ...input, limit: 200 })).toBeUndefined();
    expect(changePicture({ ...input, plans: [] })).toBeUndefined();
    expect(existsSync(join(work, "plans.json"))).toBe(false);
  });
});
