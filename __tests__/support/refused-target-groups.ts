/** A listener whose target groups are refused: in what way, what it says, where, and what was expected. */
export type RefusedTargetGroups = [
  name: string,
  listener: Readonly<Record<string, unknown>>,
  path: string,
  expected: string,
];

/**
 * Listeners whose target groups do not go together, whether they are properties of a construct or stand in a file.
 *
 * @param targets targets of a target group, as the construct or the file has them.
 */
export function refusedTargetGroups(targets: object): readonly RefusedTargetGroups[] {
  const group = (weight: number, more: object = {}) => ({ weight, targets, ...more });
  const five = Object.fromEntries(["a", "b", "c", "d", "e"].map((key) => [key, group(1)]));
  return [
    [
      "targets beside target groups",
      { targets, targetGroups: { blue: group(1) } },
      "targets",
      "no `targets` beside `targetGroups`, each of which has its own",
    ],
    [
      "a former key of the only target group beside several",
      { targetGroupRenamedFrom: "green", targetGroups: { blue: group(1) } },
      "targetGroupRenamedFrom",
      "no `targetGroupRenamedFrom` beside `targetGroups`",
    ],
    ["no target group", { targetGroups: {} }, "targetGroups", "1 to 5 target groups"],
    ["six target groups", { targetGroups: { ...five, f: group(1) } }, "targetGroups", "1 to 5 target groups"],
    [
      "target groups without any weight",
      { targetGroups: { blue: group(0), green: group(0) } },
      "targetGroups",
      "a weight above 0 of at least one target group: with 0 it gets no connection",
    ],
    [
      "sticky target groups",
      { stickiness: true, targetGroups: { blue: group(1), green: group(1) } },
      "stickiness",
      "no `stickiness` with several target groups: AWS then requires stickiness between target groups, which is not offered here",
    ],
    [
      "a target group with the key that stands for none",
      { targetGroups: { targets: group(1) } },
      "targetGroups.targets",
      "a key other than `targets`, which stands for one without a key",
    ],
    [
      "a former key that another target group has",
      { targetGroups: { blue: group(1, { renamedFrom: "green" }), green: group(1) } },
      "targetGroups.blue.renamedFrom",
      "a former key of this target group, which no target group of the listener has now",
    ],
    [
      "a former key of two target groups",
      { targetGroups: { blue: group(1, { renamedFrom: "targets" }), green: group(1, { renamedFrom: "targets" }) } },
      "targetGroups.green.renamedFrom",
      "a former key other than that of target group blue",
    ],
    [
      "the present key as the last former one",
      { targetGroups: { blue: group(1, { renamedFrom: "blue" }) } },
      "targetGroups.blue.renamedFrom",
      "a former key of this target group, other than its present key",
    ],
    [
      "a former key twice",
      { targetGroups: { blue: group(1, { renamedFrom: ["targets", "targets"] }) } },
      "targetGroups.blue.renamedFrom.1",
      "each former key once",
    ],
    [
      "the only target group that was the only one",
      { targetGroupRenamedFrom: "targets" },
      "targetGroupRenamedFrom",
      "a former key of this target group, other than its present key",
    ],
    [
      "a health check of a target group that does not go together",
      { targetGroups: { blue: group(1, { healthCheck: { protocol: "TCP", path: "/" } }) } },
      "targetGroups.blue.healthCheck.path",
      "no path with protocol TCP",
    ],
  ];
}
