import { isDeepStrictEqual } from "node:util";
import { type JsonObject, objectOf } from "../support/json-object";
import { listOf } from "./list-of";

/** Arguments that a plan keeps elsewhere, or that are Terraform's own. */
const META = new Set(["//", "connection", "count", "depends_on", "for_each", "lifecycle", "provider", "provisioner"]);

/**
 * Where the configuration in a plan is certainly not that of a synthesized stack: another provider, another resource,
 * or an argument with another value. What only Terraform can evaluate is not compared.
 *
 * Source: Terraform, "JSON Output Format": `configuration` has each expression, with `constant_value` where it refers
 * to nothing.
 *
 * @param stack a cdk.tf.json.
 * @param plan what `terraform show -json` prints.
 * @returns what was expected and found, for a message; undefined where nothing differs.
 */
export function configurationDifference(stack: unknown, plan: unknown): string | undefined {
  const configuration = objectOf(objectOf(plan).configuration);
  return providersDiffer(objectOf(stack), configuration) ?? resourcesDiffer(objectOf(stack), configuration);
}

function providersDiffer(stack: JsonObject, configuration: JsonObject): string | undefined {
  const planned = Object.values(objectOf(configuration.provider_config)).map(objectOf);
  for (const [name, blocks] of Object.entries(objectOf(stack.provider)))
    for (const block of listOf(blocks).map(objectOf)) {
      const same = planned.find((each) => each.name === name && each.alias === block.alias);
      const found = argumentsDiffer(block, objectOf(same?.expressions), `provider ${name}`, ["alias"]);
      if (found !== undefined) return found;
    }
  return undefined;
}

function resourcesDiffer(stack: JsonObject, configuration: JsonObject): string | undefined {
  const resources = listOf(objectOf(configuration.root_module).resources).map(objectOf);
  const planned = new Map(
    resources
      .filter(({ mode }) => mode === "managed")
      .map((each) => [String(each.address), objectOf(each.expressions)]),
  );
  const declared = new Map(
    Object.entries(objectOf(stack.resource)).flatMap(([type, byName]) =>
      Object.entries(objectOf(byName)).map(([name, block]): [string, JsonObject] => [
        `${type}.${name}`,
        objectOf(block),
      ]),
    ),
  );
  for (const address of planned.keys())
    if (!declared.has(address)) return `expected no ${address}, which the stack does not have; the plan has it`;
  for (const [address, block] of declared) {
    const expressions = planned.get(address);
    if (expressions === undefined) return `expected ${address}, as in the stack; the plan does not have it`;
    const found = argumentsDiffer(block, expressions, address);
    if (found !== undefined) return found;
  }
  return undefined;
}

function argumentsDiffer(
  block: JsonObject,
  expressions: JsonObject,
  where: string,
  others: readonly string[] = [],
): string | undefined {
  for (const [key, value] of Object.entries(block)) {
    if (META.has(key) || others.includes(key) || value === null) continue;
    const found = valueDiffers(value, expressions[key], `${key} of ${where}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function valueDiffers(value: unknown, expression: unknown, where: string): string | undefined {
  // Nested blocks are lists of what has arguments itself.
  if (Array.isArray(expression)) {
    const blocks = listOf(value);
    if (blocks.length !== expression.length)
      return `expected ${blocks.length} times ${where}; found ${expression.length}`;
    for (const [index, block] of blocks.entries()) {
      const found = argumentsDiffer(objectOf(block), objectOf(expression[index]), where);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isConstant(value)) return undefined;
  if (expression === undefined) return `expected ${JSON.stringify(value)} as ${where}; found nothing`;
  const constant = objectOf(expression).constant_value;
  if (constant === undefined || isDeepStrictEqual(textsOf(constant), textsOf(value))) return undefined;
  return `expected ${JSON.stringify(value)} as ${where}; found ${JSON.stringify(constant)}`;
}

/** Whether Terraform evaluates nothing in a value. */
function isConstant(value: unknown): boolean {
  return !/[$%]\{/.test(JSON.stringify(value));
}

/** A value with texts for numbers and booleans: Terraform takes one for the other. */
function textsOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(textsOf);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, textsOf(each)]));
}
