import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Interrupted, interruption, orInterrupted } from "../../cli/interrupt";
import { invocationOf } from "../../cli/invocation";
import { policyCommand } from "../../cli/policy";
import type { Work } from "../../cli/run";
import { startCommand } from "../../cli/start";
import { synthCommand } from "../../cli/synth";
import { PACKAGE_ROOT } from "../../support/package-root";
import { SILENT, UNWATCHED } from "../support/cli";
import { CONSUMER, ENVIRONMENT, folderOf, temporaryFolder } from "../support/environments";
import { rejected } from "../support/rejected";
import { runInShell } from "../support/run-node";

const FILES = { "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": CONSUMER };
const CALLED = { env: {}, invocation: invocationOf({ env: {}, script: `${PACKAGE_ROOT}/x.js`, cwd: PACKAGE_ROOT }) };

/** Work that is interrupted when it tells of a phase. */
function interruptedAt(phase: string): Work {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    onProgress: (found) => {
      if (found === phase) controller.abort();
    },
  };
}

function newEstate(): { environments: string; out: string; folder: string } {
  const folder = temporaryFolder();
  return { environments: folderOf(FILES), out: join(folder, "out"), folder };
}

describe("an interrupted command says what has become of its work", () => {
  test.each(["reading consumers", "building stacks"])("%s: nothing was changed, and nothing is left", async (phase) => {
    const { folder, ...options } = newEstate();
    const error = await rejected(synthCommand(options, SILENT, interruptedAt(phase)));
    expect(error).toBeInstanceOf(Interrupted);
    expect(error.message).toBe(`Interrupted. Nothing in ${options.out} was changed.`);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("while what changed is built again: the folder is as it was", async () => {
    const { folder, ...options } = newEstate();
    await synthCommand(options, SILENT, UNWATCHED);
    const before = readdirSync(folder, { recursive: true });
    const again = { ...options, force: true };
    await rejected(synthCommand(again, SILENT, interruptedAt("building stacks")));
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  test("while stacks are judged: they are written, but not judged", async () => {
    const { folder: _, ...options } = newEstate();
    const error = await rejected(startCommand(options, SILENT, CALLED, interruptedAt("judging stacks")));
    expect(error.message).toBe(`Interrupted. The stacks in ${options.out} are written, but not judged.`);
    expect(existsSync(join(options.out, "stacks/dev-consumer-web/cdk.tf.json"))).toBe(true);
  });

  test("while a folder is judged: no report was written", async () => {
    const { folder: _, ...options } = newEstate();
    await synthCommand(options, SILENT, UNWATCHED);
    const error = await rejected(policyCommand([options.out], { data: [] }, SILENT, interruptedAt("judging")));
    expect(error.message).toBe("Interrupted. No report was written.");
  });
});

test("errors that are no interruption pass unchanged", async () => {
  const work = () => Promise.reject(new Error("disk full"));
  await expect(orInterrupted(AbortSignal.abort(), "Interrupted.", work)).rejects.toThrow("disk full");
});

test("signals are no longer caught when the work has ended", () => {
  const before = process.listenerCount("SIGINT");
  const { signal, end } = interruption();
  expect(process.listenerCount("SIGINT")).toBe(before + 1);
  end();
  expect(process.listenerCount("SIGINT")).toBe(before);
  expect(signal.aborted).toBe(false);
});

/** Runs a command that sends a signal to itself as soon as it writes beside its output folder. */
const signalled = (signal: string, out: string) => `
  const { readdirSync } = require("node:fs");
  const folder = ${JSON.stringify(join(out, ".."))};
  const timer = setInterval(() => {
    if (!readdirSync(folder).some((name) => name.includes(".writing-"))) return;
    clearInterval(timer);
    process.kill(process.pid, "${signal}");
  }, 1);
  timer.unref();
  require("./cli/program.ts").runProgram(["synth", "--force", "--out", ${JSON.stringify(out)}]);`;

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
])("%s ends a command with %i, and leaves nothing beside the output folder", async (signal, code) => {
  const folder = temporaryFolder();
  const { stdout, stderr } = await runInShell("run; echo $?", signalled(signal, join(folder, "out")));
  expect(stdout).toBe(`${code}\n`);
  expect(stderr).toMatch(/^Interrupted\. Nothing in \S+ was changed\.\n/);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(readdirSync(folder)).toEqual([]);
});
