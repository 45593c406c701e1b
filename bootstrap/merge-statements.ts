import type { Statement } from "../modules/bootstrap/statement";
import { compare } from "../support/compare";

/**
 * Makes as few statements as say the same: those with the same resources and conditions become one with all their
 * actions; of what is left, those with the same actions and conditions become one with all their resources; then, those
 * that differ in the values of one key of their condition become one with all values. The order is always the same.
 */
export function mergeStatements(statements: readonly Statement[]): Statement[] {
  const byResource = merged(
    statements.map(sorted),
    ({ Resource, Condition }) => [Resource, Condition],
    (a, b) => ({ ...a, Action: union(a.Action, b.Action) }),
  );
  const byAction = merged(
    byResource,
    ({ Action, Condition }) => [Action, Condition],
    (a, b) => ({ ...a, Resource: union(a.Resource, b.Resource) }),
  );
  const byValue = merged(
    byAction,
    ({ Action, Resource, Condition }) => [Action, Resource, onlyKey(Condition) ?? Condition],
    (a, b) => ({ ...a, Condition: unitedCondition(a.Condition, b.Condition) }),
  );
  return byValue.sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
}

function merged(
  statements: readonly Statement[],
  likeness: (statement: Statement) => unknown,
  join: (a: Statement, b: Statement) => Statement,
): Statement[] {
  const found = new Map<string, Statement>();
  for (const statement of statements) {
    const key = JSON.stringify([statement.Effect, likeness(statement)]);
    const before = found.get(key);
    found.set(key, before === undefined ? statement : join(before, statement));
  }
  return [...found.values()];
}

function sorted(statement: Statement): Statement {
  return { ...statement, Action: union(statement.Action, []), Resource: union(statement.Resource, []) };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].sort(compare);
}

/** Operator and key of a condition that has only one. */
function onlyKey(condition: Statement["Condition"]): readonly [string, string] | undefined {
  const keys = Object.entries(condition ?? {}).flatMap(([operator, each]) =>
    Object.keys(each).map((key): [string, string] => [operator, key]),
  );
  return keys.length === 1 ? keys[0] : undefined;
}

function unitedCondition(a: Statement["Condition"], b: Statement["Condition"]): NonNullable<Statement["Condition"]> {
  const [operator, key] = onlyKey(a) ?? ["", ""];
  return { [operator]: { [key]: union(a?.[operator]?.[key] ?? [], b?.[operator]?.[key] ?? []) } };
}
