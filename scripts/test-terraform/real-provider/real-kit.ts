import { join } from "node:path";
import { CUSTOMER, type Customer, writeCustomerKit } from "../kit/customer";
import type { Processes } from "../processes";
import { Project } from "../project";
import { CheckFailed, type Report } from "../report";
import type { StackDocument } from "../stack";
import { inRealCloud, type RealCloud } from "./real-cloud";

const SERVICE = "demo-service-orders";
const DOMAIN = "demo-domain-orders";
const ACCEPTANCE = "demo-acceptance-orders";
const FILE = "demo/consumers/globex.yaml";

/** The real provider applies the module of a kit, as the customer, against the service's own stack. */
export async function realKit(report: Report, processes: Processes, folder: string): Promise<void> {
  const project = new Project(folder);
  await inRealCloud("real kit", { report, processes, folder }, async (cloud) => {
    project.write("demo/environment.yaml", {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        orders: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: { http: { port: 80, targetPort: 8080 } },
          targets: { type: "ip", addresses: ["10.10.0.20"] },
          privateDns: { name: "orders.example.com", verify: true },
        },
      },
    });
    project.write(FILE, { external: true, account: CUSTOMER, connections: { orders: { service: "orders" } } });
    const card = await report.check("real kit: the service is deployed, and puts out its card", async () => {
      const service = await cloud.stack(SERVICE, await documentOf(project, SERVICE, folder));
      await service.planAndApply();
      await (await cloud.stack(DOMAIN, await documentOf(project, DOMAIN, folder))).planAndApply();
      return service.rawOutput("service_card");
    });
    const customer = cloud.customer(await writeCustomerKit(folder, "globex", card));
    await connect({ report, cloud, project, folder, customer });
  });
}

interface Connecting {
  readonly report: Report;
  readonly cloud: RealCloud;
  readonly project: Project;
  readonly folder: string;
  readonly customer: Customer;
}

async function connect({ report, cloud, project, folder, customer }: Connecting): Promise<void> {
  const subnets = ["a", "b"] as const;
  const id = await report.check("real kit: VPC and endpoint are made at once, and the endpoint waits", async () => {
    await customer.apply({ subnets });
    return customer.mustBe("pendingAcceptance");
  });
  await report.check("real kit: once its id is in the record, it is accepted", async () => {
    project.edit(FILE, (document) => document.setIn(["connections", "orders", "endpointId"], id));
    const acceptance = await cloud.stack(ACCEPTANCE, await documentOf(project, ACCEPTANCE, folder));
    await acceptance.planAndApply();
    await customer.mustBecome("available");
  });
  await report.check("real kit: then private DNS is switched on, and the endpoint stays", async () => {
    await customer.apply({ subnets, privateDns: true });
    if ((await customer.mustBe("available")) !== id) throw new CheckFailed("it is another endpoint");
  });
  await report.check("real kit: all is destroyed", () => customer.stack.destroy());
}

/** A synthesized stack that reads the states of the others where the simulated cloud has them. */
async function documentOf(project: Project, name: string, folder: string): Promise<StackDocument> {
  const text = (await project.synthesize()).get(name) ?? "{}";
  const state = join(folder, "$1", "terraform.tfstate");
  return JSON.parse(text.replace(/(?:\.\.\/)+terraform-state\/([\w-]+)\.tfstate/g, state));
}
