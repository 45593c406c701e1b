import { z } from "zod";
import { endpointIdProblem } from "../modules/aws/endpoint-id";
import { principalProblem } from "../modules/aws/principal";
import { clientRangeProblem } from "../modules/provider/load-balancer/privatelink-rules";
import { client } from "./client-schema";
import { connectionSchema } from "./connection/connection-schema";
import { resourceKey } from "./connection/resource-connection";
import { serviceKey } from "./connection/ways";
import { acrossKeys, checked, key, type Mapping, type Report } from "./fields";
import { HUB_PATHS, type HubParts } from "./hub/places";
import { instanceRule } from "./instance-schema";
import { account, regionSchema, role, tags } from "./shared-schema";
import { vpc } from "./vpc-schema";

const principal = checked((text) => (text === "*" ? "one principal, not `*`" : principalProblem(text)))
  .optional()
  .describe(
    "Who of the consumer may ask for connections, as an ARN of its account: arn:aws:iam::<account>:role/<name>. Default: the whole account (root).",
  );

/** Schema of a consumer that this environment builds: VPC, endpoints and client application. */
export const managedConsumerSchema = z
  .strictObject({
    external: z
      .literal(false, { error: "true or false" })
      .optional()
      .describe("Whether the consumer runs their own side. Default: false."),
    account: account.describe("Account of the consumer."),
    role: role.optional(),
    principal,
    region: regionSchema
      .optional()
      .describe(
        "Region of the consumer's VPC; services of the environment must be offered to it. Default: the environment's.",
      ),
    vpc: vpc.describe("VPC of the consumer: a new isolated one (cidr), or one that exists (id)."),
    hubPath: z
      .enum(HUB_PATHS)
      .optional()
      .describe(
        "How a VPC that exists gets to the VPCs of hubs, for connections that are shared with `mode: hub`; whoever owns the network has made it. Default: not at all.",
      ),
    connections: z
      .record(key, connectionSchema)
      .refine((all) => Object.keys(all).length >= 1, { error: "at least one connection" })
      .describe("Connections by a name of your choice."),
    client,
    tags: tags.default({}).describe("Tags besides the environment's."),
  })
  .check(acrossKeys(instanceRule))
  .describe("A consumer whose side this environment builds.");

/** Schema of a consumer who runs their own side: this environment allows them to connect and accepts their endpoint. */
export const externalConsumerSchema = z
  .strictObject({
    external: z
      .literal(true, { error: "true or false" })
      .describe("The consumer runs their own side: only the provider's is built."),
    account: account.describe("Account of the consumer."),
    principal,
    contact: z.string().min(1).optional().describe("Whom to talk to."),
    connections: z
      .record(
        key,
        z
          .strictObject({
            service: serviceKey.optional(),
            resource: resourceKey.optional(),
            appliance: key.optional().describe("Key of appliances in this environment's environment.yaml."),
            endpointId: checked(endpointIdProblem)
              .optional()
              .describe(
                "Id of the consumer's endpoint to a service or to appliances, once they have told it: it is then accepted. Default: not yet known.",
              ),
            clientRanges: z
              .array(checked(clientRangeProblem))
              .min(1)
              .optional()
              .describe(
                "Private IPv4 ranges of the consumer's clients; needed where the service enforces rules on PrivateLink. Default: not known.",
              ),
          })
          .check(acrossKeys(externalConnectionRule)),
      )
      .refine((all) => Object.keys(all).length >= 1, { error: "at least one connection" })
      .describe("Connections by a name of your choice."),
  })
  .describe("An external consumer, such as a customer, who runs their own side.");

/** What must hold between the keys of an external consumer's connection. */
function externalConnectionRule(connection: Mapping, report: Report): void {
  const { resource, appliance, endpointId, clientRanges } = connection;
  if (["service", "resource", "appliance"].filter((way) => connection[way] !== undefined).length !== 1)
    report([], "exactly one of `service`, `resource` and `appliance`, a key in this environment's environment.yaml");
  if (appliance !== undefined && clientRanges !== undefined)
    report(["clientRanges"], "none with appliances: a Gateway Load Balancer has no security group", "take them out");
  if (resource !== undefined && endpointId !== undefined)
    report(["endpointId"], "no endpoint to accept: a resource that is shared needs no acceptance", "take it out");
}

/** Schema of `environments/<environment>/consumers/<consumer>.yaml`. */
export const consumerSchema = z.union([managedConsumerSchema, externalConsumerSchema]);

export type ManagedConsumerSpec = z.output<typeof managedConsumerSchema> & HubParts;
export type ExternalConsumerSpec = z.output<typeof externalConsumerSchema>;
/** A consumer file as it was read, with its defaults filled in. */
export type ConsumerSpec = ManagedConsumerSpec | ExternalConsumerSpec;
