import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { markOfThisProcess, type ProcessMark } from "../../../engine/process-mark";
import { inPrivateFolder, sweepPrivateFolders } from "../../../pipeline/apply/private-folder";
import { temporaryFolder } from "../../support/environments";
import { runInShell } from "../../support/run-node";

const SIGNAL = new AbortController().signal;

/** A folder that a run left. @param days how old it is. */
function left(mark: ProcessMark | undefined, days = 0): string {
  const folder = mkdtempSync(join(tmpdir(), "privatelink-apply-"));
  if (mark !== undefined) writeFileSync(join(folder, "process.json"), JSON.stringify(mark));
  mkdirSync(join(folder, "files"));
  const time = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  utimesSync(folder, time, time);
  return folder;
}

test("only this user may read it, and it is gone afterwards", async () => {
  const before = process.listenerCount("SIGINT");
  const [folder, mode] = await inPrivateFolder(async (own) => [own, statSync(dirname(own)).mode & 0o777], SIGNAL);
  expect([mode, existsSync(dirname(folder as string))]).toEqual([0o700, false]);
  expect(process.listenerCount("SIGINT")).toBe(before);
});

test("sweeps what processes left that were killed, and leaves what others work in", async () => {
  const own = markOfThisProcess();
  const dead = left({ ...own, pid: 2 ** 22 + 5, started: "1" });
  const running = left(own);
  const [elsewhere, longAgo] = [left({ ...own, place: "another" }), left({ ...own, place: "another" }, 3)];
  const [begun, unsaid] = [left(undefined), left(undefined, 3)];
  await inPrivateFolder(async (folder) => {
    sweepPrivateFolders(new Date());
    expect(existsSync(folder)).toBe(true);
  }, SIGNAL);
  const all = [dead, longAgo, unsaid, running, elsewhere, begun];
  expect(all.map((folder) => existsSync(folder))).toEqual([false, false, false, true, true, true]);
  for (const folder of all) rmSync(folder, { recursive: true, force: true });
});

test("a second signal ends the process, and leaves nothing", async () => {
  const folder = temporaryFolder();
  const source = `
    const { interruption } = require("./cli/interrupt.ts");
    const { inPrivateFolder } = require("./pipeline/apply/private-folder.ts");
    const { writeFileSync } = require("node:fs");
    const { signal } = interruption();
    const wait = () => new Promise((resolve) => setTimeout(resolve, 20_000));
    signal.addEventListener("abort", () => setImmediate(() => process.stdout.write("first\\n")));
    void inPrivateFolder((outer) => inPrivateFolder(async (own) => {
      writeFileSync(own + "/plan", "secret");
      process.stdout.write("ready\\n");
      await wait();
    }, signal), signal);
  `;
  const script = `
    export TMPDIR=${JSON.stringify(folder)}
    cd ${JSON.stringify(process.cwd())}
    coproc RUN { exec "$NODE" --eval "$CODE"; }
    process=$RUN_PID
    read -r line <&"\${RUN[0]}"
    kill -TERM $process
    read -r line <&"\${RUN[0]}"
    kill -TERM $process
    wait $process
    echo "ended with $?"
  `;
  const { stdout } = await runInShell(script, source);
  expect([stdout, readdirSync(folder)]).toEqual(["ended with 143\n", []]);
});
