import { makeEndpoints, makeService } from "../customers";
import { expectCode, expectIn, expectSame, run, type Trial, writeLedger } from "../trial";

const GLOBEX = "888888888888";
const STRANGER = "999999999999";

/** `status` and `reconcile` from a first request to a connection, in two accounts, with every exit code. */
export async function status(trial: Trial): Promise<void> {
  const { report, simulator } = trial;
  const environments = writeLedger(trial, { globex: { account: GLOBEX } });
  const args = (command: string, ...more: string[]) => [command, "--environments", environments, ...more];
  await report.check("2: a service that is not deployed", async () => {
    const { output } = await expectCode(2, run(trial, args("status")));
    expectIn(output, "deploy prod-service-orders, or leave the service out");
  });
  const service = await makeService(simulator, "prod-orders");
  await report.check("1: a customer who has no endpoint yet", async () => {
    expectIn((await expectCode(1, run(trial, args("status")))).output, "never-connected (1)");
  });
  const [endpoint = ""] = await makeEndpoints(simulator, GLOBEX, service, 1);
  await report.check("1: a request that waits", async () => {
    expectIn((await expectCode(1, run(trial, args("status")))).output, `globex/orders  ${endpoint}  ${GLOBEX}`);
  });
  await report.check("reconcile --dry-run changes nothing", async () => {
    const { calls } = await simulator.during(() => expectCode(0, run(trial, args("reconcile", "--dry-run"))));
    expectSame(
      calls.filter(({ action }) => action.startsWith("Accept")),
      [],
    );
  });
  await report.check("reconcile without --yes and without a terminal is refused", async () => {
    expectIn((await expectCode(2, run(trial, args("reconcile")))).output, "expected --yes, or a terminal");
  });
  await report.check("reconcile --yes accepts it, and status says 0", async () => {
    expectIn((await expectCode(0, run(trial, args("reconcile", "--yes")))).output, "1 accepted, 0 rejected");
    expectIn((await expectCode(0, run(trial, args("status")))).output, "1 connected, 0 waiting");
  });
  await report.check("status --watch ends at once where the customer is connected", async () => {
    expectIn((await expectCode(0, run(trial, args("status", "--watch")))).output, "1 of 1 connected");
  });
  await makeEndpoints(simulator, STRANGER, service, 1);
  await report.check("1: an endpoint that no record names, and reconcile leaves it", async () => {
    expectIn((await expectCode(1, run(trial, args("status")))).output, "unknown-request (1)");
    expectIn((await expectCode(0, run(trial, args("reconcile", "--yes")))).output, "0 endpoints to change");
  });
  await report.check("0: only the selected customer counts", async () => {
    await expectCode(0, run(trial, args("status", "--consumer", "globex")));
  });
  await report.check("2: credentials of another account", async () => {
    const { output } = await expectCode(2, run(trial, args("status"), STRANGER));
    expectIn(output, `credentials of account ${STRANGER}`);
  });
}
