import { Ajv, type AnySchema } from "ajv";
import { parse } from "yaml";
import type { Schema } from "../../scripts/reference/keys";
import { userFiles } from "../../scripts/reference/page";

/** A file of users, or a part of one, that a block of YAML or JSON may be. */
export interface Kind {
  readonly title: string;
  /** What is wrong with a block as a whole file: undefined if nothing is. */
  readonly wholeProblem: (value: unknown) => string | undefined;
  /** What is wrong with a block as a part of the file: keys that it must have elsewhere may be missing. */
  readonly partProblem: (value: unknown) => string | undefined;
}

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false });

/** Parts of `environment.yaml` that pages show by themselves. */
const PARTS = ["services", "resources", "appliances"];

/** What blocks may be: files of users, and one service, resource or appliance of an environment. */
export function kinds(): readonly Kind[] {
  const files = userFiles();
  const environment = files[0]?.schema;
  const parts = PARTS.map((title) => ({ title, schema: environment?.properties?.[title]?.additionalProperties }));
  return [...files, ...parts].map(({ title, schema }) => ({
    title,
    wholeProblem: PARTS.includes(title) ? () => "a part of a file" : validator(schema as Schema),
    partProblem: validator(withoutRequired(schema) as Schema),
  }));
}

function validator(schema: Schema): (value: unknown) => string | undefined {
  const validate = ajv.compile(schema as AnySchema);
  return (value) => (validate(value) ? undefined : ajv.errorsText(validate.errors));
}

/** A schema in which no key must be there. */
function withoutRequired(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutRequired);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => {
      // A key of a file may be called `required`: only a list is the keyword.
      if (key === "required" && Array.isArray(value)) return [];
      // Of several forms, more than one fits what is not whole.
      return [[key === "oneOf" ? "anyOf" : key, withoutRequired(value)]];
    }),
  );
}

/** The value of a block of YAML or JSON. */
export function blockValue(code: string): unknown {
  return parse(code);
}
