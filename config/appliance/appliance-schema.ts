import { z } from "zod";
import { addressNumber } from "../../modules/aws/cidr";
import { principalProblem } from "../../modules/aws/principal";
import { resourceId } from "../../modules/aws/resource-id";
import { FLOW_STICKINESS, TARGET_FAILOVER } from "../../modules/provider/gateway-load-balancer/flows";
import { MAX_APPLIANCES } from "../../modules/provider/gateway-load-balancer/limits";
import { IP_ADDRESS_TYPES } from "../../modules/provider/ip-address-types";
import { LISTENER_LIMITS } from "../../modules/provider/load-balancer/limits";
import { acrossKeys, checked, within } from "../fields";
import { acceptanceShards } from "../service/acceptor-schema";
import { healthCheck } from "../service/health-check-schema";
import { applianceMonitoring } from "../service/monitoring-schema";
import { autoScalingGroupTargets } from "../service/targets-schema";
import { account, role, tags } from "../shared-schema";
import { vpc } from "../vpc-schema";
import { applianceRule } from "./appliance-rule";

const { deregistrationDelaySeconds, idleTimeoutSeconds } = LISTENER_LIMITS;

const targets = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("instance").describe("Instances by id."),
      ids: z
        .array(z.string().regex(resourceId("i"), { error: "an instance id, such as i-0123456789abcdef0" }))
        .min(1)
        .max(MAX_APPLIANCES)
        .describe(`Ids of the instances, at most ${MAX_APPLIANCES}.`),
    }),
    z.strictObject({
      type: z.literal("ip").describe("IPv4 addresses within the VPC."),
      addresses: z
        .array(z.string().refine((text) => addressNumber(text) !== undefined, { error: "an IPv4 address" }))
        .min(1)
        .max(MAX_APPLIANCES)
        .describe(`Addresses, at most ${MAX_APPLIANCES}.`),
    }),
    autoScalingGroupTargets,
  ])
  .describe(
    "The appliances. Default: none yet; whatever registers them does so with the output target_group_arn, as instances.",
  );

const loadBalancer = z
  .strictObject({
    crossZone: z
      .boolean()
      .default(true)
      .describe("Whether it sends to appliances in all zones from each. Default: true."),
    deletionProtection: z
      .boolean()
      .optional()
      .describe("Whether AWS refuses to delete the load balancer. Default: the environment's `protect`."),
  })
  .describe("Gateway Load Balancer in front of the appliances. Default: one with the defaults of each key.");

/** How packets find their appliances. All of it changes in place. */
const flows = {
  targetFailover: z
    .enum(TARGET_FAILOVER)
    .default("no_rebalance")
    .describe(
      "What happens to the flows of an appliance that is taken out or unwell: rebalance sends them to others, no_rebalance leaves them with it, where they are lost. Default: no_rebalance.",
    ),
  flowStickiness: z
    .enum(FLOW_STICKINESS)
    .optional()
    .describe(
      "What flows have in common that stay with one appliance: addresses (source_ip_dest_ip), or these and the protocol (source_ip_dest_ip_proto). Default: addresses, ports and protocol.",
    ),
  deregistrationDelaySeconds: within(deregistrationDelaySeconds)
    .optional()
    .describe("Seconds that an appliance which is taken out keeps its flows, from 0 to 3600. Default: 300."),
  idleTimeoutSeconds: within(idleTimeoutSeconds)
    .optional()
    .describe("Seconds after which an idle TCP flow is forgotten, from 60 to 6000. Default: 350."),
};

export const applianceSchema = z
  .strictObject({
    account: account.describe("Account of the appliances."),
    role: role.optional(),
    vpc: vpc.describe("VPC of the appliances: a new isolated one (cidr), or one that exists (id)."),
    targets: targets.optional(),
    healthCheck: healthCheck
      .optional()
      .describe("How the load balancer finds out whether an appliance is well. Default: a TCP connection to port 80."),
    ...flows,
    loadBalancer: loadBalancer.prefault({}),
    addressTypes: z
      .array(z.enum(IP_ADDRESS_TYPES))
      .min(1)
      .default(["ipv4"])
      .describe(
        "Types of packets that consumers' endpoints carry: ipv4, and ipv6 beside it, which needs `ipv6: true` of the VPC. Appliances get both over IPv4. Default: [ipv4].",
      ),
    acceptance: z
      .enum(["registered", "manual", "automatic"])
      .default("registered")
      .describe(
        "How connections are accepted. registered: those of this environment's external consumers, by the acceptance stack; manual: by a person; automatic: at once. Default: registered.",
      ),
    acceptanceShards: acceptanceShards.optional(),
    allowedPrincipals: z
      .array(checked(principalProblem))
      .default([])
      .describe(
        "Who may connect besides the external consumers of this environment, which always may: ARNs of accounts (root), roles or users, services of AWS such as appflow.amazonaws.com, or * for everyone (not with automatic acceptance).",
      ),
    preventDestroy: z
      .boolean()
      .optional()
      .describe(
        "Whether Terraform refuses every plan that would destroy the load balancer or the endpoint service. Default: the environment's `protect`.",
      ),
    monitoring: applianceMonitoring.optional(),
    tags: tags.default({}).describe("Tags besides the environment's."),
  })
  .check(acrossKeys(applianceRule))
  .describe(
    "Appliances, such as firewalls, that consumers route packets through: VPC, Gateway Load Balancer, endpoint service.",
  );

/** Appliances as an environment file gives them, with their defaults filled in. */
export type ApplianceSpec = z.output<typeof applianceSchema>;
