import { z } from "zod";
import { serviceCardSchema } from "../modules/card";
import { consumerSchema } from "./consumer-schema";
import { environmentSchema } from "./environment-schema";

/** JSON Schemas by the name of the file that each is written to: of the environment files, for completion in editors, and of service cards. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return {
    "environment.schema.json": render(environmentSchema, "Environment"),
    "consumer.schema.json": render(consumerSchema, "Consumer"),
    "service-card.schema.json": render(serviceCardSchema, "Service card"),
  };
}

function render(schema: z.ZodType, title: string): string {
  // What a user writes: keys with a default may be left out.
  const json = z.toJSONSchema(schema, { target: "draft-7", io: "input" });
  return `${JSON.stringify({ title, ...json }, undefined, 2)}\n`;
}
