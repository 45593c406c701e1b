import { reconcileCommand } from "../../../cli/reconcile";
import type { ReconcileOptions } from "../../../cli/reconcile/options";
import { statusCommand } from "../../../cli/status";
import type { StatusReport } from "../../../ledger/status-report";
import { UNWATCHED } from "../../support/cli";
import { ENVIRONMENT, edit, temporaryFolder } from "../../support/environments";
import { FakeEc2 } from "../../support/fake-ec2";
import { keptStreams, ledgerFolder, outsideOf, statusOptions } from "../../support/ledger-folder";

const UNKNOWN = "999999999999";

/** A service whose acceptor has some settings; none where it has no acceptor. */
function folderWith(acceptor: string | undefined): string {
  const key = acceptor === undefined ? "" : `    acceptor: ${acceptor}\n`;
  return ledgerFolder({}, { "prod/environment.yaml": edit(ENVIRONMENT, "    targets:\n", `${key}    targets:\n`) });
}

const world = () => {
  const ec2 = new FakeEc2().service("vpce-svc-1", "prod-orders");
  for (const id of ["vpce-1", "vpce-2"]) ec2.connection(id, UNKNOWN, "available");
  return ec2;
};

/** What reconcile leaves of two live endpoints that no record names. */
async function reconciled(acceptor: string | undefined, more: Partial<ReconcileOptions> = {}) {
  const ec2 = world();
  const options = { environments: folderWith(acceptor), audit: `${temporaryFolder()}/a.jsonl`, yes: true, ...more };
  const around = { ...outsideOf({ "111111111111": ec2 }), confirm: undefined };
  const code = await reconcileCommand(options, keptStreams().streams, UNWATCHED, around);
  return [code, ec2.stateOf("vpce-1"), ec2.stateOf("vpce-2")];
}

test("reconcile does what the acceptor would do", async () => {
  expect(await reconciled("{ unknown: reject }")).toEqual([0, "rejected", "rejected"]);
  expect(await reconciled("{ unknown: reject, mostRejections: 2 }")).toEqual([0, "rejected", "rejected"]);
  expect(await reconciled("{ unknown: reject, mostRejections: 1 }")).toEqual([1, "available", "available"]);
  expect(await reconciled("{ mostRejections: 2 }")).toEqual([0, "available", "available"]);
});

test("reconcile leaves unknown endpoints where there is no acceptor", async () => {
  expect(await reconciled(undefined)).toEqual([0, "available", "available"]);
});

test("options say otherwise than the acceptor", async () => {
  const strict = "{ unknown: reject, mostRejections: 1 }";
  expect(await reconciled(strict, { mostRejections: 2 })).toEqual([0, "rejected", "rejected"]);
  expect(await reconciled(strict, { unknown: "leave" })).toEqual([0, "available", "available"]);
  expect(await reconciled("{ mostRejections: 2 }", { unknown: "reject", mostRejections: 0 })).toEqual([
    ...[1, "available", "available"],
  ]);
});

test.each([
  ["{ unknown: reject }", "reject"],
  ["{}", "none"],
  [undefined, "none"],
])("status says what the acceptor %s does", async (acceptor, action) => {
  const { kept, streams } = keptStreams();
  const options = statusOptions(folderWith(acceptor), { format: "json" });
  await statusCommand(options, streams, UNWATCHED, outsideOf({ "111111111111": world() }));
  const { services } = JSON.parse(kept.out) as StatusReport;
  expect(services[0]?.connections.map((each) => each.action)).toEqual([action, action]);
});
