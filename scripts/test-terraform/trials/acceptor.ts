import { type Context, stackNamed } from "../context";
import { destroyInOrder, mustChangeNothing } from "../deployment";
import {
  acceptedBy,
  deployInOrder,
  forgetAcceptersInCloud,
  forgetByPrintedCommands,
  MOVED_FILE,
  movedWorld,
  nobodyIsDisconnected,
  planned,
  writeConsumer,
} from "../moves";
import { CheckFailed } from "../report";
import { changesIn } from "../stack";

const SERVICE = "demo-service-orders";
const ACCEPTANCE = "demo-acceptance-orders";
const ENDPOINTS = ["demo-consumer-app", "demo-consumer-web"];

/** A service moves from acceptance by Terraform to the acceptor and back. Nobody is disconnected. */
export async function acceptor(context: Context): Promise<void> {
  const { report, project } = context;
  await report.section(async () => {
    await deployInOrder(await movedWorld(context), [SERVICE, ...ENDPOINTS, ACCEPTANCE], "acceptor, before");

    project.edit(MOVED_FILE, (document) => document.setIn(["services", "orders", "acceptor"], {}));
    const moved = await planned(context);
    await deployInOrder(moved, [SERVICE], "to the acceptor");
    await forgetByPrintedCommands(moved, "to the acceptor", [ACCEPTANCE]);
    await nobodyIsDisconnected(moved, "to the acceptor", [SERVICE, ...ENDPOINTS]);
    await ledgerIsDeployed(context);

    project.edit(MOVED_FILE, (document) => document.deleteIn(["services", "orders", "acceptor"]));
    const back = await planned(context);
    forgetAcceptersInCloud(context);
    await deployInOrder(back, [SERVICE, ACCEPTANCE], "back to Terraform");
    await nobodyIsDisconnected(back, "back to Terraform", [SERVICE, ...ENDPOINTS, ACCEPTANCE]);
    await report.check("back to Terraform: connections that the acceptor accepted are Terraform's", async () => {
      const accepted = await acceptedBy(stackNamed(back, ACCEPTANCE));
      if (accepted.join() !== "app/orders,web/orders") throw new CheckFailed(accepted.join());
    });
    await destroyInOrder(back, back.stacks);
  });
}

/** Another customer is another ledger: the function gets it in place, and nothing else of the service changes. */
async function ledgerIsDeployed(context: Context): Promise<void> {
  const { report, project } = context;
  const globex = "demo/consumers/globex.yaml";
  const external = { external: true, account: "888888888888", connections: { orders: { service: "orders" } } };
  const expectChanges = async (expected: readonly string[]) => {
    const stack = stackNamed(await planned(context), SERVICE);
    const changes = Object.entries(changesIn((await stack.plan()).document));
    const found = changes.map(([address, action]) => `${address.split(".")[0]} ${action}`).sort();
    if (found.join() !== expected.join()) throw new CheckFailed(JSON.stringify(changes));
    await stack.apply();
    await mustChangeNothing(stack);
  };
  await report.check("acceptor: a customer more reaches the function and the principals, in place", async () => {
    project.write(globex, external);
    await expectChanges(["aws_lambda_function update", "aws_vpc_endpoint_service update"]);
  });
  await report.check("acceptor: a customer that drains changes only the ledger and the principals", async () => {
    project.write(globex, { ...external, state: "draining" });
    await expectChanges(["aws_lambda_function update", "aws_vpc_endpoint_service update"]);
  });
  await report.check(
    "acceptor: a revoked customer changes only the ledger: its principal is gone already",
    async () => {
      project.write(globex, { ...external, state: "revoked", since: "2026-11-01", reason: "contract ended" });
      await expectChanges(["aws_lambda_function update"]);
      project.remove(globex);
    },
  );
  await report.check("acceptor: an invited consumer has no stack, and changes only the ledger", async () => {
    await expectChanges(["aws_lambda_function update"]);
    writeConsumer(context, "late", { state: "invited" });
    await expectChanges(["aws_lambda_function update"]);
    project.remove("demo/consumers/late.yaml");
    await expectChanges(["aws_lambda_function update"]);
  });
}
