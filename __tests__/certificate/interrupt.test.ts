import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { certificateCommand } from "../../cli/certificate";
import { Interrupted } from "../../cli/interrupt";
import { invocationOf } from "../../cli/invocation";
import { PACKAGE_ROOT } from "../../support/package-root";
import { temporaryFolder } from "../support/environments";
import { consumerStack, writeStacks } from "./estate";

test.each(["judging", "writing"])("Ctrl-C while %s: no folder, and nothing beside it", async (phase) => {
  const parent = temporaryFolder();
  const names = Array.from({ length: 4 }, (_, index) => `dev-consumer-c${index}`);
  const stacks = writeStacks(
    join(parent, "cdktf.out"),
    Object.fromEntries(names.map((name) => [name, consumerStack(name)])),
  );
  const out = join(parent, "certificates");
  const controller = new AbortController();
  const work = {
    signal: controller.signal,
    onProgress: (doing: string, done: number) => {
      if (doing === phase && done === 1) controller.abort();
    },
  };
  const silent = { out: () => undefined, error: () => undefined };
  const called = {
    env: {},
    invocation: invocationOf({ env: {}, script: `${PACKAGE_ROOT}/dist/cli/main.js`, cwd: parent }),
  };
  const run = certificateCommand({ environments: parent, stacks, out, now: "2026-11-25" }, silent, called, work);
  await expect(run).rejects.toThrow(new Interrupted("Interrupted. No certificate was written."));
  expect([existsSync(out), readdirSync(parent)]).toEqual([false, ["cdktf.out"]]);
});
