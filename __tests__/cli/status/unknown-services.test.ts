import { buildReport, type ServiceObservation } from "../../../cli/status/build-report";
import { offeredServices } from "../../../cli/status/offered-services";
import { loadEnvironments } from "../../../config/load";
import { CouldNotAsk } from "../../../connections/could-not-ask";
import { GLOBEX, ledgerFolder } from "../../support/ledger-folder";

/** The report of one service, of whose endpoints one is seen. */
function report(problem: CouldNotAsk | undefined) {
  const connection = { endpointId: "vpce-1", owner: GLOBEX, region: "us-east-1", state: "available" } as const;
  const observation: ServiceObservation = { serviceId: "vpce-svc-1", connections: [connection], problem };
  const options = { source: "aws", generatedAt: new Date("2026-06-01T10:00:00Z"), today: "2026-06-01" } as const;
  return buildReport(offeredServices(loadEnvironments(ledgerFolder())), [observation], options);
}

test("of a service whose connections are not known, nothing is said of customers, and nothing differs", () => {
  const problem = new CouldNotAsk({ expected: "an answer", found: "none", fix: "try again" });
  expect(report(problem)).toMatchObject({
    services: [{ is_known: false, customers: [], problem: expect.stringContaining("expected: an answer") }],
    summary: { unknown_services: 1, customers: 0, differences: 0, by_difference: {} },
    exit_code: 2,
  });
});

test("of one whose connections are known, each customer has a line", () => {
  const { services, summary, exit_code } = report(undefined);
  expect(services[0]?.customers.map(({ customer, difference }) => [customer, difference])).toEqual([
    ["globex", null],
    ["web", "never-connected"],
  ]);
  expect([summary.by_difference, exit_code]).toEqual([{ "never-connected": 1 }, 1]);
});
