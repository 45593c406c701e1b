import type { LedgerEntry } from "../../../ledger/service-ledger";
import { bundle, deploy, invoke } from "../acceptor";
import { makeEndpoints, makeService, statesOf } from "../customers";
import { expectSame, type Trial } from "../trial";

const ACCOUNTS = { globex: "888888888888", initech: "777777777777", stranger: "999999999999" };

const customer = (name: "globex" | "initech", more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ customer: name, connection: "orders", state: "allowed", managed: false, accounts: [ACCOUNTS[name]] },
  ...more,
});

const deployed = (...entries: LedgerEntry[]) => ({
  ledger: { environment: "prod", kind: "service", service: "orders", entries } as const,
  settings: { unknown: "leave", mostRejections: 10 } as const,
});

const SCHEDULE = { source: "aws.events", "detail-type": "Scheduled Event" };

/** A notification as Amazon SNS hands it to Lambda. */
const notification = (endpoint: string, action: string) => ({
  Records: [
    {
      ...{ EventSource: "aws:sns", EventVersion: "1.0" },
      Sns: { Type: "Notification", Message: JSON.stringify({ VpcEndpointId: endpoint, EventType: action }) },
    },
  ],
});

/** The bundled acceptor, in plain Node, on events that are lost, repeated, out of order or made up. */
export async function acceptor(trial: Trial): Promise<void> {
  const { report, simulator } = trial;
  const service = await makeService(simulator, "prod-orders");
  const [globex = ""] = await makeEndpoints(simulator, ACCOUNTS.globex, service, 1);
  const [initech = ""] = await makeEndpoints(simulator, ACCOUNTS.initech, service, 1);
  const [stranger = ""] = await makeEndpoints(simulator, ACCOUNTS.stranger, service, 1);
  const states = async () => {
    const all = await statesOf(simulator, service);
    return [globex, initech, stranger].map((id) => all.get(id));
  };
  const folder = await report.check("the acceptor is bundled", () => bundle(trial, deployed(customer("globex"))));
  await report.check("an event that names another endpoint accepts only what the ledger allows", async () => {
    const { results } = await invoke(trial, folder, service.id, [notification(stranger, "Connect")]);
    expectSame([results[0]?.Accepted, results[0]?.Unknown], [1, 2]);
    expectSame(await states(), ["available", "pendingAcceptance", "pendingAcceptance"]);
  });
  await report.check("repeated and reordered events change nothing more", async () => {
    const events = [notification(globex, "Accept"), notification(globex, "Connect"), SCHEDULE, null, "x"];
    const { calls, value } = await simulator.during(() => invoke(trial, folder, service.id, events));
    expectSame(
      value.results.map(({ Accepted, Failed }) => [Accepted, Failed]),
      events.map(() => [0, 0]),
    );
    expectSame([...new Set(calls.map(({ action }) => action))], ["DescribeVpcEndpointConnections"]);
  });
  await report.check("a lost event: the schedule accepts", async () => {
    deploy(folder, deployed(customer("globex"), customer("initech")));
    await invoke(trial, folder, service.id, [SCHEDULE]);
    expectSame(await states(), ["available", "available", "pendingAcceptance"]);
  });
  await report.check("a customer is drained and another revoked: one stays, one is cut", async () => {
    const revoked = customer("initech", { state: "revoked", since: "2026-01-01", reason: "left" });
    deploy(folder, deployed(customer("globex", { state: "draining" }), revoked));
    await invoke(trial, folder, service.id, [SCHEDULE]);
    expectSame(await states(), ["available", "rejected", "pendingAcceptance"]);
  });
  await report.check("throttling and errors of AWS: the run gets through", async () => {
    await makeEndpoints(simulator, ACCOUNTS.globex, service, 1);
    deploy(folder, deployed(customer("globex")));
    await simulator.fail("DescribeVpcEndpointConnections", 1, "RequestLimitExceeded", 503);
    await simulator.fail("AcceptVpcEndpointConnections", 1, "InternalError", 500);
    const { results } = await invoke(trial, folder, service.id, [SCHEDULE]);
    expectSame([results[0]?.Accepted, results[0]?.Failed], [1, 0]);
  });
  await report.check(
    "a missing permission fails the run, so that Lambda tries again, and the next one gets through",
    async () => {
      await makeEndpoints(simulator, ACCOUNTS.globex, service, 1);
      await simulator.fail("AcceptVpcEndpointConnections", 1, "UnauthorizedOperation", 403);
      const { results } = await invoke(trial, folder, service.id, [SCHEDULE, SCHEDULE]);
      expectSame([results[0]?.error, results[1]?.Accepted], ["1 of the run failed or was not done: see the log", 1]);
    },
  );
}
