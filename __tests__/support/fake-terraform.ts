import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { terraformDigest } from "../../engine/stack-files";
import { ORDER_FORMAT } from "../../pipeline/order-file";
import { engineEntry } from "../../pipeline/terraform/engine";
import { temporaryFolder } from "./environments";

/** What a command of the fake says and does. */
export interface FakeCommand {
  /** Exit code. @default 0 */
  readonly code?: number;
  /** Messages of `-json`, or a text as it is. @default - none */
  readonly out?: readonly object[] | string;
  readonly err?: string;
  /** Milliseconds that it takes. @default 0 */
  readonly slow?: number;
  /** Whether it writes no plan, whatever its exit code. @default false */
  readonly crash?: boolean;
  /** Whether it does not end when it is interrupted. @default false */
  readonly deaf?: boolean;
}

/** What a fake Terraform does with a stack. All succeeds, and there is nothing to do, unless said otherwise. */
export interface FakeStack {
  readonly init?: FakeCommand;
  readonly plan?: FakeCommand;
  readonly show?: FakeCommand;
  readonly state?: FakeCommand;
  readonly dependencies?: readonly string[];
  /** What plans it. @default - Terraform */
  readonly engine?: "tofu";
  /** What the stack declares, besides the states of its dependencies. */
  readonly document?: object;
}

/** A project with stacks, and a fake Terraform for them. */
export interface FakeProject {
  readonly folder: string;
  readonly stacks: string;
  readonly plans: string;
  /** Variables with which the fake is found. */
  readonly env: NodeJS.ProcessEnv;
  /** What was called: `init dev-service-orders`, in order. */
  readonly calls: () => string[];
}

/** A plan as `terraform show -json` prints it. @param parts what it says besides. */
export function fakePlan(parts: object = {}): FakeCommand {
  return {
    out: JSON.stringify({ format_version: "1.2", terraform_version: "1.15.5", resource_changes: [], ...parts }),
  };
}

/** The end of a plan that has something to do. */
export const CHANGES: FakeCommand = { code: 2 };

/** A state that there is. */
export const DEPLOYED: FakeCommand = {
  out: JSON.stringify({ version: 4, lineage: "8f0c", serial: 7, outputs: {}, resources: [] }),
};

/** An error as `-json` tells it. */
export function fakeError(summary: string, detail = "", address?: string): object {
  const diagnostic = { severity: "error", summary, detail, ...(address === undefined ? {} : { address }) };
  return { "@level": "error", "@message": `Error: ${summary}`, type: "diagnostic", diagnostic };
}

/** A plan that fails because the state of another stack is not there. */
export function noStateOf(stack: string): FakeCommand {
  const address = `data.terraform_remote_state.state-${stack}`;
  return { code: 1, out: [fakeError("Unable to find remote state", "No stored state was found.", address)] };
}

/** Writes stacks, their order, and a fake Terraform. @param stacks by name, in their order. */
export function fakeProject(stacks: Readonly<Record<string, FakeStack>>, version = "1.15.5"): FakeProject {
  const folder = temporaryFolder();
  const out = join(folder, "cdktf.out");
  const waves = new Map<string, number>();
  const ordered = Object.entries(stacks).map(([name, { dependencies = [], document = {}, engine }]) => {
    const states = dependencies.map((each) => [
      `state-${each}`,
      { config: { path: `../../../states/${each}.tfstate` } },
    ]);
    const path = join(out, "stacks", name);
    mkdirSync(path, { recursive: true });
    const data = { terraform_remote_state: Object.fromEntries(states) };
    writeFileSync(join(path, "cdk.tf.json"), JSON.stringify({ data, ...document }));
    const wave = Math.max(-1, ...dependencies.map((each) => waves.get(each) ?? -1)) + 1;
    waves.set(name, wave);
    const [environment = "", kind = ""] = name.split("-");
    const place = { folder: `stacks/${name}`, account: "111111111111", region: "us-east-1", ...engineEntry(engine) };
    return { name, environment, kind, ...place, dependencies, wave, digest: terraformDigest(path) };
  });
  const environments = Object.fromEntries(ordered.map(({ environment }) => [environment, { deferred: "approve" }]));
  const numbers = [...new Set(waves.values())].sort((a, b) => a - b);
  const names = numbers.map((wave) => ordered.filter((each) => each.wave === wave).map(({ name }) => name));
  writeJson(join(out, "order.json"), { ...ORDER_FORMAT, environments, waves: names, stacks: ordered });
  writeJson(join(folder, "scenario.json"), { version, stacks });
  const programs = join(folder, "bin");
  mkdirSync(programs);
  for (const name of ["terraform", "tofu"]) {
    writeFileSync(join(programs, name), `#!${process.execPath}\n${PROGRAM}`);
    chmodSync(join(programs, name), 0o755);
  }
  const calls = join(folder, "calls");
  return {
    ...{ folder, stacks: out, plans: join(folder, "plans") },
    env: {
      PATH: `${programs}${delimiter}${process.env.PATH}`,
      // In no repository, as the stacks are of no commit.
      PRIVATELINK_ENVIRONMENTS_DIR: join(folder, "environments"),
      ...{ HOME: folder, FAKE_SCENARIO: join(folder, "scenario.json"), FAKE_CALLS: calls },
    },
    calls: () => (existsSync(calls) ? readFileSync(calls, "utf8").trim().split("\n") : []),
  };
}

/** Writes a value to a file as JSON. */
export function writeJson(path: string, value: unknown): void {
  writeFileSync(path, JSON.stringify(value));
}

const PROGRAM = `
const { appendFileSync, readFileSync, writeFileSync } = require("node:fs");
const { basename } = require("node:path");
const isTofu = basename(process.argv[1]) === "tofu";
const scenario = JSON.parse(readFileSync(process.env.FAKE_SCENARIO, "utf8"));
const [command, ...args] = process.argv.slice(2);
if (command === "version") {
  process.stdout.write((isTofu ? "OpenTofu v1.12.6" : "Terraform v" + scenario.version) + "\\non linux_amd64\\n");
  process.exit(0);
}
const stack = basename(process.cwd());
const note = (text) => appendFileSync(process.env.FAKE_CALLS, text + "\\n");
const told = args.flatMap((arg) => (arg === "-destroy" ? [arg] : arg === "-lock=true" ? ["locked"] : []));
const { code = 0, out = command === "show" ? '{"format_version":"1.2"}' : "", err = "", slow = 0, deaf = false, crash = false } =
  scenario.stacks[stack]?.[command] ?? {};
process.on("SIGINT", () => {
  note("interrupted " + stack);
  if (!deaf) process.exit(1);
});
// A test interrupts as soon as it reads this: so only after the program listens.
note([...(isTofu ? ["tofu"] : []), command, stack, ...told].join(" "));
setTimeout(() => {
  const file = args.find((arg) => arg.startsWith("-out="));
  if (file !== undefined && code !== 1 && !crash) writeFileSync(file.slice(5), "plan of " + stack);
  if (slow > 0) note(["end", command, stack].join(" "));
  process.stderr.write(err);
  process.stdout.write(typeof out === "string" ? out : out.map((each) => JSON.stringify(each) + "\\n").join(""));
  process.exitCode = code;
  process.removeAllListeners("SIGINT");
}, slow);
`;
