import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";
import { z } from "zod";

/** Rules of the policies, below the root of the project. */
export const RULES_FOLDER = "policies/rego/rules";

const metadataSchema = z.object({
  title: z.string(),
  description: z.string(),
  related_resources: z.array(z.object({ ref: z.url({ protocol: /^https$/ }) })).min(1),
  custom: z.object({
    id: z.string(),
    severity: z.enum(["critical", "high", "medium", "low"]),
    remediation: z.string(),
  }),
});

/** What a rule's metadata say of it. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  readonly severity: "critical" | "high" | "medium" | "low";
  readonly description: string;
  readonly remediation: string;
  readonly links: readonly string[];
  /** Path below the root of the project. */
  readonly file: string;
}

/** The rules, by id. Their metadata are comments of YAML, which are read without OPA. */
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
  const links = related_resources.map(({ ref }) => ref);
  return { ...custom, title, description: description.trim(), remediation: custom.remediation.trim(), links, file };
}
