import { bundle, invoke } from "../acceptor";
import { makeEndpoints, makeService, PROVIDER, statesOf } from "../customers";
import { type Customer, expectCode, expectIn, expectSame, run, type Trial, writeLedger } from "../trial";

/** Connections, and customers: half of these have no endpoint yet. */
const CONNECTIONS = 5_000;
const CUSTOMERS = 10_000;

/** Accounts that the endpoints are in. */
const ACCOUNTS = 10;

/** The acceptor with 10,000 customers, and `status` over 5,000 connections, with the seconds and the calls. */
export async function scale(trial: Trial): Promise<void> {
  const { report, simulator } = trial;
  const service = await makeService(simulator, "prod-orders");
  const endpoints: { id: string; account: string }[] = [];
  for (let index = 0; index < ACCOUNTS; index++) {
    const account = String(800_000_000_000 + index);
    const ids = await makeEndpoints(simulator, account, service, CONNECTIONS / ACCOUNTS);
    endpoints.push(...ids.map((id) => ({ id, account })));
  }
  const entries = Array.from({ length: CUSTOMERS }, (_, index) => ({
    ...{ customer: nameOf(index), connection: "orders", state: "allowed" as const, managed: false },
    accounts: [endpoints[index]?.account ?? String(700_000_000_000 + index)],
    ...(endpoints[index] === undefined ? {} : { endpointIds: [endpoints[index].id] }),
  }));
  const deployed = {
    ledger: { environment: "prod", kind: "service", service: "orders", entries } as const,
    settings: { unknown: "leave", mostRejections: 10 } as const,
  };
  const folder = await bundle(trial, deployed);
  await report.check(
    `the acceptor accepts ${CONNECTIONS} of ${CUSTOMERS} customers, and then finds nothing to do`,
    async () => {
      const { value, calls } = await simulator.during(() => invoke(trial, folder, service.id, [{}, {}]));
      const [first, second] = value.results;
      expectSame(
        [first?.Accepted, first?.Failed, second?.Accepted, second?.Connected],
        [CONNECTIONS, 0, 0, CONNECTIONS],
      );
      expectSame([...new Set((await statesOf(simulator, service)).values())], ["available"]);
      say(`first run ${seconds(first)}, second run ${seconds(second)}, ${calls.length} calls in all`);
    },
  );
  const customers: Record<string, Customer> = {};
  for (const [index, { id, account }] of endpoints.entries()) customers[nameOf(index)] = { account, endpointId: id };
  const services = { orders: { account: PROVIDER, hasAcceptor: true } };
  const environments = writeLedger(trial, customers, services);
  await report.check(`status over ${CONNECTIONS} connections`, async () => {
    const start = performance.now();
    const { calls, value } = await simulator.during(() =>
      expectCode(0, run(trial, ["status", "--environments", environments])),
    );
    const taken = { seconds: (performance.now() - start) / 1000 };
    expectIn(value.stdout, `${CONNECTIONS} connected, 0 waiting`);
    say(`${seconds(taken)} as a whole process, ${calls.length} calls`);
  });
}

function nameOf(index: number): string {
  return `customer-${String(index).padStart(5, "0")}`;
}

function seconds(taken: { readonly seconds: number } | undefined): string {
  return `${taken?.seconds.toFixed(1)} s`;
}

function say(figures: string): void {
  process.stdout.write(`         | ${figures}\n`);
}
