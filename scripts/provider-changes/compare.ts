import type { Thing } from "./read-bindings";

/**
 * What newer bindings changed, a line each: first what can break a stack, then what is new.
 *
 * @param after undefined where the newer bindings do not have it.
 */
export function changesOf(before: Thing, after: Thing | undefined): string[] {
  if (after === undefined) return ["removed"];
  const broken = [...before.arguments].flatMap(([name, { isOptional, type }]) => {
    const now = after.arguments.get(name);
    if (now === undefined) return [`removed argument ${name}`];
    if (isOptional && !now.isOptional) return [`now required: ${name}`];
    if (!isOptional && now.isOptional) return [`now optional: ${name}`];
    return type === now.type ? [] : [`another type: ${name} was ${type}, is ${now.type}`];
  });
  const gone = [...before.attributes].filter((name) => !after.attributes.has(name));
  const added = [...after.arguments].filter(([name]) => !before.arguments.has(name));
  return [
    ...broken,
    ...gone.map((name) => `removed attribute ${name}`),
    ...added.map(([name, { isOptional }]) => `new ${isOptional ? "" : "required "}argument ${name}`),
    ...[...after.attributes].filter((name) => isNew(name, before, after)).map((name) => `new attribute ${name}`),
  ];
}

/** Whether an attribute is new, and no more than the value of a new argument. */
function isNew(name: string, before: Thing, after: Thing): boolean {
  if (before.attributes.has(name) || name.endsWith("Input") || name === "internalValue") return false;
  return ![...after.arguments.keys()].some((argument) => argument.endsWith(`.${name}`));
}
