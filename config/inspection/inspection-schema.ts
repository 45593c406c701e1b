import { z } from "zod";
import { parseServiceName } from "../../modules/aws/endpoint-service-name";
import { clientZonesProblem } from "../../modules/consumer/appliance-zones";
import { acrossKeys, asMapping, checked, key, type Mapping, type Report } from "../fields";
import { endpointTimeouts, tags, zoneId } from "../shared-schema";

const ranges = z.record(zoneId, z.string()).refine((all) => Object.keys(all).length >= 1, {
  error: "at least one subnet",
});

export const inspection = z
  .strictObject({
    appliance: key.optional().describe("Key of appliances in this environment's environment.yaml."),
    serviceName: checked(serviceNameProblem)
      .optional()
      .describe(
        "Name of somebody else's endpoint service for appliances, in place of `appliance`: com.amazonaws.vpce.<region>.vpce-svc-<hex>.",
      ),
    lookup: z
      .boolean()
      .optional()
      .describe(
        "Whether AWS is asked for the service of serviceName and its zones. If not, AWS refuses the apply where a zone is not the service's. Default: true.",
      ),
    clientSubnets: ranges.describe("Ranges of the subnets that clients are in, by zone id, within the VPC."),
    subnets: ranges.describe(
      "Ranges of the subnets that the appliances' endpoints are in, by the same zones, within the VPC: /28 is enough.",
    ),
    routed: z
      .boolean()
      .default(true)
      .describe(
        "Whether packets are routed through the appliances. With false, the endpoints are there and packets go past them: until the endpoints are accepted, or to take the appliances out of the way. Default: true.",
      ),
    tags: tags.optional().describe("Tags of the appliances' endpoints, besides the consumer's. Default: none."),
    timeouts: endpointTimeouts("the appliances' endpoints"),
  })
  .check(acrossKeys(inspectionRule))
  .describe(
    "Appliances, such as firewalls, that packets between clients and the endpoints of connections pass, both ways; for a new VPC of IPv4 only. The policies refuse them unless the policy data names their service (allowed_appliance_services). Default: none.",
  );

/** Services of AWS's own take no Gateway Load Balancer endpoints. */
function serviceNameProblem(text: string): string | undefined {
  const parsed = parseServiceName(text);
  if (typeof parsed === "string") return parsed;
  return parsed.serviceId === undefined
    ? "the name of a service that is not AWS's own, com.amazonaws.vpce...."
    : undefined;
}

/** What must hold between the keys of an inspection. */
function inspectionRule(inspected: Mapping, report: Report): void {
  const { appliance, serviceName, lookup } = inspected;
  if ((appliance === undefined) === (serviceName === undefined))
    report([], "exactly one of `appliance` (of this environment) and `serviceName`");
  if (lookup !== undefined && serviceName === undefined)
    report(["lookup"], "no `lookup`: it is for a service by `serviceName`", "take it out");
  const zones = Object.keys(asMapping(inspected.subnets));
  const expected = clientZonesProblem(Object.keys(asMapping(inspected.clientSubnets)), zones);
  // Without subnets, that they are missing is told already.
  if (expected !== undefined && zones.length > 0 && inspected.clientSubnets !== undefined)
    report(["clientSubnets"], expected, "write a range for each of these zones, and for no other");
}

/** What must hold between the inspection and the other keys of a consumer. */
export function inspectedConsumerRule(consumer: Mapping, report: Report): void {
  if (consumer.inspection === undefined) return;
  const { id, cidr, ipv6 } = asMapping(consumer.vpc);
  if (id !== undefined && cidr === undefined)
    report(
      ["inspection"],
      "a new VPC (`cidr`), whose route tables are made here: those of a VPC that exists are its owner's",
      "use a new VPC (`vpc.cidr`); or take `inspection` out, and let the owner of the VPC make the appliances' endpoints and the routes to them",
    );
  if (ipv6 === true)
    report(
      ["inspection"],
      "a VPC of IPv4 only: packets of IPv6 would go past the appliances",
      "take out `vpc.ipv6`; or take `inspection` out, where IPv6 is needed",
    );
  const { zone } = asMapping(asMapping(consumer.client).instance);
  const zones = Object.keys(asMapping(asMapping(consumer.inspection).clientSubnets));
  if (typeof zone === "string" && zones.length > 0 && !zones.includes(zone))
    report(["client", "instance", "zone"], `a zone that clients have a subnet in: ${zones.sort().join(", ")}`);
}

/** Appliances on the way of a consumer's packets, as a consumer's file gives them, with the defaults filled in. */
export type InspectionSpec = z.output<typeof inspection>;
