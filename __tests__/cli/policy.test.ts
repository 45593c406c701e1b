import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cli } from "../support/cli";
import { temporaryFolder } from "../support/environments";

/** An index of plans, none of whose stacks has a plan. */
function emptyPlans(): string {
  const folder = temporaryFolder();
  const head = { generated_at: "2026-01-01T00:00:00.000Z", commit: null, dirty: false, terraform: "1.15.5" };
  writeFileSync(
    join(folder, "plans.json"),
    JSON.stringify({ format: "cdktf-privatelink/plans", version: 1, ...head, stacks: [] }),
  );
  return folder;
}

test("a wrong status is told on standard error, also if each report goes to a file", async () => {
  const folder = emptyPlans();
  const [file, status] = [join(folder, "report.json"), join(folder, "none.json")];
  const { code, out, error } = await cli(["policy", folder, "--status", status, "--format", `json=${file}`]);
  expect([code, out]).toEqual([2, `nothing was judged; written to ${file}\n`]);
  expect(error).toContain("nothing was judged.\n");
  expect(error).toContain(`${status}:1:1`);
  expect(error).toContain("found:    no such file");
});

test("plans without a plan: why nothing was judged, and what to do", async () => {
  const folder = emptyPlans();
  const { code, error } = await cli(["policy", folder, "--stack", "the stacks"]);
  expect(code).toBe(2);
  expect(error).toBe(
    `note: nothing was judged, because no stack has a plan in ${folder}. ` +
      `To judge the stacks as well, name their folder: \`privatelink policy ${folder} 'the stacks'\`.\n`,
  );
});
