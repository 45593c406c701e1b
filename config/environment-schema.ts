import { z } from "zod";
import { accounts } from "./account-schema";
import { applianceSchema } from "./appliance/appliance-schema";
import { backendSchema } from "./backend-schema";
import { deliverySchema } from "./delivery-schema";
import { key } from "./fields";
import { hubSchema } from "./hub/hub-schema";
import { sharedConnectionSchema } from "./hub/shared-connection-schema";
import { quotas } from "./quotas";
import { resourceSchema } from "./resource/resource-schema";
import { serviceSchema } from "./service/service-schema";
import { regionSchema, tags } from "./shared-schema";
import { terraformSchema } from "./terraform-schema";

/** Schema of `environments/<environment>/environment.yaml`. */
export const environmentSchema = z
  .strictObject({
    backend: backendSchema,
    region: regionSchema,
    tags: tags.default({}).describe("Tags of everything that can have some."),
    cidrOverlap: z
      .enum(["deny", "allow"])
      .default("deny")
      .describe(
        "Whether VPCs that this environment makes may have ranges that overlap. PrivateLink does not mind; logs, and anybody who ever routes between them, do. Default: deny.",
      ),
    protect: z
      .boolean()
      .default(false)
      .describe(
        "Whether services are kept from being deleted: the default of `preventDestroy` and `loadBalancer.deletionProtection` of each, and of appliances. Default: false.",
      ),
    delivery: deliverySchema.prefault({}),
    terraform: terraformSchema.prefault({}),
    quotas,
    accounts,
    services: z
      .record(key, serviceSchema)
      .default({})
      .describe("Services that this environment offers, by key. Default: none."),
    resources: z
      .record(key, resourceSchema)
      .default({})
      .describe(
        "Private resources that this environment offers without a load balancer, by key: databases, clusters. Default: none.",
      ),
    appliances: z
      .record(key, applianceSchema)
      .default({})
      .describe(
        "Appliances that this environment offers behind a Gateway Load Balancer, by a key that no service has: firewalls, inspection. Default: none.",
      ),
    hubs: z
      .record(key, hubSchema)
      .default({})
      .describe("VPCs that have endpoints once for many VPCs, by key. Default: none."),
    sharedConnections: z
      .record(key, sharedConnectionSchema)
      .default({})
      .describe("Connections that consumers share, by key: they name them by `shared`. Default: none."),
  })
  .describe("An environment of AWS PrivateLink services and their consumers.");

/** An environment file as it was read, with its defaults filled in. */
export type EnvironmentSpec = z.output<typeof environmentSchema>;
