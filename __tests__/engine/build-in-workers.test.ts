import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { planEstate } from "../../config/estate/plan-estate";
import { loadEnvironments } from "../../config/load";
import { buildHere } from "../../engine/build-here";
import { temporaryFolder } from "../support/environments";
import { runWithWorkers } from "../support/run-node";
import { filesOf, SHIPPED } from "../support/stacks";

/** Two of the shipped environments. */
const NAMES = ["dev", "staging"];

/** Code that builds their stacks in two worker threads, some of them with another input. */
function building(folder: string, change: string = ""): string {
  return `
    const { loadEnvironments } = require("./config/load");
    const { planEstate } = require("./config/estate/plan-estate");
    const { jobOf } = require("./engine/job");
    const { buildInWorkers } = require("./engine/build-in-workers");
    const { UserError } = require("./support/user-error");
    const { writeManifest } = require("./engine/manifest");
    const folder = ${JSON.stringify(folder)};
    const plans = planEstate(loadEnvironments("environments", ${JSON.stringify(NAMES)}));
    const jobs = plans.map((plan) => jobOf(plan));
    const change = (name, edit) => {
      const place = jobs.findIndex((job) => job.name === name);
      const blueprint = JSON.parse(jobs[place].text);
      edit(blueprint.input);
      jobs[place] = { ...jobs[place], text: JSON.stringify(blueprint) };
    };
    const abort = new AbortController();
    let built = 0;
    const options = { threads: 2, signal: abort.signal, onBuilt: () => { built += 1; onBuilt(); } };
    let onBuilt = () => {};
    ${change}
    buildInWorkers(jobs, folder, options).then(
      (stacks) => { writeManifest(folder, plans, stacks); console.log("built", built, jobs.length); },
      (error) => console.log(error instanceof UserError, error.constructor.name, error.message.split("\\n")[2] ?? error.message),
    );`;
}

/** What a build in worker threads says. */
async function said(change?: string): Promise<string> {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "out/stacks"), { recursive: true });
  const { stdout, stderr } = await runWithWorkers(building(join(folder, "out"), change), folder);
  expect(stderr).toBe("");
  return stdout.trim();
}

test("two threads write what one writes", async () => {
  const folder = temporaryFolder();
  const [here, there] = [join(folder, "here"), join(folder, "there")];
  mkdirSync(join(there, "stacks"), { recursive: true });
  const plans = planEstate(loadEnvironments(SHIPPED, NAMES));
  buildHere(plans, here);
  const TMPDIR = temporaryFolder();
  const { stdout, stderr } = await runWithWorkers(building(there), folder, { TMPDIR });
  expect([stderr, stdout.trim()]).toEqual(["", `built ${plans.length} ${plans.length}`]);
  expect(filesOf(there)).toEqual(filesOf(here));
  expect(readdirSync(folder).sort()).toEqual(["here", "load-typescript.js", "there"]);
  expect(readdirSync(TMPDIR)).toEqual([]);
});

test("of several stacks that fail, the first of the plan is told, as the user's mistake", async () => {
  const breakFlowLogs = (name: string) =>
    `change(${JSON.stringify(name)}, (input) => { input.vpc.flowLogs = { retentionDays: 2 }; });`;
  expect(await said(breakFlowLogs("staging-consumer-reports") + breakFlowLogs("dev-consumer-web"))).toBe(
    "true UserError dev/consumers/web.yaml  vpc.flowLogs",
  );
});

/** Makes the blueprint of a stack so large that it is built in a thread that runs by itself. The stack is the same. */
function enlarge(name: string): string {
  return `change(${JSON.stringify(name)}, (input) => { input.unused = "x".repeat(600000); });`;
}

test("the very largest stacks are built as the others are", async () => {
  const folder = temporaryFolder();
  const [here, there] = [join(folder, "here"), join(folder, "there")];
  mkdirSync(join(there, "stacks"), { recursive: true });
  const plans = planEstate(loadEnvironments(SHIPPED, NAMES));
  buildHere(plans, here);
  const largest = enlarge("staging-consumer-reports") + enlarge("dev-consumer-web");
  const { stdout } = await runWithWorkers(building(there, largest), folder);
  expect(stdout.trim()).toBe(`built ${plans.length} ${plans.length}`);
  expect(filesOf(there)).toEqual(filesOf(here));
});

test("after one of the very largest fails, a stack that comes before it in the plan is still built, and is told", async () => {
  const breakTwo =
    'change("staging-consumer-reports", (input) => { input.vpc.flowLogs = { retentionDays: 2 }; });' +
    'change("dev-consumer-web", (input) => { input.vpc.flowLogs = { retentionDays: 2 }; });';
  expect(await said(breakTwo + enlarge("staging-consumer-reports"))).toBe(
    "true UserError dev/consumers/web.yaml  vpc.flowLogs",
  );
});

test("a defect keeps its message, and is no mistake of the user", async () => {
  expect(await said('change("dev-consumer-web", (input) => { delete input.vpc; });')).toMatch(
    /^false TypeError|^false Error/,
  );
});

test("an interruption ends the threads with its reason", async () => {
  expect(await said('onBuilt = () => abort.abort(new Error("interrupted"));')).toBe("false Error interrupted");
});
