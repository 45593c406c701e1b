import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { planEstate } from "../../config/estate/plan-estate";
import { loadEnvironments } from "../../config/load";
import { buildHere } from "../../engine/build-here";
import { temporaryFolder } from "../support/environments";
import { type Finished, runWithWorkers } from "../support/run-node";
import { filesOf, SHIPPED } from "../support/stacks";

/** Two of the shipped environments. */
const NAMES = ["dev", "staging"];

/** Makes a stack fail by what the user wrote. */
const refuse = (name: string) =>
  `change(${JSON.stringify(name)}, (input) => { input.vpc.flowLogs = { retentionDays: 2 }; });`;

/** Makes the blueprint of a stack so large that it is built in a thread that runs by itself. The stack is the same. */
const enlarge = (name: string) => `change(${JSON.stringify(name)}, (input) => { input.unused = "x".repeat(600000); });`;

/** Builds of the same stacks, by name, each with what is done before: it changes jobs, or sets what each stack does. */
const BUILDS = {
  unchanged: "",
  enlarged: enlarge("staging-consumer-reports") + enlarge("dev-consumer-web"),
  refused: refuse("staging-consumer-reports") + refuse("dev-consumer-web"),
  "refused and enlarged":
    refuse("staging-consumer-reports") + refuse("dev-consumer-web") + enlarge("staging-consumer-reports"),
  defective: 'change("dev-consumer-web", (input) => { delete input.vpc; });',
  many: 'for (let number = 0; number < 30; number++) add("dev-consumer-web", "more-" + number);',
  interrupted: 'onBuilt = () => abort.abort(new Error("interrupted"));',
} as const;

/**
 * Code that does each build in two worker threads, into a folder of its name. It prints what became of them: how many
 * stacks were built, or whether an error is the user's mistake, its class, and what it says.
 */
const BUILDING = `
  const { mkdirSync } = require("node:fs");
  const { join } = require("node:path");
  const { loadEnvironments } = require("./config/load");
  const { planEstate } = require("./config/estate/plan-estate");
  const { buildInWorkers } = require("./engine/build-in-workers");
  const { jobOf } = require("./engine/job");
  const { writeManifest } = require("./engine/manifest");
  const { UserError } = require("./support/user-error");

  const plans = planEstate(loadEnvironments("environments", ${JSON.stringify(NAMES)}));

  async function build(name, before) {
    const folder = join(process.env.BUILDS, name);
    mkdirSync(join(folder, "stacks"), { recursive: true });
    const jobs = plans.map((plan) => jobOf(plan));
    const change = (name, edit) => {
      const place = jobs.findIndex((job) => job.name === name);
      const blueprint = JSON.parse(jobs[place].text);
      edit(blueprint.input);
      jobs[place] = { ...jobs[place], text: JSON.stringify(blueprint) };
    };
    const add = (name, copy) => {
      jobs.push({ name: copy, text: jobs.find((job) => job.name === name).text.replaceAll(name, copy) });
    };
    const abort = new AbortController();
    let onBuilt = () => {};
    eval(before);
    let built = 0;
    const options = { threads: 2, signal: abort.signal, onBuilt: () => { built += 1; onBuilt(); } };
    try {
      writeManifest(folder, plans, await buildInWorkers(jobs, folder, options));
      return "built " + built;
    } catch (error) {
      return [error instanceof UserError, error.constructor.name, error.message.split("\\n")[2] ?? error.message].join(" ");
    }
  }

  (async () => {
    const said = {};
    for (const [name, before] of Object.entries(${JSON.stringify(BUILDS)})) said[name] = await build(name, before);
    console.log(JSON.stringify(said));
  })();
`;

const plans = planEstate(loadEnvironments(SHIPPED, NAMES));
const folder = temporaryFolder();
const [builds, own, here] = ["builds", "own", "here"].map((name) => join(folder, name)) as [string, string, string];
let finished: Finished;
let said: Record<keyof typeof BUILDS, string>;

beforeAll(async () => {
  for (const each of [builds, own]) mkdirSync(each);
  finished = await runWithWorkers(BUILDING, folder, { BUILDS: builds, TMPDIR: own });
  said = JSON.parse(finished.stdout);
  buildHere(plans, here);
}, 240_000);

test("two threads write what one writes", () => {
  expect(said.unchanged).toBe(`built ${plans.length}`);
  expect(filesOf(join(builds, "unchanged"))).toEqual(filesOf(here));
});

test("nothing is left beside, nor told", () => {
  expect(finished.stderr).toBe("");
  expect(readdirSync(folder).sort()).toEqual(["builds", "here", "load-typescript.js", "own"]);
  expect(readdirSync(builds).sort()).toEqual(Object.keys(BUILDS).sort());
  expect(readdirSync(own)).toEqual([]);
});

test("all stacks of a thread's batches are built, and told", () => {
  expect(said.many).toBe(`built ${plans.length + 30}`);
  expect(readdirSync(join(builds, "many/stacks"))).toHaveLength(plans.length + 30);
});

test("of several stacks that fail, the first of the plan is told, as the user's mistake", () => {
  expect(said.refused).toBe("true UserError dev/consumers/web.yaml  vpc.flowLogs");
});

test("the very largest stacks are built as the others are", () => {
  expect(said.enlarged).toBe(`built ${plans.length}`);
  expect(filesOf(join(builds, "enlarged"))).toEqual(filesOf(here));
});

test("after one of the very largest fails, a stack that comes before it in the plan is still built, and is told", () => {
  expect(said["refused and enlarged"]).toBe("true UserError dev/consumers/web.yaml  vpc.flowLogs");
});

test("a defect keeps its message, and is no mistake of the user", () => {
  expect(said.defective).toMatch(/^false TypeError|^false Error/);
});

test("an interruption ends the threads with its reason", () => {
  expect(said.interrupted).toBe("false Error interrupted");
});
