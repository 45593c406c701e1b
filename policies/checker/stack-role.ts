import { STACK_ROLE_OUTPUT, STACK_ROLES, type StackRole } from "../../modules/aws/marks";
import { CouldNotJudge, problemIn } from "./could-not-judge";

type Content = Readonly<Record<string, unknown>>;

/**
 * A document that says what it is for, as stacks of this project do by an output: a copy with that output.
 *
 * @param document content of a cdk.tf.json, or of a plan.
 * @throws CouldNotJudge if there is no such role, or the document says another one.
 */
function withStackRole(document: Content, role: StackRole): Content {
  if (!STACK_ROLES.includes(role))
    throw new CouldNotJudge(`role: expected one of ${STACK_ROLES.join(", ")}; got ${JSON.stringify(role)}.`);
  const planned = document.planned_values;
  if (planned === undefined) return { ...document, output: withOutput(document.output, role) };
  if (!isMapping(planned)) return document;
  return { ...document, planned_values: { ...planned, outputs: withOutput(planned.outputs, role) } };
}

/** The same of JSON that is known to be an object. */
export function withStackRoleInJson(json: Uint8Array, role: StackRole): Uint8Array {
  try {
    const document = JSON.parse(new TextDecoder().decode(json)) as Content;
    return new TextEncoder().encode(JSON.stringify(withStackRole(document, role)));
  } catch (error) {
    throw new CouldNotJudge(problemIn(error));
  }
}

function withOutput(outputs: unknown, role: StackRole): unknown {
  // What is neither is left as it is: the policies say what is wrong with it.
  if (outputs !== undefined && !isMapping(outputs) && !Array.isArray(outputs)) return outputs;
  for (const each of Array.isArray(outputs) ? outputs : [outputs ?? {}]) {
    const said = isMapping(each) ? each[STACK_ROLE_OUTPUT] : undefined;
    if (said === undefined) continue;
    if (isMapping(said) && said.value === role) return outputs;
    throw new CouldNotJudge(
      `role: expected what the document says of itself by its output ${STACK_ROLE_OUTPUT}, or no role; ` +
        `got ${JSON.stringify(role)}, and the document has ${JSON.stringify(isMapping(said) ? said.value : said)}. ` +
        "Leave the role out.",
    );
  }
  const own = { [STACK_ROLE_OUTPUT]: { sensitive: false, value: role } };
  return Array.isArray(outputs) ? [...outputs, own] : { ...outputs, ...own };
}

function isMapping(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
