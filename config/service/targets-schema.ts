import { z } from "zod";
import { autoScalingGroupNameProblem } from "../../modules/aws/auto-scaling-group-name";
import { addressNumber } from "../../modules/aws/cidr";
import { isIpv6 } from "../../modules/aws/ip-address";
import { tagKeyProblem } from "../../modules/aws/tags";
import {
  applicationLoadBalancerArnProblem,
  instanceIdProblem,
  outsideAddressProblem,
  targetGroupArnProblem,
} from "../../modules/provider/load-balancer/target-address";
import { targetTagValueProblem } from "../../modules/provider/load-balancer/target-tags";
import { TARGET_TYPES } from "../../modules/provider/load-balancer/targets";
import { SAMPLE_INSTANCE_TYPE } from "../../modules/provider/sample-application/default-instance-type";
import { acrossKeys, asList, asMapping, checked, type Mapping, type Report } from "../fields";
import { architecture, instanceType, instanceTypeRule } from "../instance-type-schema";
import { port } from "../shared-schema";

/** Instances that Auto Scaling groups register, behind a load balancer of either kind. */
export const autoScalingGroupTargets = z.strictObject({
  type: z.literal("autoScalingGroup").describe("Instances of Auto Scaling groups that exist, which register them."),
  names: z
    .array(checked(autoScalingGroupNameProblem))
    .min(1)
    .describe(
      "Names of the groups. Where Terraform makes one elsewhere, it must ignore changes of its `target_group_arns`.",
    ),
});

const sample = z
  .strictObject({
    type: z
      .literal("sample")
      .describe("A sample application that answers HTTP on every target port, to try the chain."),
    instanceType: instanceType
      .default(SAMPLE_INSTANCE_TYPE)
      .describe(`EC2 instance type. Default: ${SAMPLE_INSTANCE_TYPE}.`),
    architecture,
  })
  .check(acrossKeys(instanceTypeRule));

/** Targets of somebody's own. */
const own = [
  z
    .strictObject({
      type: z.literal("instance").describe("Instances, by id or by their tags."),
      ids: z
        .array(checked(instanceIdProblem))
        .min(1)
        .optional()
        .describe("Ids of the instances, all of which get connections. Default: none, they are found by `tags`."),
      tags: z
        .record(
          checked(tagKeyProblem),
          checked(targetTagValueProblem, () => TARGET_TAG_FIX),
        )
        .check(acrossKeys(someTag))
        .optional()
        .describe(
          "Tags of the instances, in place of `ids`: at each plan, Terraform finds the running instances of the VPC that have all of these tags. If it finds none, the plan fails, except for a target group with weight 0. The VPC must exist (`vpc.id`). Default: none.",
        ),
    })
    .check(acrossKeys(idsOrTags)),
  z
    .strictObject({
      type: z.literal("ip").describe("Addresses."),
      addresses: z
        .array(
          z.string().refine((text) => addressNumber(text) !== undefined || isIpv6(text), { error: "an IPv4 address" }),
        )
        .min(1)
        .optional()
        .describe(
          "IP addresses in the VPC that receive connections: all IPv4, or all IPv6. IPv6 requires `addressTypes: [ipv4, ipv6]`.",
        ),
      outsideAddresses: z
        .array(checked(outsideAddressProblem))
        .min(1)
        .optional()
        .describe(
          "Private IPv4 addresses outside a VPC that exists: of a peered VPC, or on premises. They get connections from all zones. Not over UDP. Default: none.",
        ),
    })
    .check(acrossKeys(someAddress)),
  autoScalingGroupTargets,
  z.strictObject({
    type: z
      .literal("alb")
      .describe(
        "An Application Load Balancer that exists, in the VPC of the service. Only with TCP listeners, whose target port is that of its listener; the health check is over HTTP or HTTPS.",
      ),
    arn: checked(applicationLoadBalancerArnProblem).describe("ARN of the Application Load Balancer."),
  }),
  z.strictObject({
    type: z
      .literal("ecs")
      .describe("An ECS service, which registers its tasks: name the target groups, an output of the stack, to it."),
    networkMode: z
      .enum(["awsvpc", "bridge", "host"])
      .default("awsvpc")
      .describe(
        "Network mode of the task definition: awsvpc registers addresses of tasks, the others instances; with bridge, at ports from 32768 on too. Default: awsvpc.",
      ),
  }),
  z.strictObject({
    type: z
      .literal("external")
      .describe(
        "Whatever registers targets by itself, such as a TargetGroupBinding of Kubernetes: name the target groups, an output of the stack, to it.",
      ),
    targetType: z
      .enum(["instance", "ip"])
      .default("ip")
      .describe("Whether it registers addresses or instances. Default: ip."),
  }),
  z.strictObject({
    type: z
      .literal("targetGroup")
      .describe(
        "A target group that exists, in the VPC of the service, with targets, health check and attributes of its own. The listener's targetPort must be its port.",
      ),
    arn: checked(targetGroupArnProblem).describe("ARN of the target group, which no other load balancer has."),
    targetType: z
      .enum(TARGET_TYPES)
      .optional()
      .describe(
        "What its targets are; with alb, no alarm watches their health, which CloudWatch does not count. Default: not asked.",
      ),
    healthCheckPort: port
      .optional()
      .describe("Port of its health check, which the load balancer is let out to. Default: the targets' port."),
  }),
] as const;

function idsOrTags({ ids, tags }: Mapping, report: Report): void {
  if (ids === undefined && tags === undefined) report(["ids"], "`ids` of instances, or `tags` that they have");
  if (ids !== undefined && tags !== undefined)
    report(["tags"], "none beside `ids`: an instance is registered in one way only", "remove one of the two");
}

/** Without any tag, Terraform would find all instances of the VPC. */
function someTag(tags: Mapping, report: Report): void {
  if (Object.keys(tags).length === 0)
    report([], "at least one tag", "write a tag that only these instances have, or use `ids`");
}

/** What to do about a value of a tag that is refused. */
const TARGET_TAG_FIX = "write the whole value of the tag, which all of the instances have";

function someAddress({ addresses, outsideAddresses }: Mapping, report: Report): void {
  if (addresses === undefined && outsideAddresses === undefined) report(["addresses"], "at least one address");
  const families = asList(addresses).map((address) => isIpv6(String(address)));
  const other = families.findIndex((family) => family !== families[0]);
  if (other > 0)
    report(["addresses", other], "an address of the same family as the first: a target group has no others");
  if (families.includes(true) && outsideAddresses !== undefined)
    report(["outsideAddresses"], "none beside IPv6 addresses: a target group has addresses of one family");
}

/** What answers behind a service. */
export const targets = z
  .discriminatedUnion("type", [sample, ...own])
  .describe("What answers. Default: the sample application.");

/** What answers behind one listener. */
export const listenerTargets = z.discriminatedUnion("type", own, {
  error: ({ code, input }) =>
    code === "invalid_union" && asMapping(input).type === "sample"
      ? "write `type: sample` under `targets` of the service, for listeners without `targets` and `targetGroups`"
      : undefined,
});

/** Targets of a service as an environment file gives them. */
export type TargetsSpec = z.output<typeof targets>;

/** Targets of a listener as an environment file gives them. */
export type ListenerTargetsSpec = z.output<typeof listenerTargets>;
