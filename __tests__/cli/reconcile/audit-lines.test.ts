import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reconcileCommand } from "../../../cli/reconcile";
import { UNWATCHED } from "../../support/cli";
import { temporaryFolder } from "../../support/environments";
import { FakeEc2 } from "../../support/fake-ec2";
import { GLOBEX, keptStreams, ledgerFolder, outsideOf } from "../../support/ledger-folder";

/** Accepts an endpoint, with an audit file. */
async function accept(endpointId: string, audit: string): Promise<void> {
  const ec2 = new FakeEc2().service("vpce-svc-1", "prod-orders").connection(endpointId, GLOBEX, "pendingAcceptance");
  const options = { environments: ledgerFolder(), audit, now: "2026-06-01", yes: true };
  const around = { ...outsideOf({ "111111111111": ec2 }), confirm: undefined };
  expect(await reconcileCommand(options, keptStreams().streams, UNWATCHED, around)).toBe(0);
}

/** The endpoints that something came of, by the lines that say so. */
const endpointsIn = (audit: string) =>
  readFileSync(audit, "utf8")
    .trimEnd()
    .split("\n")
    .flatMap((line) => JSON.parse(line).endpoint_id ?? []);

test("each run adds its lines: those of earlier runs stay", async () => {
  const audit = join(temporaryFolder(), "audit.jsonl");
  await accept("vpce-1", audit);
  const earlier = readFileSync(audit, "utf8");
  await accept("vpce-2", audit);
  expect(endpointsIn(audit)).toEqual(["vpce-1", "vpce-2"]);
  expect(readFileSync(audit, "utf8").startsWith(earlier)).toBe(true);
});

test("only the user may read a new file; one that is there keeps its rights", async () => {
  const folder = temporaryFolder();
  const modeOf = (path: string) => statSync(path).mode & 0o777;
  const before = process.umask(0o022);
  try {
    await accept("vpce-1", join(folder, "new.jsonl"));
    writeFileSync(join(folder, "there.jsonl"), "", { mode: 0o640 });
    await accept("vpce-1", join(folder, "there.jsonl"));
  } finally {
    process.umask(before);
  }
  expect([modeOf(join(folder, "new.jsonl")), modeOf(join(folder, "there.jsonl"))]).toEqual([0o600, 0o640]);
});
