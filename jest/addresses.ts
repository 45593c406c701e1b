import { isObject, objectOf } from "../support/json-object";

/** Blocks of a configuration that Terraform addresses by another word than their own. */
const WORDS: Readonly<Record<string, string>> = { variable: "var", locals: "local" };

/** Parts of a plan that say what is in the resources, and not which ones there are. */
const CONTENTS = ["values", "sensitive_values", "change", "expressions"];

/** Terraform's addresses of what is in a document: a cdk.tf.json, or a plan. */
export function addressesIn(json: string): string[] {
  const document: unknown = JSON.parse(json.replace(/^\uFEFF/, ""));
  return isObject(document) ? [...namedIn(document), ...plannedIn(document)] : [];
}

/** Blocks of a configuration. */
function namedIn(document: Record<string, unknown>): string[] {
  return Object.entries(document).flatMap(([kind, blocks]) =>
    entriesOf(blocks).flatMap(([first, rest]) => {
      if (kind !== "resource" && kind !== "data") return [`${WORDS[kind] ?? kind}.${first}`];
      const prefix = kind === "data" ? `data.${first}` : first;
      return entriesOf(rest).map(([name]) => `${prefix}.${name}`);
    }),
  );
}

/** What a plan says the address of, at any depth. */
function plannedIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(plannedIn);
  return Object.entries(objectOf(value)).flatMap(([key, each]) => {
    if (CONTENTS.includes(key)) return [];
    return key === "address" && typeof each === "string" ? [each] : plannedIn(each);
  });
}

/** Entries of a mapping, or of a list of mappings, which Terraform reads alike. */
function entriesOf(blocks: unknown): [string, unknown][] {
  return (Array.isArray(blocks) ? blocks : [blocks]).flatMap((each) => Object.entries(objectOf(each)));
}
