import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { temporaryFolder } from "../support/environments";
import { filesOf } from "./support";

interface Job {
  readonly extends?: string;
  readonly needs?: readonly string[];
  readonly resource_group?: string;
  readonly rules?: readonly { readonly if: string; readonly when?: string }[];
  readonly script?: readonly string[];
  readonly artifacts?: { readonly paths?: readonly string[] };
}

const TEXT = filesOf("gitlab")[".gitlab/privatelink.yml"] ?? "";
const JOBS = parse(TEXT) as Readonly<Record<string, Job>>;

test.each(["on", "prod-eu-2", "yes"])("the jobs that plan and apply %s run one after another", (name) => {
  const planning = JOBS[`privatelink plan ${name}`];
  const applying = JOBS[`privatelink apply ${name}`];
  expect(planning?.resource_group).toBe(`privatelink-${name}`);
  expect(applying?.resource_group).toBe(planning?.resource_group);
});

test("what was deployed last is fetched where it is applied, and never written over blindly", () => {
  const apply = JOBS[".privatelink-apply"]?.script?.join("\n") ?? "";
  expect(apply).toMatch(/take_role[\s\S]*fetch_deployed[\s\S]*main\.js apply[\s\S]*keep_deployed/);
  expect(TEXT).not.toContain("aws s3 cp");
});

describe("the note on a merge request", () => {
  const OWN = "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID";

  test("is replaced at once, and written whatever failed", () => {
    expect(JOBS["privatelink announce"]?.needs).toBeUndefined();
    const note = JOBS["privatelink note"];
    expect(note?.rules).toEqual([{ if: expect.stringContaining(OWN), when: "always" }]);
    expect(note?.needs).toEqual(["announce", "checks", "plan", "review"].map((name) => `privatelink ${name}`));
  });

  test("is written by no job of a fork", () => {
    const writing = Object.values(JOBS).filter(({ script }) => script?.join("\n").includes("write_note "));
    expect(writing).toHaveLength(2);
    for (const { rules } of writing) expect(rules?.[0]?.if).toContain(OWN);
  });
});

test("a merge request is reviewed also where a plan failed", () => {
  expect(JOBS["privatelink review"]?.rules).toEqual([{ if: expect.any(String), when: "always" }]);
});

test.each([".privatelink-deploy-plan", ".privatelink-apply"])(
  "%s writes the review also where the policies fail",
  (name) => {
    const script = JOBS[name]?.script?.join("\n").replaceAll("\\\n", " ") ?? "";
    expect(script).toMatch(/privatelink policy [^\n]*\|\|\s+judged=\$\?\n/);
    expect(script).toMatch(
      /reviewed=\$\?\nfor code in [^\n]*"\$judged" "\$reviewed"; do [^\n]* exit "\$code"; done\nseal/,
    );
  },
);

test("drift can be repaired: a pipeline with a variable plans every stack", () => {
  const script = JOBS[".privatelink-deploy-plan"]?.script?.join("\n") ?? "";
  expect(script).toContain('if [ "${PRIVATELINK_EVERYTHING:-}" = true ]; then args=(); fi');
  expect(script).toContain('main.js plan "${args[@]}" --env');
});

test.each(["github", "gitlab"] as const)("%s: the issue of drift has no values", (system) => {
  const drift = Object.values(filesOf(system))
    .join("\n")
    .match(/privatelink drift .*/g);
  expect(drift?.length).toBeGreaterThan(0);
  expect(drift?.filter((line) => line.includes("--values"))).toEqual([]);
});

test.each(["github", "gitlab", "atlantis"] as const)("%s: no review offers a command of its own to apply", (system) => {
  const text = Object.values(filesOf(system)).join("\n").replaceAll("\\\n", " ");
  const reviews = text.match(/npx privatelink review .*/g) ?? [];
  expect(reviews.length).toBeGreaterThan(0);
  expect(reviews.filter((line) => !line.includes("--no-apply"))).toEqual([]);
});

describe("what is left after a deployment", () => {
  const script = JOBS[".privatelink-rest"]?.script?.join("\n") ?? "";

  /** Runs the script with functions in place of what needs AWS. @param stacks those that are not deployed. */
  function rest(stacks: readonly string[], variables: NodeJS.ProcessEnv) {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "cdktf.out"));
    const changed = JSON.stringify({ stacks: stacks.map((name) => ({ name })) });
    writeFileSync(join(folder, "cdktf.out/changed.json"), changed);
    const functions = "take_role() { :; }; fetch_deployed() { :; }; npx() { :; }\n";
    const env = { PATH: process.env.PATH, ENVIRONMENT: "prod", ROLE: "R", ...variables };
    const { status, stdout } = spawnSync("bash", ["-euc", `${functions}${script}`], { env, cwd: folder });
    return { status, said: String(stdout) };
  }

  test("is looked at after the first round, and passes where nothing is left", () => {
    for (const environment of ["on", "prod-eu-2", "yes"])
      expect(JOBS[`privatelink rest ${environment}`]).toMatchObject({
        ...{ extends: ".privatelink-rest", needs: [`privatelink apply ${environment}`] },
        resource_group: `privatelink-${environment}`,
      });
    expect(JOBS[".privatelink-rest"]?.rules).toEqual([{ if: expect.not.stringContaining("manual") }]);
    expect(rest([], { APPLIED: "true", DIGEST: "" }).status).toBe(0);
    // The second round applied what the first one left.
    expect(rest([], { APPLIED: "true", DIGEST: "0123abcd" }).status).toBe(0);
  });

  test("fails the pipeline where stacks wait, a round failed, or drift is still to be repaired", () => {
    const waiting = rest(["prod-consumer-web"], { APPLIED: "true", DIGEST: "0123abcd" });
    expect(waiting).toEqual({ status: 1, said: expect.stringContaining("\n  prod-consumer-web\n") });
    expect(rest(["prod-consumer-web"], { APPLIED: "true", DIGEST: "" }).status).toBe(1);
    for (const variables of [{ DIGEST: "" }, { APPLIED: "false" }])
      expect(rest([], variables)).toEqual({ status: 1, said: expect.stringContaining("did not end well") });
    const everything = { APPLIED: "true", PRIVATELINK_EVERYTHING: "true" };
    expect(rest([], { ...everything, DIGEST: "0123abcd" }).status).toBe(1);
    expect(rest([], { ...everything, DIGEST: "" }).status).toBe(0);
  });

  test("a round that failed says so before it does anything, and only a round that ended well says that", () => {
    const apply = JOBS[".privatelink-apply"]?.script?.join("\n") ?? "";
    expect(apply).toMatch(/APPLIED=false >ci\.out\/digest\.env\nunseal/);
    expect(apply).toMatch(/if \[ "\$code" -eq 3 \]; then\n *echo [^\n]*\n *exit 1\n/);
    const ended = apply.split("main.js apply")[1] ?? "";
    expect(ended.match(/APPLIED=true/g)).toHaveLength(2);
    expect(ended.indexOf("APPLIED=true")).toBeGreaterThan(ended.indexOf("keep_deployed"));
  });
});

test("certificates leave the job only encrypted", () => {
  const paths = Object.values(JOBS).flatMap(({ artifacts }) => artifacts?.paths ?? []);
  expect(paths.filter((path) => path.includes("certificates"))).toEqual([]);
  expect(JOBS[".privatelink-apply"]?.script?.join("\n")).toContain('seal "certificates-$ENVIRONMENT" certificates');
});
