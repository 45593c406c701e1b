import { z } from "zod";
import { serviceCardSchema } from "../modules/card/schema";
import { bootstrapSchema } from "./bootstrap-schema";
import { consumerSchema } from "./consumer-schema";
import { environmentSchema } from "./environment-schema";

/** JSON Schemas by the name of the file that each is written to: of the environment files, for completion in editors, and of service cards. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return {
    "environment.schema.json": renderSchema(environmentSchema, "Environment"),
    "consumer.schema.json": renderSchema(consumerSchema, "Consumer"),
    "bootstrap.schema.json": renderSchema(bootstrapSchema, "Bootstrap"),
    "service-card.schema.json": renderSchema(serviceCardSchema, "Service card"),
  };
}

/**
 * A schema as JSON Schema.
 *
 * @param io `input` for what a user writes, where keys with a default may be left out; `output` for what is written here.
 *   @default "input"
 */
export function renderSchema(schema: z.ZodType, title: string, io: "input" | "output" = "input"): string {
  const json = z.toJSONSchema(schema, { target: "draft-7", io });
  return `${JSON.stringify({ title, ...json }, undefined, 2)}\n`;
}
