import { z } from "zod";
import { endpointIdProblem } from "../modules/aws/endpoint-id";
import { DEFAULT_INSTANCE_TYPE } from "../modules/consumer/client-instance/default-instance-type";
import { clientRangeProblem } from "../modules/provider/load-balancer/privatelink-rules";
import { type ClientSpec, client, DEFAULT_CLIENT } from "./client-schema";
import { type ConnectionSpec, connectionSchema } from "./connection/connection-schema";
import { resourceKey } from "./connection/resource-connection";
import { serviceKey } from "./connection/ways";
import { encryptedWorkloadRule } from "./encryption-control-schema";
import { endpointMonitoring } from "./endpoint-monitoring-schema";
import { acrossKeys, asList, asMapping, checked, eachOnce, key, type Mapping, type Report } from "./fields";
import { gatewayEndpoints, gatewayEndpointsRule } from "./gateway-endpoint-schema";
import { HUB_PATHS, type HubParts } from "./hub/places";
import { inspectedConsumerRule, inspection } from "./inspection/inspection-schema";
import { instanceRule } from "./instance-schema";
import { ledgerKeys, ledgerKeysRule } from "./ledger-keys";
import { account, anyRegion, regionSchema, role, tags } from "./shared-schema";
import { vpc } from "./vpc-schema";

/** Schema of a consumer that this environment builds: VPC, endpoints and client application. */
export const managedConsumerSchema = z
  .strictObject({
    external: z
      .literal(false, { error: "true or false" })
      .optional()
      .describe("Whether the consumer runs their own side. Default: false."),
    account: account.describe("Account of the consumer."),
    role: role.optional(),
    ...ledgerKeys,
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
      .refine((all) => Object.keys(all).length >= 1, {
        error: "at least one connection, or no `connections` where there are `gatewayEndpoints`",
      })
      .optional()
      .describe("Connections by a name of your choice. Default: none; then there are `gatewayEndpoints`."),
    gatewayEndpoints: gatewayEndpoints.optional(),
    inspection: inspection.optional(),
    client: client.optional(),
    monitoring: endpointMonitoring.optional(),
    tags: tags.default({}).describe("Tags besides the environment's."),
  })
  .check(
    acrossKeys(instanceRule),
    acrossKeys(encryptionRule),
    acrossKeys(ledgerKeysRule),
    acrossKeys(inspectedConsumerRule),
    acrossKeys(gatewayEndpointsRule),
    acrossKeys(connectionsRule),
  )
  // For editors: the JSON Schema has no other sign of what `connectionsRule` refuses.
  .meta({ anyOf: [{ required: ["connections"] }, { required: ["gatewayEndpoints"] }] })
  .describe("A consumer whose side this environment builds.");

/** Keys that are about connections: without any, they say nothing. */
const OF_CONNECTIONS = {
  client: "`false`, or no `client`: the client application checks connections, and there are none",
  monitoring: "no `monitoring`: it is of the endpoints of connections, and there are none",
  inspection: "no `inspection`: appliances get the packets to endpoints of connections, and there are none",
} as const;

/** A consumer has connections, gateway endpoints, or both. */
function connectionsRule(consumer: Mapping, report: Report): void {
  if (consumer.connections !== undefined) return;
  if (consumer.gatewayEndpoints === undefined) {
    report(["connections"], "connections by a name of your choice, or `gatewayEndpoints`");
    return;
  }
  for (const [key, expected] of Object.entries(OF_CONNECTIONS))
    if (consumer[key] !== undefined && consumer[key] !== false) report([key], expected, "take it out");
}

/** Encryption can be enforced in the VPC of a consumer where its client application, and its instance, allow it. */
function encryptionRule(consumer: Mapping, report: Report): void {
  const { vpc: spec, client: application, hubPath, connections, inspection: inspecting } = consumer;
  const { instance: ofClient } = asMapping(application);
  const { instanceType = DEFAULT_INSTANCE_TYPE } = asMapping(ofClient);
  encryptedWorkloadRule(
    spec,
    {
      // What has a path to a hub's VPC leads there, by peering for one.
      role: hubPath === undefined ? "consumer" : "hub",
      functions: application !== false && connections !== undefined,
      gatewayLoadBalancers: inspecting !== undefined,
      instanceTypes: ofClient !== undefined && typeof instanceType === "string" ? [instanceType] : [],
    },
    report,
  );
}

/** Schema of a consumer who runs their own side: this environment allows them to connect and accepts their endpoint. */
export const externalConsumerSchema = z
  .strictObject({
    external: z
      .literal(true, { error: "true or false" })
      .describe("The consumer runs their own side: only the provider's is built."),
    account: account.optional().describe("Account of the consumer."),
    accounts: z.array(account).min(1).optional().describe("Several accounts of the consumer, in place of `account`."),
    ...ledgerKeys,
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
            endpointIds: z
              .array(checked(endpointIdProblem))
              .min(1)
              .optional()
              .describe("Ids of several endpoints of the consumer, in place of `endpointId` or beside it."),
            regions: z
              .array(anyRegion)
              .min(1)
              .optional()
              .describe(
                "Regions that the consumer's endpoints are in: only these are the consumer's. Default: every region that the service is offered to.",
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
  .check(acrossKeys(accountsRule), acrossKeys(ledgerKeysRule))
  .describe("An external consumer, such as a customer, who runs their own side.");

/** An external consumer has one account or several. */
function accountsRule({ account: one, accounts }: Mapping, report: Report): void {
  if (one === undefined && accounts === undefined)
    report(["account"], "`account`, an account id in quotes, or `accounts` with several");
  if (one !== undefined && accounts !== undefined)
    report(["accounts"], "either `account` or `accounts`, not both", "write all of them under `accounts`");
  eachOnce(["accounts"], asList(accounts), "account", report);
}

/** Keys of a connection that are about endpoints to accept. */
const OF_ENDPOINTS = ["endpointId", "endpointIds", "regions"] as const;

/** What must hold between the keys of an external consumer's connection. */
function externalConnectionRule(connection: Mapping, report: Report): void {
  const { resource, appliance, endpointId, endpointIds, regions, clientRanges } = connection;
  if (["service", "resource", "appliance"].filter((way) => connection[way] !== undefined).length !== 1)
    report([], "exactly one of `service`, `resource` and `appliance`, a key in this environment's environment.yaml");
  if (appliance !== undefined && clientRanges !== undefined)
    report(["clientRanges"], "none with appliances: a Gateway Load Balancer has no security group", "take them out");
  if (typeof endpointId === "string" && asList(endpointIds).includes(endpointId))
    report(["endpointIds"], "other endpoints than that of `endpointId`", "take it out of the list");
  eachOnce(["endpointIds"], asList(endpointIds), "endpoint", report);
  eachOnce(["regions"], asList(regions), "region", report);
  if (resource === undefined) return;
  for (const key of OF_ENDPOINTS)
    if (connection[key] !== undefined)
      report([key], "no endpoint to accept: a resource that is shared needs no acceptance", "take it out");
}

/** Schema of `environments/<environment>/consumers/<consumer>.yaml`. */
export const consumerSchema = z.union([managedConsumerSchema, externalConsumerSchema]);

/** A consumer that this environment builds, with its connections and its client application: see {@link completed}. */
export type ManagedConsumerSpec = Omit<z.output<typeof managedConsumerSchema>, "client" | "connections"> & {
  /** Connections by name; none where there are only gateway endpoints. */
  readonly connections: Readonly<Record<string, ConnectionSpec>>;
  /** False for none, as there is without connections. */
  readonly client: ClientSpec;
} & HubParts;
/** An external consumer with all its accounts: see {@link completed}. */
export type ExternalConsumerSpec = z.output<typeof externalConsumerSchema> & {
  /** The first of the accounts. */
  readonly account: string;
  /** All accounts: at least one. */
  readonly accounts: readonly string[];
};
/** A consumer file as it was read, with its defaults filled in. */
export type ConsumerSpec = ManagedConsumerSpec | ExternalConsumerSpec;

/**
 * A consumer as the schema decodes it, completed: an external one has both `account`, the first, and `accounts`, all
 * of them. One that is built here has a client application by default, if it has connections.
 */
export function completed(spec: z.output<typeof consumerSchema>): ConsumerSpec {
  if (spec.external !== true) {
    const { connections = {}, client = spec.connections === undefined ? false : DEFAULT_CLIENT } = spec;
    return { ...spec, connections, client };
  }
  const [account = "", ...more] = spec.accounts ?? [spec.account ?? ""];
  return { ...spec, account, accounts: [account, ...more] };
}
