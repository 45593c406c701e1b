import { parse } from "yaml";
import { loadEnvironments } from "../../config/load";
import { deliveryFiles } from "../../delivery/files";
import { SOURCES } from "../../pipeline/changed/builder";
import { environmentsOf } from "./environments";
import { filesOf } from "./support";

/**
 * Whether a pattern of `when_modified` matches a path, as moby/patternmatcher has it, which Atlantis takes: `**` stands
 * for folders, `*` for what has no slash, and braces for themselves.
 */
function isMatch(pattern: string, path: string): boolean {
  const expression = pattern.replace(/[.$^+(){}|[\]\\]/g, "\\$&").replace(/\*\*\/|\*\*|\*|\?/g, (found) => {
    if (found === "**/") return "(.*/)?";
    if (found === "**") return ".*";
    return found === "*" ? "[^/]*" : "[^/]";
  });
  return new RegExp(`^${expression}$`).test(path);
}

interface Project {
  readonly name: string;
  readonly autoplan: { readonly when_modified: readonly string[] };
}

const { projects } = parse(filesOf("atlantis")["atlantis.yaml"] ?? "") as { projects: readonly Project[] };

/** Names of the projects that a change of a file plans. */
function plannedBy(path: string): string[] {
  return projects
    .filter(({ autoplan }) => autoplan.when_modified.some((pattern) => isMatch(pattern, path)))
    .map(({ name }) => name);
}

const ALL = ["on", "prod-eu-2", "yes"];

test("the matcher has no braces, so that the tests below can fail", () => {
  expect(isMatch("{config,engine}/**", "config/a.ts")).toBe(false);
  expect(isMatch("config/**", "config/a/b.ts")).toBe(true);
  expect(isMatch("*.ts", "config/a.ts")).toBe(false);
});

test.each(SOURCES)("a change of %s plans each environment: the bytes of stacks follow from it", (source) => {
  expect(plannedBy(source.includes(".") ? source : `${source}/deep/file.ts`)).toEqual(ALL);
});

test.each(["policy.yaml", ".terraform.lock.hcl", "policies/rego/rules/no_peering.rego"])(
  "a change of %s plans each environment: plans or verdicts follow from it",
  (path) => {
    expect(plannedBy(path)).toEqual(ALL);
  },
);

test("a plan takes only the role that plans, also to ask who is connected", () => {
  const { workflows } = parse(filesOf("atlantis")[".atlantis/repos.yaml"] ?? "") as {
    workflows: { privatelink: Record<"plan" | "apply", { steps: readonly { run?: string }[] }> };
  };
  const commandsOf = (stage: "plan" | "apply") =>
    workflows.privatelink[stage].steps.flatMap(({ run = "" }) => run.match(/npx privatelink status .*/g) ?? []);
  expect(commandsOf("plan")).toEqual([expect.stringContaining(" --plan-role ")]);
  expect(commandsOf("apply")).toEqual([expect.not.stringContaining("--plan-role")]);
});

test("a change of an environment plans only that one", () => {
  expect(plannedBy("environments/yes/consumers/web.yaml")).toEqual(["yes"]);
});

test("a change of what no stack follows from plans nothing", () => {
  expect(plannedBy("docs/README.md")).toEqual([]);
  expect(plannedBy("environments-of-others/on/environment.yaml")).toEqual([]);
});

test("only the branch itself is taken, and none that its dots would match", () => {
  const environments = loadEnvironments(environmentsOf("on"));
  const files = deliveryFiles("atlantis", { environments, folder: "environments", branch: "release/1.2" });
  const { repos } = parse(files[".atlantis/repos.yaml"] ?? "") as { repos: readonly { readonly branch: string }[] };
  const pattern = new RegExp(repos[0]?.branch.slice(1, -1) ?? "");
  expect(["release/1.2", "release/1x2", "release/1.2.3"].filter((name) => pattern.test(name))).toEqual(["release/1.2"]);
});

test("the review is printed also where a plan or a policy fails, and then nothing can be applied", () => {
  const text = filesOf("atlantis")[".atlantis/repos.yaml"] ?? "";
  const failing = text.indexOf('for code in "$planned" "$judged" "$reviewed"');
  expect(failing).toBeGreaterThan(text.indexOf("cat ci.out/review.md"));
  expect(text.indexOf('>"$PLANFILE"')).toBeGreaterThan(failing);
});
