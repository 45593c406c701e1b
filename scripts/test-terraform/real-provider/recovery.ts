import { loadPolicy } from "../../../policies/checker/policy";
import { mustChangeNothing } from "../deployment";
import { mustBeClean, mustBreak } from "../judgement";
import type { Processes } from "../processes";
import { Project } from "../project";
import { CheckFailed, type Report } from "../report";
import { changesIn, type Stack } from "../stack";
import { inRealCloud, type RealCloud } from "./real-cloud";

const NAME = "demo-service-orders";
const ACCOUNT = "111111111111";

/**
 * What the real provider leaves behind where AWS refuses half of what makes a load balancer, and how an operator gets out; and
 * what becomes of a listener whose key changes.
 */
export async function recovery(report: Report, processes: Processes, folder: string): Promise<void> {
  const project = new Project(folder);
  await inRealCloud("recovery", { report, processes, folder }, async (cloud) => {
    const stack = await cloud.stack(NAME, await document(project, { http: HTTP }));
    await untainted(report, cloud, stack);
    await renamed(report, cloud, project, stack);
  });
}

const HTTP = { port: 80, targetPort: 8080 };

/** The service's stack with some listeners. */
async function document(project: Project, listeners: object) {
  project.write("demo/environment.yaml", {
    backend: { type: "local" },
    region: "us-east-1",
    quotas: { [ACCOUNT]: { reservedCapacityUnitsPerRegion: 5500 } },
    services: {
      orders: {
        account: ACCOUNT,
        vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
        listeners,
        loadBalancer: { capacityUnits: 5500 },
        targets: { type: "ip", addresses: ["10.10.0.20"] },
      },
    },
  });
  return JSON.parse((await project.synthesize()).get(NAME) ?? "{}");
}

async function untainted(report: Report, cloud: RealCloud, stack: Stack): Promise<void> {
  await report.check("recovery: a refused capacity reservation leaves a load balancer that is marked", async () => {
    await cloud.fail("ModifyCapacityReservation", 1, "InsufficientCapacity");
    await stack.plan();
    const said = await stack.applyRefused();
    if (!said.includes("ModifyCapacityReservation")) throw new CheckFailed(said);
    const again = await stack.applyRefused();
    if (!again.includes("already exists")) throw new CheckFailed(again);
  });
  await report.check("recovery: without the mark, what is missing comes by an update in place", async () => {
    const [address = ""] = addressesOf(stack, "aws_lb");
    await stack.untaint(address);
    const changes = changesIn((await stack.plan()).document);
    if (changes[address] !== "update") throw new CheckFailed(JSON.stringify(changes, null, 2));
    await stack.apply();
    await mustChangeNothing(stack);
  });
}

async function renamed(report: Report, cloud: RealCloud, project: Project, stack: Stack): Promise<void> {
  const policy = await loadPolicy();
  await report.check("recovery: the policies refuse another key of a listener", async () => {
    cloud.write(NAME, await document(project, { web: HTTP }));
    mustBreak(policy, (await stack.plan()).document, "listener-ports", "aws_lb_listener");
  });
  await report.check("recovery: with renamedFrom, listener and target group stay", async () => {
    cloud.write(NAME, await document(project, { web: { ...HTTP, renamedFrom: "http" } }));
    const plan = await stack.plan();
    mustBeClean(policy, plan.document);
    const others = Object.values(changesIn(plan.document)).filter((change) => change !== "update");
    if (others.length > 0) throw new CheckFailed(plan.output);
    await stack.apply();
    await mustChangeNothing(stack);
  });
}

function addressesOf({ document }: Stack, type: string): string[] {
  return Object.keys(document.resource[type] ?? {}).map((name) => `${type}.${name}`);
}
