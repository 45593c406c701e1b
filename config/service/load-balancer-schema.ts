import { z } from "zod";
import { bucketNameProblem } from "../../modules/aws/bucket-name";
import { tagKeyProblem } from "../../modules/aws/tags";
import { DEFAULT_LOG_RETENTION_DAYS, logPrefixProblem } from "../../modules/provider/load-balancer/access-logs";
import { MAX_SECONDARY_ADDRESSES, MIN_CAPACITY_UNITS_PER_ZONE } from "../../modules/provider/load-balancer/capacity";
import { networkLoadBalancerArnProblem } from "../../modules/provider/load-balancer/load-balancer-arn";
import { loadBalancerTagProblems, tagValueProblem } from "../../modules/provider/load-balancer/load-balancer-tags";
import {
  clientRangeProblem,
  clientSourceProblem,
  MOST_PREFIX_LIST_ENTRIES,
} from "../../modules/provider/load-balancer/privatelink-rules";
import { acrossKeys, checked, isMapping, key, type Mapping, type Report } from "../fields";
import { zoneId } from "../shared-schema";
import { reportReferences } from "../terraform-references";

const existing = z
  .strictObject({
    arn: checked(networkLoadBalancerArnProblem)
      .optional()
      .describe(
        "ARN of the load balancer, which is internal, in the service's account and region. It is read, and never changed. Default: none, it is found by `tags`.",
      ),
    tags: z
      .record(checked(tagKeyProblem), checked(tagValueProblem))
      .optional()
      .describe(
        "Tags of the load balancer, in place of `arn`: at each plan, Terraform finds the one that has all of these tags, in the service's account and region. If none or several have them, the plan fails. Default: none.",
      ),
    makeListeners: z
      .boolean()
      .default(false)
      .describe(
        "Whether the listeners are made on it, and forward to the targets; without, it has them, and a plan in which one is missing is refused. Default: false.",
      ),
  })
  .check(acrossKeys(arnOrTags))
  // For editors: the JSON Schema has no other sign of what `arnOrTags` refuses.
  .meta({ oneOf: [{ required: ["arn"] }, { required: ["tags"] }] })
  .describe("A Network Load Balancer that exists.");

function arnOrTags({ arn, tags }: Mapping, report: Report): void {
  if (arn === undefined && tags === undefined) report(["arn"], "the `arn` of the load balancer, or `tags` that it has");
  if (arn !== undefined && tags !== undefined)
    report(["tags"], "none beside `arn`: a load balancer is found in one way only", "remove `arn`, or remove `tags`");
  if (!isMapping(tags)) return;
  reportReferences(tags, ["tags"], report);
  // Of keys and values, the schema tells.
  for (const { path, expected } of loadBalancerTagProblems(tags)) if (path.length === 0) report(["tags"], expected);
}

const prefixList = z.strictObject({
  maxEntries: z
    .int()
    .min(1)
    .max(MOST_PREFIX_LIST_ENTRIES)
    .describe(
      "Most entries of the list: a rule with it counts as so many rules of the security group. AWS tells them: aws ec2 describe-managed-prefix-lists.",
    ),
  ranges: z
    .array(checked(clientRangeProblem))
    .min(1)
    .optional()
    .describe(
      "IPv4 ranges in the list, as its owner tells them, to compare consumers' clients with. No rule is made of them. Default: not known, so that each consumer's clients must be in a range of `from`.",
    ),
});

/** Settings of the load balancer of a service. */
export const loadBalancer = z
  .strictObject({
    crossZone: z
      .boolean()
      .default(true)
      .describe("Whether the load balancer forwards to targets in all zones from each. Default: true."),
    zonalShift: z
      .boolean()
      .optional()
      .describe(
        "Whether the load balancer can be shifted away from a zone (zonal shift of Amazon Application Recovery Controller); somebody must start the shift. Needs two zones with targets. With `crossZone: true`, needs TCP and TLS listeners with `terminateUnhealthyConnections: false`, and no Application Load Balancer behind them. Default: false.",
      ),
    deletionProtection: z
      .boolean()
      .optional()
      .describe("Whether AWS refuses to delete the load balancer. Default: the environment's `protect`."),
    capacityUnits: z
      .int()
      .min(MIN_CAPACITY_UNITS_PER_ZONE)
      .optional()
      .describe(
        `Capacity that AWS keeps ready and charges for, in load balancer capacity units (LCU) of 2.2 Mbps over all zones: at least ${MIN_CAPACITY_UNITS_PER_ZONE} for each zone; not with a TLS listener. Default: none, the load balancer grows with its traffic.`,
      ),
    secondaryAddresses: z
      .int()
      .min(0)
      .max(MAX_SECONDARY_ADDRESSES)
      .optional()
      .describe(
        "Addresses beside its own that each node connects to targets from, 0 to 7: each allows 55,000 connections per minute and target more. May be raised; a lower number replaces the load balancer. Default: 0.",
      ),
    privateAddresses: z
      .record(zoneId, z.string())
      .optional()
      .describe(
        "IPv4 address of the load balancer in each zone, by zone id: in all zones or none. A zone may be added with its address. AWS gives a node its address once, so that no other change has the effect that you want: make another load balancer instead. Default: AWS chooses, once.",
      ),
    accessLogs: z
      .strictObject({
        bucket: checked(bucketNameProblem)
          .optional()
          .describe(
            "Bucket that exists, in the environment's region, whose policy lets the log delivery write. Default: one is made.",
          ),
        prefix: checked(logPrefixProblem)
          .optional()
          .describe("What the keys begin with, before AWS's own AWSLogs/<account>. Default: nothing."),
        retentionDays: z
          .int()
          .min(1)
          .optional()
          .describe(`Days that a bucket which is made keeps the logs. Default: ${DEFAULT_LOG_RETENTION_DAYS}.`),
        forceDestroy: z
          .boolean()
          .optional()
          .describe("Whether a bucket that is made is destroyed with the logs in it. Default: false."),
      })
      .optional()
      .describe("Access logs of the TLS listeners, of which there must be one. Default: none."),
    privateLinkRules: z
      .strictObject({
        enforce: z
          .boolean()
          .default(false)
          .describe(
            "Whether inbound rules apply to connections through PrivateLink. They see the client's own private address: a client whose range is not under `from` is dropped without a word. Default: false.",
          ),
        from: z
          .record(key, checked(clientSourceProblem))
          .optional()
          .describe(
            "The clients of all consumers, by a name of your choice: IPv4 ranges, or customer-managed prefix lists (pl-...), each of which is also under `prefixLists`. Needed with `enforce: true`.",
          ),
        prefixLists: z
          .record(key, prefixList)
          .optional()
          .describe("What is known of the prefix lists in `from`, by their names there. Default: none."),
      })
      .optional()
      .describe("Rules for connections through PrivateLink. Default: none are enforced, who is connected gets in."),
    securityGroupIds: z
      .array(z.string())
      .optional()
      .describe(
        "Security groups that exist, in place of the one that is made; they must let the load balancer out to the targets. Default: one is made.",
      ),
    additional: z
      .array(key)
      .default([])
      .describe(
        "Names of load balancers beside the first, each with the same listeners and targets; an endpoint uses one of them. Default: none.",
      ),
    existing: z
      .record(key, existing)
      .refine((all) => Object.keys(all).length >= 1, { error: "at least one load balancer" })
      .optional()
      .describe(
        "Network Load Balancers that exist, by a name of your choice; `main` takes the place of the one that is made. Each has nodes in the subnets of the service's VPC, which exists too. Default: none.",
      ),
  })
  .describe("Network Load Balancer of the service. Default: one with the defaults of each key.");

/** The load balancer as an environment file gives it. */
export type LoadBalancerSpec = z.output<typeof loadBalancer>;
/** A load balancer that exists, as an environment file gives it. */
export type ExistingLoadBalancerSpec = z.output<typeof existing>;
