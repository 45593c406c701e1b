import { type Context, stackNamed } from "../../context";
import { mustChangeNothing } from "../../deployment";
import { mustBeClean, mustBreak } from "../../judgement";
import { CheckFailed } from "../../report";
import { ENVIRONMENT, LISTENERS, TARGETS } from "./names";
import { deployChange, endpointOf, isConnected, policyKnowing, reject } from "./steps";

/** In place: every connection ends for a while. Endpoint and endpoint service stay the same. */
export async function inPlace(context: Context, arn: string): Promise<void> {
  const { report, project, policy } = context;
  const service = stackNamed(context, "demo-service-orders");
  const consumer = stackNamed(context, "demo-consumer-web");
  const acceptance = stackNamed(context, "demo-acceptance-orders");
  const loadBalancer = ["services", "orders", "loadBalancer"];
  await report.check(
    "load-balancer-swap: in place, step 1: the new load balancer comes beside the old one, and nobody notices",
    async () => {
      project.edit(ENVIRONMENT, (document) => {
        document.setIn([...loadBalancer, "existing"], { legacy: { arn } });
        document.setIn(["services", "orders", "targets"], TARGETS);
        document.setIn(["services", "orders", "listeners"], LISTENERS);
      });
      await deployChange(context, service, policy, ["aws_vpc_endpoint_service update"]);
      await isConnected(context, ["available"]);
      await mustChangeNothing(consumer);
    },
  );
  await report.check("load-balancer-swap: in place, step 2: only the protection goes", async () => {
    project.edit(ENVIRONMENT, (document) => document.set("protect", false));
    await deployChange(context, service, policy, ["aws_lb update"]);
  });
  await report.check(
    "load-balancer-swap: in place, step 4: the policies refuse to take the old one away from who is connected",
    async () => {
      project.edit(ENVIRONMENT, (document) => document.deleteIn([...loadBalancer, "existing"]));
      await project.synthesize();
      mustBreak(policy, (await service.plan()).document, "no-narrowing", "aws_vpc_endpoint_service");
    },
  );
  const id = await endpointOf(consumer);
  await report.check(
    "load-balancer-swap: in place, step 5: an endpoint that only waits keeps the old load balancer too",
    async () => {
      const waiting = await policyKnowing(service, { [id]: "pendingAcceptance" });
      mustBreak(waiting, (await service.plan()).document, "no-narrowing", "aws_vpc_endpoint_service");
    },
  );
  await report.check(
    "load-balancer-swap: in place, steps 5 and 6: every endpoint is rejected; with this status, the old one goes",
    async () => {
      reject(context, id);
      const knowing = await policyKnowing(service, { [id]: "rejected" });
      await deployChange(context, service, knowing, ["aws_vpc_endpoint_service update"]);
    },
  );
  await report.check(
    "load-balancer-swap: in place, step 7: the connections are accepted again, at the same endpoints",
    async () => {
      const { document } = await acceptance.plan();
      mustBeClean(policy, document);
      await acceptance.apply();
      for (const stack of [acceptance, consumer, stackNamed(context, "demo-dns-web")]) await mustChangeNothing(stack);
      await isConnected(context, ["available"]);
      if ((await endpointOf(consumer)) !== id) throw new CheckFailed(`the endpoint is another one than ${id}`);
      project.edit(ENVIRONMENT, (document) => document.set("protect", true));
      await deployChange(context, service, policy, ["aws_lb update"]);
    },
  );
}
