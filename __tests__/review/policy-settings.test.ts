import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { settingParts } from "../../review/markdown/settings";
import { changedSince } from "../../review/read/changed-since";
import { sha256 } from "../../support/sha256";
import { temporaryFolder } from "../support/environments";
import { scratchRepository } from "../support/repository";
import { COMMIT, cleanReport } from "./plans";
import { NEW_CONSUMER, Scene } from "./scene";

/** A review whose report was made with a file of policy data. */
function sceneWith(file: string): Scene {
  const scene = new Scene([NEW_CONSUMER]);
  const report = cleanReport(scene.plans, scene.stacks);
  const digests: Record<string, string> = existsSync(file) ? { [file]: sha256(readFileSync(file)) } : {};
  return scene.policy({ ...report, data: { ...report.data, files: [file], digests } });
}

function dataFile(text: string): string {
  const file = join(temporaryFolder(), "policy.yaml");
  writeFileSync(file, text);
  return file;
}

test("settings of the policy data that are not the default are listed, folded and bounded", async () => {
  const vpcs = Array.from({ length: 14 }, (_, index) => `"@vpc-${index}"`).join(", ");
  const types = "harmless_types: [{ type: datadog_monitor, reason: it only watches }]";
  const file = dataFile(
    `config:\n  strict: true\n  require_notifications: false\n  other_vpcs: [${vpcs}]\n  ${types}\n`,
  );
  const { out } = await sceneWith(file).markdown();
  expect(out).toContain(
    "\n### Policy settings\n\n<details><summary>3 settings of the policy data are not the default</summary>\n\n",
  );
  expect(out).toContain("\n- `strict`: `true`\n");
  expect(out).toMatch(/\n- `other_vpcs`: `@vpc-0`, .*`@vpc-11` and 2 more\n/);
  expect(out).toContain("\n- `harmless_types`: `datadog_monitor`\n\n</details>\n");
});

test("an output of another state is told by its words", async () => {
  const entry = "{ remote_state: { bucket: a, key: b/c.tfstate, region: us-east-1 }, output: service_name }";
  const { out } = await sceneWith(dataFile(`config: { allowed_appliance_services: [${entry}] }\n`)).markdown();
  expect(out).toContain("\n- `allowed_appliance_services`: `output service_name of the state s3://a/b/c.tfstate`\n");
});

test("nothing is said where all is the default", async () => {
  expect((await sceneWith(dataFile("config: {}\n")).markdown()).out).not.toContain("Policy settings");
});

test.each([
  ["is not here", () => "/no/policy.yaml"],
  ["is no policy data", () => dataFile("root:x:0:0\n")],
])("fails where the policy data of a report %s", async (_, file) => {
  const { problems, exit_code } = await sceneWith(file()).json();
  expect(exit_code).toBe(2);
  expect(problems).toEqual([expect.stringMatching(/^The policy data cannot be read here: .*policy\.yaml\. Give the /)]);
});

test("policy data that differs from the base, or is gone, is told; where git cannot tell, nothing is", () => {
  const { root, write, remove, commit } = scratchRepository({ "policy.yaml": "a", "same.yaml": "a", "gone.yaml": "a" });
  const base = commit();
  write("policy.yaml", "b");
  remove("gone.yaml");
  commit();
  const files = ["policy.yaml", "same.yaml", "gone.yaml", "never.yaml"];
  expect(changedSince(base, files, root)).toEqual(["policy.yaml", "gone.yaml"]);
  expect(changedSince("e".repeat(40), files, root)).toEqual([]);
});

test("the comment names policy data that differs before its settings", () => {
  const base = { from: "commit", ref: "main", commit: COMMIT } as const;
  const settings = [{ name: "strict", entries: ["true"] }];
  const parts = settingParts({ base, settings, changed_data: ["policy.yaml"] });
  expect(parts).toEqual(["\n- ⚠️ `policy.yaml` differs from `main`", "\n- `strict`: `true`"]);
});

test("no program that the repository names runs where policy data is compared with the base", () => {
  const { root, write, commit, git } = scratchRepository({ "policy.yaml": "waivers: []\n" });
  const base = commit();
  const ran = join(root, "..", "ran");
  git("config", "core.fsmonitor", `touch ${ran}; false`);
  write("policy.yaml", "waivers: [1]\n");
  expect(changedSince(base, ["policy.yaml"], root)).toEqual(["policy.yaml"]);
  expect(existsSync(ran)).toBe(false);
});
