import type { Context } from "../context";
import { prerequisites } from "../prerequisites";
import { trial } from "../trial";

const DNS_ACCOUNT = "555555555555";

/** The example with everything that a provider can ask for, in a cloud that has its hosted zone. */
export async function exampleOfAProvider(context: Context): Promise<void> {
  context.project.copyEnvironments("examples/provider");
  const made = await prerequisites(context, DNS_ACCOUNT, { aws_route53_zone: { zone: { name: "example.com" } } });
  const hostedZone = ["services", "orders", "privateDns", "hostedZone", "id"];
  context.project.edit("vendor/environment.yaml", (document) => {
    document.setIn(hostedZone, made["aws_route53_zone.zone"]?.zone_id);
    // The simulated cloud gives a new VPC no IPv6 range: the trial `dualstack` has what follows from one.
    document.deleteIn(["services", "search", "vpc", "ipv6"]);
    document.deleteIn(["services", "search", "addressTypes"]);
  });
  await trial(context, "example of a provider", {});
}
