import { renderSchema } from "../config/json-schema";
import { changedSchema } from "./changed-file";
import { deployedSchema } from "./deployed-file";
import { driftSchema } from "./drift-file";
import { orderSchema } from "./order-file";
import { plansSchema } from "./plans-file";

/** JSON Schemas of the files that commands of the delivery hand to each other or to others, by the file of each. */
export function pipelineSchemas(): Readonly<Record<string, string>> {
  return {
    "order.schema.json": renderSchema(orderSchema, "Order of deployment", "output"),
    "changed.schema.json": renderSchema(changedSchema, "Stacks that changed", "output"),
    "plans.schema.json": renderSchema(plansSchema, "Plans", "output"),
    "drift.schema.json": renderSchema(driftSchema, "Drift", "output"),
    "deployed.schema.json": renderSchema(deployedSchema, "What is deployed", "output"),
  };
}
