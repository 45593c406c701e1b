import { type Context, stackNamed } from "../../context";
import { mustChangeNothing } from "../../deployment";
import { mustBeClean, mustBreak } from "../../judgement";
import { deployInOrder, planned } from "../../moves";
import { ENVIRONMENT, LISTENERS, PROVIDER, TARGETS, WEB } from "./names";
import { applyWaived, deployChange, deployNew, isConnected, mustPrint, policyKnowing, reject, setAside } from "./steps";

/** By a second service: no connection ends before its clients have left it. */
export async function beside(context: Context, vpc: object): Promise<void> {
  const { report, project, policy } = context;
  const first = ["demo-service-orders", "demo-acceptance-orders", "demo-consumer-web", "demo-dns-web"];
  project.edit(ENVIRONMENT, (document) =>
    document.setIn(["services", "orders-2"], { account: PROVIDER, vpc, listeners: LISTENERS, targets: TARGETS }),
  );
  await deployInOrder(await planned(context), ["demo-service-orders-2"], "load-balancer-swap: beside, step 1");
  await report.check(
    "load-balancer-swap: beside, step 1: nothing changes of the first service and of its consumers",
    async () => {
      for (const name of first) await mustChangeNothing(stackNamed(context, name));
    },
  );
  project.edit(WEB, (document) => document.setIn(["connections", "orders-2"], { service: "orders-2" }));
  const second = await planned(context);
  const consumer = stackNamed(second, "demo-consumer-web");
  await report.check(
    "load-balancer-swap: beside, step 2: the consumer gets a second endpoint, and the first stays as it is",
    async () => {
      await stackNamed(second, "demo-service-orders-2").planAndApply();
      await deployChange(second, consumer, policy, []);
      const acceptance = stackNamed(second, "demo-acceptance-orders-2");
      await acceptance.init();
      await acceptance.planAndApply();
      await isConnected(context, ["available", "available"]);
      await mustChangeNothing(stackNamed(second, "demo-service-orders"));
      await mustChangeNothing(stackNamed(second, "demo-acceptance-orders"));
    },
  );
}

/** Step 3 of the way by a second service: the private DNS name goes from the first service to the second. */
export async function nameMoves(context: Context, privateDns: object): Promise<void> {
  const { report, project, policy } = context;
  const consumer = stackNamed(context, "demo-consumer-web");
  const service = stackNamed(context, "demo-service-orders");
  await report.check("load-balancer-swap: beside, step 3.1: the consumer gives up the name", async () => {
    project.edit(WEB, (document) => document.deleteIn(["connections", "orders", "privateDns"]));
    await mustPrint(context, ["demo-dns-web"]);
    await applyWaived(consumer, await consumer.plan(), ["aws_vpc_endpoint update"]);
    const names = setAside(context, "demo-dns-web");
    await applyWaived(names, await names.plan("-destroy"), ["aws_vpc_endpoint_private_dns delete"]);
    await mustChangeNothing(consumer);
  });
  await report.check("load-balancer-swap: beside, step 3.2: the first service gives up the name", async () => {
    await stackNamed(context, "demo-domain-orders").destroy();
    project.edit(ENVIRONMENT, (document) => document.deleteIn(["services", "orders", "privateDns"]));
    await project.synthesize();
    await applyWaived(service, await service.plan(), ["aws_vpc_endpoint_service update", "terraform_data delete"]);
    await mustChangeNothing(service);
  });
  const second = stackNamed(await planned(context), "demo-service-orders-2");
  await report.check(
    "load-balancer-swap: beside, step 3.3: the second service gets the name, and proves it",
    async () => {
      project.edit(ENVIRONMENT, (document) => document.setIn(["services", "orders-2", "privateDns"], privateDns));
      await deployChange(context, second, policy, ["aws_vpc_endpoint_service update"]);
      await deployNew(context, "demo-domain-orders-2");
      await mustChangeNothing(second);
    },
  );
  await report.check(
    "load-balancer-swap: beside, step 3.4: the consumer knows the second service by the name",
    async () => {
      project.edit(WEB, (document) => document.setIn(["connections", "orders-2", "privateDns"], true));
      await deployChange(context, consumer, policy, []);
      await deployNew(context, "demo-dns-web");
      await mustChangeNothing(consumer);
      await isConnected(context, ["available", "available"]);
    },
  );
}

/** Steps 4 and 5 of the way by a second service: the first endpoint goes, then the first service. */
export async function firstServiceGoes(context: Context): Promise<void> {
  const { report, project, policy } = context;
  const consumer = stackNamed(context, "demo-consumer-web");
  await report.check(
    "load-balancer-swap: beside, step 4: an endpoint that its clients have left is rejected, and goes",
    async () => {
      const { endpoint_ids: ids } = await consumer.outputs();
      project.edit(WEB, (document) => document.deleteIn(["connections", "orders"]));
      await project.synthesize();
      mustBreak(policy, (await consumer.plan()).document, "revoke-before-destroy", "aws_vpc_endpoint");
      reject(context, String((ids as Readonly<Record<string, string>>).orders));
      const { document } = await consumer.plan();
      mustBeClean(policy, document);
      await consumer.apply();
      await stackNamed(context, "demo-acceptance-orders").planAndApply();
      await isConnected(context, ["available"]);
    },
  );
  const service = stackNamed(context, "demo-service-orders");
  const knowing = await policyKnowing(service, {});
  await report.check(
    "load-balancer-swap: beside, step 5: the protection of the first service goes, and its last principal",
    async () => {
      project.edit(ENVIRONMENT, (document) => document.set("protect", false));
      await deployChange(context, service, policy, ["aws_lb update", "aws_vpc_endpoint_service update"]);
    },
  );
  await report.check(
    "load-balancer-swap: beside, step 5: with a status in which nobody is connected, the first service goes",
    async () => {
      project.edit(ENVIRONMENT, (document) => document.deleteIn(["services", "orders"]));
      // The acceptance stack accepts nothing any more, so that its local state says that there is nothing to destroy.
      await mustPrint(context, ["demo-service-orders"]);
      const gone = setAside(context, "demo-service-orders");
      const { document } = await gone.plan("-destroy");
      mustBreak(policy, document, "no-destruction", "aws_vpc_endpoint_service");
      mustBeClean(knowing, document);
      await gone.apply();
    },
  );
  await report.check("load-balancer-swap: beside: protected again, nothing of the second service changes", async () => {
    project.edit(ENVIRONMENT, (document) => document.set("protect", true));
    const { stacks } = await planned(context);
    for (const stack of stacks.values()) await mustChangeNothing(stack);
    await isConnected(context, ["available"]);
  });
}
