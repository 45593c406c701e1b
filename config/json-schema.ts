import { z } from "zod";
import { consumerSchema } from "./consumer-schema";
import { environmentSchema } from "./environment-schema";

/** JSON Schemas of the environment files, by the name of the file that each is written to, for completion in editors. */
export function jsonSchemas(): Readonly<Record<string, string>> {
  return {
    "environment.schema.json": render(environmentSchema, "Environment"),
    "consumer.schema.json": render(consumerSchema, "Consumer"),
  };
}

function render(schema: z.ZodType, title: string): string {
  // What a user writes: keys with a default may be left out.
  const json = z.toJSONSchema(schema, { target: "draft-7", io: "input" });
  return `${JSON.stringify({ title, ...json }, undefined, 2)}\n`;
}
