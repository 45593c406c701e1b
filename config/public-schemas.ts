import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../support/package-root";
import { UserError } from "../support/user-error";

/** Names of the JSON Schemas of what users write, and of what the policies report. */
const NAMES: readonly SchemaName[] = [
  "environment",
  "consumer",
  "bootstrap",
  "policy-data",
  "policy-report",
  "service-card",
];

/** Name of a JSON Schema. */
export type SchemaName = "environment" | "consumer" | "bootstrap" | "policy-data" | "policy-report" | "service-card";

/**
 * A JSON Schema (draft 7), such as that of `environment.yaml`: the file `cdktf-privatelink/schemas/NAME.schema.json`.
 * It accepts all that is valid. It does not see what {@link checkEnvironments} does: rules between keys and files.
 *
 * @throws UserError if there is no schema of the name.
 */
export function jsonSchema(name: SchemaName): object {
  if (!NAMES.includes(name))
    throw new UserError(`name: expected one of ${NAMES.join(", ")}; got ${JSON.stringify(name)}.`);
  return JSON.parse(readFileSync(join(PACKAGE_ROOT, "schemas", `${name}.schema.json`), "utf8"));
}
