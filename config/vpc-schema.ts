import { z } from "zod";
import { parseCidr, vpcCidrProblem } from "../modules/aws/cidr";
import { resourceId } from "../modules/aws/resource-id";
import { AWS_SERVICE_SETS, awsEndpointProblem } from "../modules/consumer/aws-service-sets";
import { ISOLATIONS } from "../modules/vpc/isolation";
import { NETWORK_ACLS } from "../modules/vpc/network-acl-mode";
import { computedSubnetsProblem, subnetRanges } from "../modules/vpc/subnet-ranges";
import { awsServiceAdvice } from "./connection/aws-service-advice";
import { encryptionControl } from "./encryption-control-schema";
import { acrossKeys, asList, asMapping, checked, eachOnce, type Mapping, type Report } from "./fields";
import { flowLogs } from "./flow-logs-schema";
import { account, zoneId } from "./shared-schema";

/** The sets of services of AWS, as descriptions list them. */
const AWS_SERVICE_SETS_TEXT = Object.entries(AWS_SERVICE_SETS)
  .map(([name, services]) => `${name} (${services.join(", ")})`)
  .join(", ");

const fields = z.strictObject({
  cidr: checked(vpcCidrProblem).optional().describe("Private IPv4 range of a new VPC, from /16 to /28."),
  zones: z
    .array(zoneId)
    .min(1)
    .optional()
    .describe(
      "Ids of the zones that a new VPC has subnets in, such as use1-az1; where a service is offered, too. Each takes the sixteenth of the range that its number says, in any order, or the subnet of subnetPrefixLength. Needs a VPC of /16 to /24, or subnetPrefixLength.",
    ),
  subnetPrefixLength: z
    .int()
    .optional()
    .describe(
      "Prefix length of each computed subnet, up to 28: zone number n takes the subnet n of this size. Another one replaces the subnets. Default: 4 more than the VPC's.",
    ),
  id: z
    .string()
    .regex(resourceId("vpc"), { error: "the id of a VPC, such as vpc-0123456789abcdef0" })
    .optional()
    .describe("Id of a VPC that exists, in place of cidr."),
  ownerAccount: account
    .optional()
    .describe(
      "Account that owns the VPC that exists, where it shares the subnets with this account by AWS RAM. Not for a consumer or a hub: only the owner can make endpoints. Default: the account itself.",
    ),
  ipv6: z
    .boolean()
    .optional()
    .describe(
      "Whether a new VPC has IPv6 too, of a range that Amazon provides, and without a way out; of one that exists, whether its subnets have. Default: false.",
    ),
  subnets: z
    .record(zoneId, z.string())
    .refine((all) => Object.keys(all).length >= 1, { error: "at least one subnet" })
    .optional()
    .describe("Subnets by zone id: ranges in a new VPC (in place of zones), ids in one that exists."),
  networkAcl: z
    .enum(NETWORK_ACLS)
    .optional()
    .describe(
      "What the network ACL of a new VPC's subnets lets through, whatever security groups say: traffic within the VPC (vpc), or everything (open). Default: vpc for a consumer's without gatewayEndpoints, open for one with them, and for a service's or resource's, whose clients are elsewhere.",
    ),
  isolation: z
    .enum(ISOLATIONS)
    .optional()
    .describe(
      "What every plan does about ways out of a VPC that exists (routes, NAT gateways, peering, transit gateways): it is refused (required), it warns (reported), or it does not look (unchecked). Default: required for a consumer's, unchecked for a service's or resource's.",
    ),
  awsEndpoints: z
    .array(checked(awsEndpointProblem, awsEndpointFix))
    .min(1)
    .optional()
    .describe(
      `Interface endpoints with private DNS to services of AWS's own that whatever runs in the VPC needs, by short name (logs, kms) or by set: ${AWS_SERVICE_SETS_TEXT}. AWS charges for each, an hour and zone. Default: none.`,
    ),
  flowLogs: flowLogs.optional(),
  encryptionControl: encryptionControl.optional(),
});

/**
 * A VPC: new with `cidr` and either `zones` or `subnets` (ranges by zone id), or existing with `id` and `subnets` (ids by
 * zone id).
 */
export const vpc = fields.check(acrossKeys(vpcRule));

/**
 * The VPC of a service: as {@link vpc}, or with nothing but `zones`. Then Terraform looks up the VPC of the service's
 * load balancer, which exists.
 */
export const serviceVpc = fields.check(
  acrossKeys((spec, report) =>
    isLookedUp(spec) ? lookedUpVpcRule(spec, report) : vpcRule(spec, report, SERVICE_VPC_FIX),
  ),
);

function awsEndpointFix(text: string): string {
  return awsServiceAdvice(
    text,
    "connect to one that is not among them by `serviceName` under `connections`",
    Object.keys(AWS_SERVICE_SETS),
  );
}

/** What is expected of a VPC of which neither `cidr` nor `id` is said. */
export const NEW_OR_EXISTING = "either `cidr` (a new VPC) or `id` (one that exists)";

/** What to do where the file says neither of the VPC of a service. */
export const SERVICE_VPC_FIX =
  "add `cidr` or `id`; with `loadBalancer.existing.main`, `zones` are enough: its VPC is looked up";

/** Whether Terraform looks up a VPC, of which the file says only the zones. */
export function isLookedUp({ cidr, id, zones }: { readonly [Key in "cidr" | "id" | "zones"]?: unknown }): boolean {
  return cidr === undefined && id === undefined && zones !== undefined;
}

/** What must hold between the keys of a VPC that is looked up. */
function lookedUpVpcRule(spec: Mapping, report: Report): void {
  for (const key of Object.keys(spec))
    if (key !== "zones" && key in fields.shape && spec[key] !== undefined)
      report(
        [key],
        `only \`zones\` where the VPC is looked up by the load balancer`,
        "name the VPC by `id`, with its `subnets`",
      );
  eachOnce(["zones"], asList(spec.zones), "zone", report);
}

/** What must hold between the keys of a VPC. @param fix what to do where neither `cidr` nor `id` is said. */
function vpcRule(spec: Mapping, report: Report, fix?: string): void {
  const { cidr, id, zones } = spec;
  eachOnce(["awsEndpoints"], asList(spec.awsEndpoints), "service or set", report);
  if (cidr === undefined && id === undefined) report([], NEW_OR_EXISTING, fix);
  if (cidr !== undefined && id !== undefined) report(["id"], `${NEW_OR_EXISTING}, not both`);
  if (id !== undefined) existingVpcRule(spec, report);
  else newVpcRule(spec, report);
  eachOnce(["zones"], asList(zones), "zone", report);
}

function newVpcRule(spec: Mapping, report: Report): void {
  const { cidr, zones, subnets, subnetPrefixLength, isolation, ownerAccount } = spec;
  if (ownerAccount !== undefined)
    report(["ownerAccount"], "none for a new VPC, which is the account's own", "take it out");
  if (isolation !== undefined)
    report(["isolation"], "none for a new VPC, which is isolated by how it is made", "take it out");
  if (zones === undefined && subnets === undefined)
    report([], "either `zones` (subnets are computed) or `subnets` (ranges by zone id)");
  else if (zones !== undefined && subnets !== undefined)
    report(["subnets"], "either `zones` (subnets are computed) or `subnets` (ranges by zone id), not both");
  else if (subnets !== undefined && subnetPrefixLength !== undefined)
    report(["subnetPrefixLength"], "none with `subnets`, which have ranges of their own", "take it out");
  else if (zones !== undefined && typeof cidr === "string") {
    const range = parseCidr(cidr);
    const length = typeof subnetPrefixLength === "number" ? subnetPrefixLength : undefined;
    const named = asList(zones).filter((zone) => typeof zone === "string");
    const problem = typeof range === "string" ? undefined : computedSubnetsProblem(range, named, length);
    if (problem?.property === "subnetPrefixLength") report(["subnetPrefixLength"], problem.expected);
    if (problem?.property === "cidrBlock")
      report(
        ["cidr"],
        problem.expected,
        "choose a larger range, or say how large subnets are with `subnetPrefixLength`, or name their ranges under `subnets`",
      );
  }
}

/** Keys that say what a new VPC is like. */
const NEW_ONLY = ["subnetPrefixLength", "networkAcl"] as const;

function existingVpcRule(spec: Mapping, report: Report): void {
  const { zones, subnets } = spec;
  if (zones !== undefined)
    report(["zones"], "no `zones` for a VPC that exists", "name its subnets under `subnets`, by zone id");
  for (const key of NEW_ONLY)
    if (spec[key] !== undefined) report([key], `no \`${key}\` for a VPC that exists, which has its own`, "take it out");
  if (subnets === undefined) report([], "`subnets` of the VPC that exists: ids by zone id");
  for (const [zone, subnet] of Object.entries(asMapping(subnets)))
    if (typeof subnet === "string" && !resourceId("subnet").test(subnet))
      report(["subnets", zone], "the id of a subnet, such as subnet-0123456789abcdef0");
}

/** A VPC as an environment file gives it. */
export type VpcSpec = z.output<typeof vpc>;

/** Ids of the zones that a VPC has subnets in. */
export function zonesOf(spec: VpcSpec): readonly string[] {
  return [...(spec.zones ?? Object.keys(spec.subnets ?? {}))].sort();
}

/** Ranges of the subnets of a new VPC by zone id; none for one that exists. */
export function subnetRangesOf({
  cidr,
  zones,
  subnets,
  subnetPrefixLength,
}: VpcSpec): Readonly<Record<string, string>> {
  return cidr === undefined
    ? {}
    : subnetRanges({ cidrBlock: cidr, zoneIds: zones, subnetCidrBlocks: subnets, subnetPrefixLength });
}
