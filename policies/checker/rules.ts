import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";
import { z } from "zod";
import { type Mapping, mappingOrder, mappingProblem } from "./frameworks";
import { SETTINGS } from "./loosening";
import type { PolicyConfig } from "./policy-data-schema";

/** Rules of the policies, below the root of the project. */
export const RULES_FOLDER = "policies/rego/rules";

/** What a rule is about: it can say something only where there is one. */
export const SUBJECTS = ["consumer-vpc", "service", "plan"] as const;

export type Subject = (typeof SUBJECTS)[number];

const mapping = z
  .strictObject({ framework: z.string(), control: z.string(), reason: z.string().regex(/^[A-Z].*[.]$/s) })
  .superRefine((value, context) => {
    const message = mappingProblem(value);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

const metadataSchema = z.object({
  title: z.string(),
  description: z.string(),
  related_resources: z.array(z.object({ ref: z.url({ protocol: /^https$/ }) })).min(1),
  custom: z
    .object({
      id: z.string(),
      severity: z.enum(["critical", "high", "medium", "low"]),
      subject: z.enum(SUBJECTS),
      loosened_by: z.array(z.enum(Object.keys(SETTINGS) as (keyof PolicyConfig)[])).default([]),
      remediation: z.string(),
      controls: z.array(mapping),
      no_controls: z.string().optional(),
    })
    .refine(({ controls, no_controls }) => (controls.length === 0) === (no_controls !== undefined), {
      message: "expected controls, or `no_controls` with the reason why there are none",
    })
    .refine(({ controls }) => new Set(controls.map(mappingOrder)).size === controls.length, {
      message: "expected each control once",
    }),
});

/** What a rule's metadata say of it. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly severity: "critical" | "high" | "medium" | "low";
  /** What the rule is about: consumer VPCs, services that are offered, or what a plan changes. */
  readonly subject: Subject;
  /** Settings of the policy data that can make it accept more than by default. */
  readonly loosenedBy: readonly (keyof PolicyConfig)[];
  readonly description: string;
  readonly remediation: string;
  /** Controls that it answers, in the order of the frameworks. */
  readonly controls: readonly Mapping[];
  /** Why it answers none. @default - it answers some */
  readonly noControls?: string;
  readonly links: readonly string[];
  /** Path below the root of the project. */
  readonly file: string;
}

/**
 * The rules, by id. Their metadata are comments of YAML, which are read without OPA.
 *
 * @throws an error where metadata are wrong: the rules are part of the program.
 */
export function readRules(root: string): Rule[] {
  const files = readdirSync(join(root, RULES_FOLDER)).filter((name) => /(?<!_test)\.rego$/.test(name));
  const rules = files.map((name) => readRule(root, `${RULES_FOLDER}/${name}`));
  return rules.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const METADATA = /^# METADATA\n((?:#.*\n)+)/;

function readRule(root: string, file: string): Rule {
  const comment = METADATA.exec(readFileSync(join(root, file), "utf8"))?.[1] ?? "";
  const parsed = metadataSchema.safeParse(parse(comment.replace(/^# ?/gm, "")));
  if (!parsed.success) {
    throw new Error(`${file} must start with the metadata of a rule, got: ${z.prettifyError(parsed.error)}`);
  }
  const { title, description, related_resources, custom } = parsed.data;
  const { no_controls, remediation, controls, loosened_by, ...rest } = custom;
  return {
    ...rest,
    title,
    description: description.trim(),
    remediation: remediation.trim(),
    loosenedBy: loosened_by,
    controls: [...controls].sort((a, b) => mappingOrder(a) - mappingOrder(b)),
    ...(no_controls === undefined ? {} : { noControls: no_controls }),
    links: related_resources.map(({ ref }) => ref),
    file,
  };
}
