import { namePartProblem } from "../../aws/names";
import { asLoose, type ListenerProblem, type LooseListener } from "./listener-problem";
import { listOf, MAX_TARGET_GROUPS, ONLY_GROUP } from "./target-groups";

/**
 * What does not go together in the target groups of a listener. Source: User Guide for Network Load Balancers,
 * "Listeners", section "Default actions".
 */
export function targetGroupProblems(listener: LooseListener): ListenerProblem[] {
  const { targetGroups } = listener;
  if (targetGroups === undefined) return renameProblems(ONLY_GROUP, listener.targetGroupRenamedFrom, [], []);
  const groups = Object.entries(asLoose(targetGroups)).map(([key, group]) => ({ key, ...asLoose(group) }));
  const keys = groups.map(({ key }) => key);
  const path = ["targetGroups"];
  const problems: ListenerProblem[] = [];
  if (listener.targets !== undefined)
    problems.push({
      path: ["targets"],
      expected: "no `targets` beside `targetGroups`, each of which has its own",
      fix: "put them under a key of `targetGroups`, or remove one of the two",
    });
  if (listener.targetGroupRenamedFrom !== undefined)
    problems.push({
      path: ["targetGroupRenamedFrom"],
      expected: "no `targetGroupRenamedFrom` beside `targetGroups`",
      fix: "write `renamedFrom` of the target group that had the key",
    });
  if (keys.length < 1 || keys.length > MAX_TARGET_GROUPS)
    problems.push({ path, expected: `1 to ${MAX_TARGET_GROUPS} target groups`, found: `${keys.length}` });
  if (keys.length > 0 && groups.every((group: LooseListener) => group.weight === 0))
    problems.push({
      path,
      expected: "a weight above 0 of at least one target group: with 0 it gets no connection",
      fix: "raise the `weight` of a target group that is to get connections",
      found: "0 of each",
    });
  if (listener.stickiness === true && keys.length > 1)
    problems.push({
      path: ["stickiness"],
      expected:
        "no `stickiness` with several target groups: AWS then requires stickiness between target groups, which is not offered here",
      fix: "remove it, or keep one target group",
    });
  for (const { key, ...group } of groups as readonly ({ readonly key: string } & LooseListener)[]) {
    const expected =
      key === ONLY_GROUP ? `a key other than \`${ONLY_GROUP}\`, which stands for one without a key` : undefined;
    if ((expected ?? namePartProblem(key)) !== undefined)
      problems.push({ path: [...path, key], expected: expected ?? (namePartProblem(key) as string), found: key });
    problems.push(...renameProblems(key, group.renamedFrom, keys, [...path, key]));
  }
  return [...problems, ...heldTwice(groups, path)];
}

/** What is wrong with the former keys of a target group. @param keys of all target groups of the listener. */
function renameProblems(
  key: string,
  renamedFrom: unknown,
  keys: readonly string[],
  path: readonly string[],
): ListenerProblem[] {
  if (renamedFrom === undefined) return [];
  const former = formerOf(renamedFrom);
  const at = [...path, path.length === 0 ? "targetGroupRenamedFrom" : "renamedFrom"];
  if (former.length === 0) return [{ path: at, expected: "at least one former key" }];
  return former.flatMap((each, index) => {
    const place = Array.isArray(renamedFrom) ? [...at, index] : at;
    if (typeof each !== "string" || (each !== ONLY_GROUP && namePartProblem(each) !== undefined))
      return [{ path: place, expected: `a former key of this target group, or \`${ONLY_GROUP}\`` }];
    if (former.indexOf(each) < index)
      return [{ path: place, expected: "each former key once", fix: "remove the second" }];
    if (each === key && index === former.length - 1)
      return [{ path: place, expected: "a former key of this target group, other than its present key" }];
    return each !== key && keys.includes(each)
      ? [{ path: place, expected: "a former key of this target group, which no target group of the listener has now" }]
      : [];
  });
}

/** A former key is of one target group only. */
function heldTwice(groups: readonly LooseListener[], path: readonly string[]): ListenerProblem[] {
  const holders = new Map<unknown, unknown>();
  return groups.flatMap(({ key, renamedFrom }) =>
    formerOf(renamedFrom).flatMap((each) => {
      const holder = holders.get(each) ?? key;
      holders.set(each, holder);
      return holder === key
        ? []
        : [
            {
              path: [...path, `${key}`, "renamedFrom"],
              expected: `a former key other than that of target group ${holder}`,
            },
          ];
    }),
  );
}

function formerOf(renamedFrom: unknown): readonly unknown[] {
  return listOf(renamedFrom as string | readonly string[] | undefined);
}
