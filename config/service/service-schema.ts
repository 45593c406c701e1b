import { z } from "zod";
import { principalProblem } from "../../modules/aws/principal";
import { IP_ADDRESS_TYPES } from "../../modules/provider/ip-address-types";
import { SAMPLE_INSTANCE_TYPE } from "../../modules/provider/sample-application/default-instance-type";
import { acrossKeys, checked } from "../fields";
import { account, role, tags } from "../shared-schema";
import { serviceVpc } from "../vpc-schema";
import { acceptanceShards, acceptor } from "./acceptor-schema";
import { cardKeys } from "./card-schema";
import { listeners } from "./listener-schema";
import { loadBalancer } from "./load-balancer-schema";
import { monitoring } from "./monitoring-schema";
import { notifications } from "./notifications-schema";
import { privateDns } from "./private-dns-schema";
import { serviceRule } from "./service-rule";
import { supportedRegions } from "./supported-regions-schema";
import { targets } from "./targets-schema";

export const serviceSchema = z
  .strictObject({
    account: account.describe("Account that offers the service."),
    role: role.optional(),
    vpc: serviceVpc.describe(
      "VPC of the service: a new isolated one (cidr), or one that exists (id). If all its load balancers exist, `zones` is enough: Terraform looks up the VPC and the subnets by the load balancer.",
    ),
    listeners,
    targets: targets.default({ type: "sample", instanceType: SAMPLE_INSTANCE_TYPE }),
    acceptance: z
      .enum(["registered", "manual", "automatic"])
      .default("registered")
      .describe(
        "How connections are accepted. registered: those of this environment's consumers, by the acceptance stack; manual: by a person; automatic: at once. Default: registered.",
      ),
    acceptanceShards: acceptanceShards.optional(),
    acceptor: acceptor.optional(),
    allowedPrincipals: z
      .array(checked(principalProblem))
      .default([])
      .describe(
        "Who may connect besides the consumers of this environment, which always may: ARNs of accounts (root), roles or users, services of AWS such as appflow.amazonaws.com, or * for everyone (not with automatic acceptance).",
      ),
    loadBalancer: loadBalancer.prefault({}),
    addressTypes: z
      .array(z.enum(IP_ADDRESS_TYPES))
      .min(1)
      .default(["ipv4"])
      .describe(
        "Address types that consumers' endpoints may have: ipv4, and ipv6 beside it, which makes the load balancers dualstack. It needs `ipv6: true` of the VPC, and no UDP listener. Default: [ipv4].",
      ),
    preventDestroy: z
      .boolean()
      .optional()
      .describe(
        "Whether Terraform refuses every plan that would destroy the load balancers or the endpoint service, also to replace one. Default: the environment's `protect`.",
      ),
    monitoring: monitoring.optional(),
    ...cardKeys,
    supportedRegions: supportedRegions.optional(),
    privateDns: privateDns.optional(),
    notifications: notifications.optional(),
    tags: tags.default({}).describe("Tags besides the environment's."),
  })
  .check(acrossKeys(serviceRule))
  .describe("A service that is offered to consumers: VPC, load balancer, endpoint service.");

/** A service as an environment file gives it, with its defaults filled in. */
export type ServiceSpec = z.output<typeof serviceSchema>;
