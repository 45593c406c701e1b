import { localPath } from "../../../stacks/state";
import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { policyWith } from "../judgement";
import { CheckFailed } from "../report";
import { changesIn, type Stack } from "../stack";
import { trial } from "../trial";
import { mustWatchEndpoints } from "./watched-endpoints";

const ZONES = ["use1-az1", "use1-az2"];
const CONSUMER_FILE = "demo/consumers/vault.yaml";
/** The output that has the name of the appliances' service: the consumer's stack does not know it. */
const OWNER = {
  remote_state: { path: localPath("demo-appliance-firewall") },
  output: "service_name",
  stacks: ["demo-consumer-vault"],
};
const NETWORK = "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0";

/**
 * Appliances on the way of a consumer's packets, and a service network: without routes until the endpoints are
 * accepted, then routed, then taken out of the way.
 */
export async function inspection(context: Context): Promise<void> {
  const files = {
    "demo/environment.yaml": {
      backend: { type: "local" },
      region: "us-east-1",
      appliances: {
        firewall: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones: ZONES },
          targets: { type: "ip", addresses: ["10.10.0.10", "10.10.1.10"] },
        },
      },
    },
    [CONSUMER_FILE]: {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones: ZONES },
      connections: { shared: { serviceNetworkArn: NETWORK, ports: [443] } },
      inspection: {
        appliance: "firewall",
        clientSubnets: { "use1-az1": "10.20.8.0/24", "use1-az2": "10.20.9.0/24" },
        subnets: { "use1-az1": "10.20.15.0/28", "use1-az2": "10.20.15.16/28" },
        routed: false,
      },
      monitoring: { connections: { "inspection-use1-az1": { activeConnections: 10_000 } } },
    },
  };
  const policy = await policyWith({
    allowed_appliance_services: [OWNER],
    allowed_service_networks: [NETWORK],
  });
  await trial({ ...context, policy }, "inspection", files, async (deployed) => {
    const { report, project } = deployed;
    const consumer = stackNamed(deployed, "demo-consumer-vault");
    await report.check(
      "inspection: the acceptance stack accepts the endpoint of the appliances in each zone",
      async () => {
        const { accepted_connections: accepted } = await stackNamed(deployed, "demo-acceptance-firewall").outputs();
        if (String(accepted) !== "vault/inspection-use1-az1,vault/inspection-use1-az2")
          throw new CheckFailed(JSON.stringify(accepted));
      },
    );
    await report.check("inspection: alarms and dashboard name the endpoints of the appliances", () =>
      mustWatchEndpoints(consumer, [2, 3]),
    );
    const route = async (routed: boolean) => {
      project.edit(CONSUMER_FILE, (document) => document.setIn(["inspection", "routed"], routed));
      await project.synthesize();
      const { document, output } = await consumer.plan();
      const changes = Object.entries(changesIn(document));
      if (
        changes.length !== 3 ||
        changes.some(([address, change]) => change !== "update" || !address.includes("route"))
      )
        throw new CheckFailed(output);
      await consumer.apply();
      await mustChangeNothing(consumer);
    };
    await report.check("inspection: routes come in place, once the endpoints are accepted", () => route(true));
    await report.check(
      "inspection: a plan is judged by the names of the service and of the network, and by the output",
      async () => {
        await mustBe(consumer, {}, "VIOLATED");
        const { service_name: name } = await stackNamed(deployed, "demo-appliance-firewall").outputs();
        const config = { allowed_appliance_services: [String(name)], allowed_service_networks: [NETWORK] };
        await mustBe(consumer, config, "PROVEN");
        await mustBe(consumer, { ...config, allowed_appliance_services: [OWNER] }, "PROVEN");
        const other = { ...OWNER, output: "service_id" };
        await mustBe(consumer, { ...config, allowed_appliance_services: [other] }, "VIOLATED");
      },
    );
    await report.check("inspection: the appliances are taken out of the way in place", () => route(false));
    await report.check("inspection: the appliances and their subnets go, and nothing else", async () => {
      project.edit(CONSUMER_FILE, (document) => {
        document.deleteIn(["inspection"]);
        // Of what is left, nothing has metrics.
        document.deleteIn(["monitoring"]);
      });
      await project.synthesize();
      await consumer.planAndApply();
      await mustChangeNothing(consumer);
      const { endpoint_ids: endpoints } = await consumer.outputs();
      if (Object.keys(endpoints as object).join() !== "shared") throw new CheckFailed(JSON.stringify(endpoints));
    });
  });
}

/** Fails unless the policies say this of the VPC in a plan of what is deployed. @param config policy data. */
async function mustBe(stack: Stack, config: object, result: string): Promise<void> {
  const policy = await policyWith(config);
  const verdict = policy.judge((await stack.plan()).document);
  const found = verdict.verdict === "unjudgeable" ? verdict.why : verdict.consumer_vpcs.map((vpc) => vpc.result);
  if (found.join() !== result) throw new CheckFailed(JSON.stringify(verdict, undefined, 2));
}
