import { readFileSync } from "node:fs";
import { join } from "node:path";
import { reconcileCommand } from "../../../cli/reconcile";
import { UNWATCHED } from "../../support/cli";
import { temporaryFolder } from "../../support/environments";
import { FakeEc2 } from "../../support/fake-ec2";
import { GLOBEX, keptStreams, ledgerFolder, outsideOf } from "../../support/ledger-folder";

/** Lines that the disk takes before it is full; it takes a part of the next one. */
let room: number;

jest.mock("node:fs", () => {
  const fs = jest.requireActual("node:fs");
  let left = 0;
  return {
    ...fs,
    writeSync: (file: number, bytes: Buffer, start: number) => {
      if (left > 0) left = 0;
      else if (room === 0) {
        left = 5;
        room = -1;
        return fs.writeSync(file, bytes, start, left);
      }
      if (room < 0) throw new Error("ENOSPC: no space left on device, write");
      room -= 1;
      return fs.writeSync(file, bytes, start);
    },
  };
});

test("where the disk becomes full, no further call is made, and what is not in the file is told", async () => {
  const { kept, streams } = keptStreams();
  const ec2 = new FakeEc2().service("vpce-svc-1", "prod-orders");
  for (let count = 100; count < 220; count++) ec2.connection(`vpce-${count}`, GLOBEX, "pendingAcceptance");
  const audit = join(temporaryFolder(), "audit.jsonl");
  // The line of what is intended, and twenty records.
  room = 21;
  const options = { environments: ledgerFolder(), audit, now: "2026-06-01", yes: true };
  const around = { ...outsideOf({ "111111111111": ec2 }), confirm: undefined };
  await expect(reconcileCommand(options, streams, UNWATCHED, around)).rejects.toThrow(
    "audit.jsonl: expected an audit file that can be written; found: ENOSPC: no space left on device, write. " +
      "50 endpoints were changed, and no further one is. The lines above are missing in it: add 30 to it.",
  );
  expect(ec2.calls.filter((call) => call === "accept")).toHaveLength(1);
  expect(kept.out).toContain("prod-orders: 50 accepted, 0 rejected, 70 not done (");
  const told = kept.error.trim().split("\n");
  const written = readFileSync(audit, "utf8").split("\n").slice(1, 21);
  const ids = [...written, ...told].map((line) => JSON.parse(line).endpoint_id);
  expect(ids).toEqual(Array.from({ length: 50 }, (_, index) => `vpce-${100 + index}`));
});
