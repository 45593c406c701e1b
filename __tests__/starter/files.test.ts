import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { writeFiles } from "../../delivery/write-files";
import { cdktfJson, type StarterSettings, starterFiles } from "../../starter/files";
import { ENVIRONMENT_FILES, USERS } from "../../starter/users";
import { COMMANDS } from "../../support/commands";
import { PACKAGE_ROOT } from "../../support/package-root";
import { cli } from "../support/cli";
import { temporaryFolder } from "../support/environments";
import { scratchRepository } from "../support/repository";

const SETTINGS: StarterSettings = { name: "shop", users: USERS, account: "111111111111", region: "us-east-1" };

function written(settings: Partial<StarterSettings> = {}): string {
  const folder = temporaryFolder();
  writeFiles(folder, starterFiles({ ...SETTINGS, ...settings }));
  return folder;
}

describe.each([...USERS])("%s", (user) => {
  test.each([undefined, "github", "gitlab", "atlantis"] as const)("with CI %s, the environment is right", (system) => {
    const [environment, ...others] = loadEnvironments(join(written({ users: [user], system }), "environments"));
    expect(others).toEqual([]);
    expect(environment?.name).toBe(user);
    expect(environment?.backend.type).toBe(system === undefined ? "local" : "s3");
  });

  test("its stacks are proven by the policies, with the policy data beside it", async () => {
    const folder = written({ users: [user] });
    const where = ["--environments", join(folder, "environments"), "--out", join(folder, "cdktf.out")];
    const { out, code } = await cli(["start", ...where, "--data", join(folder, "policy.yaml")]);
    expect([code, out]).toEqual([0, expect.stringContaining("  PROVEN  ")]);
    // Each warning says what it is about.
    const warnings = Number(/policies: clean, with (\d+) warning/.exec(out)?.[1] ?? 0);
    expect(out.match(/^ {2}warning {2}\S+ {2}\S+: [a-z0-9-]+ \((critical|high|medium|low)\): ./gm) ?? []).toHaveLength(
      warnings,
    );
  });
});

test.each(["eu-central-1", "cn-north-1", "us-gov-west-1", "ap-southeast-2"])(
  "the environments are right in %s, and so are their zones and ARNs",
  (region) => {
    const environments = loadEnvironments(join(written({ region }), "environments"));
    expect(environments.map((each) => each.region)).toEqual(USERS.map(() => region));
  },
);

test("every user's account may be the same as one of the others", () => {
  for (const account of ["222222222222", "444444444444", "888888888888"])
    expect(loadEnvironments(join(written({ account }), "environments"))).toHaveLength(USERS.length);
});

test("the same settings give the same bytes, and no placeholder is left", () => {
  for (const system of [undefined, "github", "gitlab", "atlantis"] as const) {
    const files = starterFiles({ ...SETTINGS, system });
    expect(starterFiles({ ...SETTINGS, system })).toEqual(files);
    expect(Object.values(files).join("\n")).not.toMatch(/%[A-Z]+%|# (each|end)\b/);
  }
});

test("each template of an environment is written, under the user's name", () => {
  const environments = Object.keys(starterFiles(SETTINGS)).filter((path) => path.startsWith("environments/"));
  expect(environments).toEqual(
    USERS.flatMap((user) => ENVIRONMENT_FILES[user].map((file) => `environments/${user}/${file}`)),
  );
});

test("the README tells only of the users that were chosen, and names scripts that there are", () => {
  const readme = starterFiles({ ...SETTINGS, users: ["network"], system: "gitlab" })["README.md"] ?? "";
  expect(readme).toContain("environments/network/");
  expect(readme).not.toMatch(/environments\/(vendor|platform|customer)|globex|terraform-state/);
  const scripts = [...readme.matchAll(/npm run ([a-z]+)/g)].map(([, script]) => script);
  expect(scripts).toContain("bootstrap");
  expect(scripts.filter((script) => !COMMANDS.some((command) => command === script))).toEqual([]);
});

test.each(["github", "gitlab", "atlantis"] as const)(
  "with CI %s, the bootstrap of the project works",
  async (system) => {
    const folder = written({ system });
    const [environments, out] = [join(folder, "environments"), join(folder, "bootstrap.out")];
    const where = ["--file", join(folder, "bootstrap.yaml"), "--environments", environments, "--out", out];
    const { error, code } = await cli(["bootstrap", ...where]);
    expect([code, error]).toEqual([0, expect.stringMatching(/stacks with 1 bucket and \d+ roles/)]);
    const text = readFileSync(join(folder, "bootstrap.yaml"), "utf8") + readFileSync(join(folder, "README.md"), "utf8");
    expect(text.includes("your-org/") || text.includes("your-group/")).toBe(system !== "atlantis");
    expect(text).toContain("npm run bootstrap");
  },
);

test("each way to write a kit gives the card of the deployed service", () => {
  const files = Object.entries(starterFiles(SETTINGS)).filter(([, text]) => text.includes("npm run kit"));
  expect(files.map(([path]) => path)).toEqual(["README.md", "environments/vendor/consumers/globex.yaml"]);
  for (const [, text] of files) {
    expect(text).toContain("output -raw service_card > orders.json");
    expect(text.match(/npm run kit -- .*/g)).toEqual(["npm run kit -- globex --env vendor --card orders.json"]);
  }
});

test("the README commits, compares with what is deployed, judges the stacks too, and applies by the digest", () => {
  const readme = starterFiles(SETTINGS)["README.md"] ?? "";
  const order = [
    "git commit",
    "npm run changed -- --env vendor --deployed deployed.json",
    "npm run plan -- --changed",
    "npm run policy -- plans cdktf.out",
    "npm run review -- --plans plans --policy policy-report.json",
    "npm run apply -- --plans plans --digest DIGEST --deployed deployed.json",
    "plans-next/",
  ];
  const places = order.map((command) => readme.indexOf(command, readme.indexOf("## Every day")));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThan(0);
});

test("without CI, the README tells how to get workflows, and nothing of CI's roles", () => {
  const files = starterFiles(SETTINGS);
  expect(files["README.md"]).toContain("npm run init -- github");
  expect(files["README.md"]).not.toContain("bootstrap");
  expect(Object.keys(files)).not.toContain("bootstrap.yaml");
  expect(Object.values(files).join("\n")).not.toContain("planRole");
});

test.each([
  ["of a new project", () => starterFiles(SETTINGS)[".gitignore"] ?? ""],
  ["of this repository", () => readFileSync(join(PACKAGE_ROOT, ".gitignore"), "utf8")],
])("the .gitignore %s keeps lock files that decide, and none of stacks", (_, text) => {
  const name = ".terraform.lock.hcl";
  const kept = [name, `environments/vendor/${name}`];
  const stacks = ["cdktf.out/stacks/vendor-service-orders", "bootstrap.out/stacks/bootstrap-states", "kits/globex"];
  const files = [...kept, ...stacks.map((stack) => `${stack}/${name}`)];
  const { git } = scratchRepository({ ".gitignore": text(), ...Object.fromEntries(files.map((file) => [file, ""])) });
  expect(
    git("ls-files")
      .split("\n")
      .filter((file) => file.endsWith(name)),
  ).toEqual(kept);
});

test("this repository's own cdktf.json is that of a new project, but for its id", () => {
  const own = JSON.parse(readFileSync(join(PACKAGE_ROOT, "cdktf.json"), "utf8"));
  expect(own).toEqual(cdktfJson("cdktf-privatelink"));
});
