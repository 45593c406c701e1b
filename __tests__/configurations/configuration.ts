import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const result = z.enum(["PROVEN", "VIOLATED", "UNPROVEN"]);

/** A finding that fails: where it is, what it is, and the steps of its path from the inside out. */
const failure = z.strictObject({ stack: z.string(), rule: z.string(), path: z.array(z.string()) });

/** What the policies say of all stacks: the result of each consumer VPC by its stack, and every failure. */
const verdict = z.strictObject({ vpcs: z.record(z.string(), result), failures: z.array(failure).default([]) });

const resources = z.record(z.string(), z.array(z.record(z.string(), z.unknown())));

const expectedSchema = z.strictObject({
  /** Without policy data. */
  verdict,
  /** With the `policy.yaml` of the configuration. */
  withPolicy: verdict.optional(),
  /** What the source has beside its endpoints, in the syntax of Terraform's JSON, and what the policies say of it. */
  added: z
    .array(
      z.strictObject({
        what: z.string(),
        stack: z.string(),
        resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
        failures: z.array(failure.omit({ stack: true })),
      }),
    )
    .default([]),
  /** All resources of some types of a stack, each by the arguments that the source has; `data.` for data sources. */
  facts: z.record(z.string(), resources),
});

/** What is expected of a configuration. */
export type Expected = z.output<typeof expectedSchema>;

/** A public configuration of PrivateLink, translated to environments. */
export interface Configuration {
  /** Name of its folder. */
  readonly name: string;
  /** Folder of its environments. */
  readonly environments: string;
  /** File of its policy data; undefined where it has none. */
  readonly policy: string | undefined;
  /** What its `expected.yaml` says. */
  readonly expected: Expected;
}

/** All configurations beside this file, by name. */
export function configurations(): readonly Configuration[] {
  return readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const policy = join(__dirname, name, "policy.yaml");
      return {
        name,
        environments: join(__dirname, name, "environments"),
        policy: existsSync(policy) ? policy : undefined,
        expected: expectedSchema.parse(
          parse(readFileSync(join(__dirname, name, "expected.yaml"), "utf8"), { merge: true }),
        ),
      };
    });
}

/**
 * Whether a value has all that is expected of it: a mapping may have more keys, and JSON in a text is compared as the
 * mapping that it is.
 */
export function has(value: unknown, expected: unknown): boolean {
  if (Array.isArray(expected))
    return (
      Array.isArray(value) &&
      value.length === expected.length &&
      expected.every((each, index) => has(value[index], each))
    );
  if (typeof expected !== "object" || expected === null) return Object.is(value, expected);
  if (typeof value === "string" && value.startsWith("{")) return has(JSON.parse(value), expected);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(expected).every(([key, each]) => has((value as Record<string, unknown>)[key], each));
}

/**
 * What is left over when each fact gets a resource of its own: two equal facts need two resources. As many pairs as
 * possible are made, in whatever order facts and resources come.
 */
export function unpaired<Found, Fact>(
  found: readonly Found[],
  facts: readonly Fact[],
): { readonly missing: Fact[]; readonly more: Found[] } {
  const factOf = new Map<number, number>();
  const pair = (fact: number, tried: Set<number>): boolean =>
    found.some((each, index) => {
      if (tried.has(index) || !has(each, facts[fact])) return false;
      tried.add(index);
      const other = factOf.get(index);
      if (other !== undefined && !pair(other, tried)) return false;
      factOf.set(index, fact);
      return true;
    });
  return {
    missing: facts.filter((_, fact) => !pair(fact, new Set())),
    more: found.filter((_, index) => !factOf.has(index)),
  };
}
