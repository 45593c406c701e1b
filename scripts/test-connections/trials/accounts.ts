import { makeEndpoints, makeService, PROVIDER } from "../customers";
import { expectCode, expectIn, expectSame, run, type Trial, writeLedger } from "../trial";

const OTHER = "222222222222";
const GLOBEX = "888888888888";

/** Account of whoever runs the commands: it has nothing but roles to assume. */
const DEPLOYER = "333333333333";

/** Services in two accounts, each asked with its role; and one account that does not answer. */
export async function accounts(trial: Trial): Promise<void> {
  const { report, simulator } = trial;
  const services = { orders: { account: PROVIDER, role: "deploy" }, billing: { account: OTHER, role: "team/deploy" } };
  const environments = writeLedger(trial, { globex: { account: GLOBEX } }, services);
  const args = (...more: string[]) => ["status", "--environments", environments, ...more];
  const orders = await makeService(simulator, "prod-orders");
  await makeService(simulator, "prod-billing", OTHER);
  await makeEndpoints(simulator, GLOBEX, orders, 1);
  await report.check(
    "both accounts are asked, with the role of each: two calls and the caller's identity",
    async () => {
      const { calls, value } = await simulator.during(() => expectCode(1, run(trial, args(), DEPLOYER)));
      expectIn(value.stdout, "2 services, 1 record, 1 endpoint (0 connected)");
      const inAccounts = calls
        .filter(({ account }) => account !== DEPLOYER)
        .map((call) => `${call.account} ${call.action}`);
      const both = (action: string) => [`${PROVIDER} ${action}`, `${OTHER} ${action}`];
      expectSame(
        inAccounts.sort(),
        ["DescribeVpcEndpointConnections", "DescribeVpcEndpointServiceConfigurations", "GetCallerIdentity"]
          .flatMap(both)
          .sort(),
      );
    },
  );
  await report.check("2: one account does not answer; the other is told all the same", async () => {
    await simulator.fail("AssumeRole", 1, "AccessDenied", 403);
    const { stdout } = await expectCode(2, run(trial, args("--format", "json"), DEPLOYER));
    const known: boolean[] = JSON.parse(stdout).services.map((service: { is_known: boolean }) => service.is_known);
    expectSame(known.sort(), [false, true]);
  });
  await report.check("reconcile accepts in one account, and leaves the other", async () => {
    const reconcile = ["reconcile", "--environments", environments, "--yes"];
    expectIn((await expectCode(0, run(trial, reconcile, DEPLOYER))).output, "prod-orders: 1 accepted, 0 rejected.");
    expectIn((await expectCode(0, run(trial, args(), DEPLOYER))).output, "1 connected, 0 waiting");
  });
}
