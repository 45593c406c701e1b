import { z } from "zod";

/** What a review takes of a plan, as `terraform show -json` prints it. Values are only counted or compared. */

const path = z.array(z.union([z.string(), z.number()]));

const change = z.object({
  actions: z.array(z.string()).min(1),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  after_unknown: z.unknown().optional(),
  before_sensitive: z.unknown().optional(),
  after_sensitive: z.unknown().optional(),
  importing: z.unknown().optional(),
  replace_paths: z.array(path).optional(),
});

const resourceChange = z.object({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  name: z.string(),
  action_reason: z.string().optional(),
  change,
});

export const planJsonSchema = z.object({
  format_version: z.string().regex(/^1\./, "expected format version 1 of Terraform's plans"),
  resource_changes: z.array(resourceChange).default([]),
});

export type PlanJson = z.output<typeof planJsonSchema>;
export type ResourceChange = PlanJson["resource_changes"][number];

/** A value of a resource before or after; undefined where it has none, or it is not known yet. */
export function argumentOf({ change }: ResourceChange, when: "before" | "after", argument: string): unknown {
  const values = change[when];
  return typeof values === "object" && values !== null ? Reflect.get(values, argument) : undefined;
}

/** A text of a resource; undefined where it is none. */
export function textValue(resource: ResourceChange, when: "before" | "after", argument: string): string | undefined {
  const value = argumentOf(resource, when, argument);
  return typeof value === "string" ? value : undefined;
}

/** The texts of a list; empty where there is none. */
export function textsValue(resource: ResourceChange, when: "before" | "after", argument: string): readonly string[] {
  const value = argumentOf(resource, when, argument);
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
