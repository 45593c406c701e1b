import { type Context, stackNamed } from "../context";
import { applyChanges } from "../deployment";
import { CheckFailed } from "../report";
import { trial } from "../trial";

const ENVIRONMENT = "demo/environment.yaml";
const CONSUMER = "222222222222";

/** VPC Block Public Access of a consumer's account: kept from being destroyed, until the file says that it may be. */
export async function blockPublicAccess(context: Context): Promise<void> {
  const files = {
    [ENVIRONMENT]: {
      backend: { type: "local" },
      region: "us-east-1",
      accounts: { [CONSUMER]: { blockPublicAccess: {} } },
      services: {
        orders: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2"] },
          listeners: { http: { port: 80, targetPort: 8080 } },
        },
      },
    },
    "demo/consumers/web.yaml": {
      account: CONSUMER,
      vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2"] },
      connections: { orders: { service: "orders" } },
    },
  };
  await trial(context, "block public access", files, async (deployed) => {
    const { report, project } = deployed;
    const stack = stackNamed(deployed, `demo-account-${CONSUMER}`);
    await report.check("block public access: Terraform refuses to destroy it", async () => {
      const said = await stack.destroyRefused();
      if (!said.includes("Instance cannot be destroyed")) throw new CheckFailed(said);
    });
    await report.check("block public access: another mode is an update, after which it may be destroyed", async () => {
      const path = ["accounts", CONSUMER, "blockPublicAccess"];
      project.edit(ENVIRONMENT, (document) => {
        document.setIn([...path, "mode"], "block-ingress");
        document.setIn([...path, "preventDestroy"], false);
      });
      const changes = Object.values(await applyChanges(project, stack));
      if (changes.join() !== "update") throw new CheckFailed(changes.join());
    });
  });
}
