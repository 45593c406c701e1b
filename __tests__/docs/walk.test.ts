import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "../support/environments";
import { writeJson } from "../support/fake-terraform";
import { run } from "../support/run-node";

const PAGE = readFileSync(join(PACKAGE_ROOT, "docs/delivery/changed-stacks.md"), "utf8");
const SECTION = PAGE.slice(PAGE.indexOf("## The order of deployment"), PAGE.indexOf("## Files"));

/** What the page tells to run, without what synthesizes. */
const [FIRST = "", PLAN = "", APPLY = "", DESTROY = ""] = [...SECTION.matchAll(/^```sh\n(.*?)^```$/gms)].map(
  ([, block = ""]) => block.replace(/^npm run synth.*\n/m, ""),
);

/** Runs a script with a Terraform that only notes what it is called for. @param failing call that fails. */
async function walk(script: string, failing = "none"): Promise<string[]> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "cdktf.out"));
  const stacks = ["a", "b", "c"].map((name) => ({ folder: `stacks/${name}` }));
  writeJson(join(folder, "cdktf.out", "order.json"), { waves: [["a"], ["b", "c"]], stacks });
  mkdirSync(join(folder, "bin"));
  const program = join(folder, "bin", "terraform");
  writeFileSync(program, `#!/bin/sh\necho "$*" >>"${folder}/calls"\n[ "$*" != "${failing}" ]\n`);
  chmodSync(program, 0o755);
  const path = `${join(folder, "bin")}${delimiter}${process.env.PATH}`;
  await run("bash", ["-c", `cd "${folder}"\n${script}`], { PATH: path });
  return readFileSync(join(folder, "calls"), "utf8")
    .trim()
    .split("\n")
    .map((call) => call.replaceAll("-chdir=cdktf.out/stacks/", ""));
}

/** Calls of a command, by wave. */
function waves(command: string, ...names: string[][]): string[][] {
  return names.map((wave) => wave.map((name) => `${name} ${command}`));
}

test("the walk plans a wave, applies what was planned, and goes on; it approves nothing by itself", async () => {
  const calls = await walk([FIRST, PLAN, APPLY, PLAN, APPLY, PLAN, APPLY].join("\n"));
  const [plan, apply] = ["plan -input=false -out=tfplan", "apply -input=false tfplan"];
  expect(calls.filter((call) => call.endsWith(" init -input=false"))).toHaveLength(3);
  const rest = calls.slice(3).filter((call) => !call.endsWith(" show tfplan"));
  expect(rest.map((call, index) => (index < 2 ? call : call.slice(2)))).toEqual([
    ...waves(plan, ["a"]).flat(),
    ...waves(apply, ["a"]).flat(),
    ...[plan, plan, apply, apply],
  ]);
  expect([...rest.slice(2, 4)].sort()).toEqual(waves(plan, ["b", "c"]).flat());
  expect(SECTION).not.toContain("-auto-approve");
});

test("the walk stays at a wave that failed", async () => {
  const calls = await walk([FIRST, APPLY, APPLY].join("\n"), "-chdir=cdktf.out/stacks/a apply -input=false tfplan");
  expect(calls.slice(3)).toEqual(["a apply -input=false tfplan", "a apply -input=false tfplan"]);
});

test("the walk destroys in reverse", async () => {
  const calls = await walk([DESTROY, APPLY, DESTROY.replace("wave=0\n", ""), APPLY].join("\n"));
  expect(calls.filter((call) => call.includes("-destroy")).map((call) => call.slice(0, 6))).toEqual([
    expect.stringMatching(/^[bc] plan$/),
    expect.stringMatching(/^[bc] plan$/),
    "a plan",
  ]);
});
