import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { mustBreak } from "../judgement";
import { loneConsumer } from "../lone-consumer";
import { CheckFailed } from "../report";
import type { Stack } from "../stack";

/** The shipped customer who runs their own side, and what they connect to. */
const ENVIRONMENT = "prod";
const FILE = "prod/consumers/globex.yaml";
/** The same customer under another name. */
const RENAMED = "prod/consumers/globex-ltd.yaml";
const ACCOUNT = "888888888888";
const ENDPOINT_ID = ["connections", "orders", "endpointId"];
const SERVICE_STACK = "prod-service-orders";
const ACCEPTANCE_STACK = "prod-acceptance-orders";
const ACCEPTER = "aws_vpc_endpoint_connection_accepter.connections_globex_orders";

/**
 * The life of a customer who runs their own side, with an environment of theirs in this same project: they connect and
 * wait; they tell the id of their endpoint and are accepted; their entry loses it and they are rejected.
 */
export async function externalCustomer(context: Context): Promise<void> {
  const { report, project, policy } = context;
  const customer = customerStack(context, await serviceName(context));
  const before = await project.synthesize();
  const acceptance = stackNamed(context, ACCEPTANCE_STACK);

  await report.section(async () => {
    const endpointId = await report.check("external customer: the endpoint waits for acceptance", async () => {
      await customer.init();
      await customer.planAndApply();
      const [id = ""] = Object.keys(await mustBe(customer, "pendingAcceptance"));
      return id;
    });
    await report.check("external customer: endpointId in their file changes the acceptance stack alone", async () => {
      project.edit(FILE, (document) => document.setIn(ENDPOINT_ID, endpointId));
      const after = await project.synthesize();
      const changed = [...after.keys()].filter((name) => after.get(name) !== before.get(name));
      if (changed.join() !== ACCEPTANCE_STACK || after.size !== before.size) throw new CheckFailed(changed.join("\n"));
    });
    await report.check("external customer: the endpoint is available once they are accepted", async () => {
      await acceptance.planAndApply();
      await mustBe(customer, "available");
    });
    await report.check("external customer: neither side's next plan shows changes", async () => {
      await mustChangeNothing(acceptance);
      await mustChangeNothing(customer);
    });
    await report.check("external customer: a plan under another name of the customer is refused", async () => {
      const text = project.read(FILE);
      project.remove(FILE);
      project.write(RENAMED, text);
      await project.synthesize();
      const { document } = await acceptance.plan();
      mustBreak(policy, document, "accepted-connections", ACCEPTER);
      project.remove(RENAMED);
      project.write(FILE, text);
    });
    await report.check(
      "external customer: a plan without endpointId is refused, and rejects the connection",
      async () => {
        project.edit(FILE, (document) => document.deleteIn(ENDPOINT_ID));
        const after = await project.synthesize();
        if (after.get(ACCEPTANCE_STACK) !== before.get(ACCEPTANCE_STACK))
          throw new CheckFailed(`${ACCEPTANCE_STACK} is not what it was`);
        mustBreak(policy, (await acceptance.plan()).document, "accepted-connections", ACCEPTER);
        await acceptance.apply();
        await mustBe(customer, "rejected");
      },
    );
  });
  // On its own, so that nothing of the customer's is in the way of the rest whatever failed.
  await report.section(() => report.check("external customer: destroy", () => customer.destroy()));
}

async function serviceName(context: Context): Promise<unknown> {
  return (await stackNamed(context, SERVICE_STACK).outputs()).service_name;
}

function customerStack(context: Context, serviceName: unknown): Stack {
  const region = context.project.environments().find(({ name }) => name === ENVIRONMENT)?.region;
  const vpc = { cidr: "10.99.0.0/20", zones: ["use1-az1", "use1-az2"] };
  const connections = { orders: { serviceName, ports: [80] } };
  return loneConsumer(context, "globex", "shop", { account: ACCOUNT, vpc, connections }, region);
}

async function mustBe(stack: Stack, state: string): Promise<Readonly<Record<string, unknown>>> {
  const states = await stack.endpointStates();
  if (Object.values(states).join() !== state)
    throw new CheckFailed(`expected one endpoint, ${state}; found: ${JSON.stringify(states)}`);
  return states;
}
