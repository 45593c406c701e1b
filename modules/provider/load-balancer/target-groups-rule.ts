import { namePartProblem } from "../../aws/names";
import { asLoose, type ListenerProblem, type LooseListener } from "./listener-problem";
import { MAX_TARGET_GROUPS, ONLY_GROUP } from "./target-groups";

/** Returns what is wrong with the target groups of a listener as a whole; `undefined` when nothing is. */
export function targetGroupsProblem(
  targetGroups: unknown,
): { readonly expected: string; readonly found: string; readonly fix?: string } | undefined {
  const groups = Object.values(asLoose(targetGroups));
  if (groups.length < 1 || groups.length > MAX_TARGET_GROUPS)
    return { expected: `1 to ${MAX_TARGET_GROUPS} target groups`, found: `${groups.length}` };
  return groups.every((group) => asLoose(group).weight === 0)
    ? {
        expected: "a weight above 0 of at least one target group: with 0 it gets no connection",
        fix: "raise the `weight` of a target group that is to get connections",
        found: "0 of each",
      }
    : undefined;
}

/** What is wrong with target groups, with a key, or with a former key, each by itself. Config has schemas for these. */
export function targetGroupFormProblems({ targetGroups, targetGroupRenamedFrom }: LooseListener): ListenerProblem[] {
  const path = ["targetGroups"];
  const ofOnly = formerKeyProblems(targetGroupRenamedFrom, ["targetGroupRenamedFrom"]);
  if (targetGroups === undefined) return ofOnly;
  const ofAll = targetGroupsProblem(targetGroups);
  const ofGroups = Object.entries(asLoose(targetGroups)).flatMap(([key, group]): ListenerProblem[] => {
    const ofKey = namePartProblem(key);
    return [
      ...(ofKey === undefined ? [] : [{ path: [...path, key], expected: ofKey, found: key }]),
      ...formerKeyProblems(asLoose(group).renamedFrom, [...path, key, "renamedFrom"]),
    ];
  });
  return [...ofOnly, ...(ofAll === undefined ? [] : [{ path, ...ofAll }]), ...ofGroups];
}

function formerKeyProblems(renamedFrom: unknown, path: ListenerProblem["path"]): ListenerProblem[] {
  if (renamedFrom === undefined) return [];
  const isList = Array.isArray(renamedFrom);
  const former: readonly unknown[] = isList ? renamedFrom : [renamedFrom];
  if (former.length === 0) return [{ path, expected: "at least one former key" }];
  return former.flatMap((each, index) =>
    typeof each === "string" && namePartProblem(each) === undefined
      ? []
      : [
          {
            path: isList ? [...path, index] : path,
            expected: `a former key of this target group, or \`${ONLY_GROUP}\``,
          },
        ],
  );
}

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
  if (listener.stickiness === true && keys.length > 1)
    problems.push({
      path: ["stickiness"],
      expected:
        "no `stickiness` with several target groups: AWS then requires stickiness between target groups, which is not offered here",
      fix: "remove it, or keep one target group",
    });
  for (const { key, ...group } of groups as readonly ({ readonly key: string } & LooseListener)[]) {
    if (key === ONLY_GROUP)
      problems.push({
        path: [...path, key],
        expected: `a key other than \`${ONLY_GROUP}\`, which stands for one without a key`,
        found: key,
      });
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
  const former = formerOf(renamedFrom);
  const at = [...path, path.length === 0 ? "targetGroupRenamedFrom" : "renamedFrom"];
  return former.flatMap((each, index) => {
    if (typeof each !== "string") return [];
    const place = Array.isArray(renamedFrom) ? [...at, index] : at;
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
      if (typeof each !== "string") return [];
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

/** Former keys, one or several, as a list. What is no text in it says nothing of other target groups. */
function formerOf(renamedFrom: unknown): readonly unknown[] {
  return Array.isArray(renamedFrom) ? renamedFrom : [renamedFrom];
}
