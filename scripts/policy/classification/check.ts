import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { z } from "zod";

import { CLASSIFICATION_FILE } from "../../../policies/checker/manifest";
import { RULES_FOLDER, readRules } from "../../../policies/checker/rules";
import { UserError } from "../../../support/user-error";
import { RULES_PAGE, renderRulesPage } from "../rules-page";
import { readBindings } from "./bindings";
import { compare } from "./compare";
import { joinSources, renderClassification } from "./join";
import { CLASSIFICATION_PAGE, renderClassificationPage } from "./page";
import { type Classification, documentSchema } from "./schema";
import { readSources, SOURCES_FOLDER, type Sources } from "./sources";

const SCHEMA_FILE = join("schemas", "classification.schema.json");

/**
 * Compares the classification with the installed bindings and the rules, and what is written with what was reviewed.
 *
 * @throws UserError with all that differs, and what to do about each.
 */
export function checkClassification(root: string): string {
  const sources = readSources(root);
  const bindings = readBindings();
  const problems = [...compare(sources, bindings, knownTypes(root)), ...ruleProblems(root, sources)];
  for (const [file, text] of Object.entries(written(root, sources))) {
    if (readText(root, file) !== text) problems.push(`${file} is not what ${SOURCES_FOLDER} gives. ${WRITE}`);
  }
  if (problems.length > 0) throw new UserError(report(problems));
  const { types } = joinSources(sources, bindings);
  return `${Object.keys(types).length} types are classified, of ${bindings.types.length} in the provider ${bindings.version} and others`;
}

const WRITE = "Run `npm run policy:classification -- --write`, and commit it.";

/**
 * Writes the joined classification, its schema and its page, and takes the types of the bindings for known.
 *
 * @throws UserError if the reviewed files and the bindings differ in anything but types that are new.
 */
export function writeClassification(root: string): string[] {
  const sources = readSources(root);
  const bindings = readBindings();
  const known = new Set(bindings.types.map(({ type }) => type));
  const problems = [...compare(sources, bindings, known), ...ruleProblems(root, sources)];
  if (problems.length > 0) throw new UserError(report(problems));
  return Object.entries(written(root, sources)).map(([file, text]) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    return `wrote ${file}`;
  });
}

/** Texts by the file that each is written to. */
function written(root: string, sources: Sources): Record<string, string> {
  const classification = joinSources(sources, readBindings());
  return {
    [CLASSIFICATION_FILE]: renderClassification(classification),
    [CLASSIFICATION_PAGE]: renderClassificationPage(sources, classification),
    [RULES_PAGE]: renderRulesPage(readRules(root), classification),
    [SCHEMA_FILE]: renderSchema(),
  };
}

function renderSchema(): string {
  const json = z.toJSONSchema(documentSchema, { target: "draft-7", io: "output" });
  return `${JSON.stringify({ title: "Classification of resource types", ...json }, undefined, 2)}\n`;
}

function knownTypes(root: string): ReadonlySet<string> {
  const text = readText(root, CLASSIFICATION_FILE);
  if (text === undefined) return new Set();
  const document: { privatelink_policy: { classification: Classification } } = JSON.parse(text);
  return new Set(Object.keys(document.privatelink_policy.classification.known_types));
}

function readText(root: string, file: string): string | undefined {
  return existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined;
}

function ruleProblems(root: string, { entries, other }: Sources): string[] {
  const ids = new Set(readRules(root).map(({ id }) => id));
  const users = new Map<string, string[]>();
  for (const [type, { rule, conditions }] of Object.entries({ ...entries, ...other.data_sources })) {
    for (const id of new Set([rule ?? [], conditions.map((condition) => condition.rule)].flat())) {
      users.set(id, [...(users.get(id) ?? []), type]);
    }
  }
  return [...users]
    .filter(([id]) => !ids.has(id))
    .map(
      ([id, types]) =>
        `the rule ${id}, of ${types.join(", ")}, must be one of ${RULES_FOLDER}: ${[...ids].join(", ")}.`,
    );
}

function report(problems: readonly string[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return `${count} in the classification:\n  ${problems.join("\n  ")}`;
}
