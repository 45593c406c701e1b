import type { Report } from "../../../scripts/test-terraform/report";
import { Schedule } from "../../../scripts/test-terraform/schedule";

const NAMES = ["acceptor", "dualstack", "hub", "kit", "listeners", "shards"];

/** The parts that a schedule lets begin, and what the report says of the others. */
function partsOf(schedule: Schedule, minutes?: number) {
  const skipped: string[] = [];
  const report = { skip: (part: string, why: string) => void skipped.push(`${part}: ${why}`) } as unknown as Report;
  return { begun: NAMES.filter((name) => schedule.mayBegin(report, name, minutes)), skipped };
}

test("without variables, all parts run, in the order of their table", () => {
  const schedule = Schedule.from({});
  expect(schedule.order(NAMES)).toEqual(NAMES);
  expect(partsOf(schedule)).toEqual({ begun: NAMES, skipped: [] });
});

test("after the last minute no part begins, and each is reported as skipped", () => {
  let minute = 10;
  const schedule = Schedule.from({ TEST_TERRAFORM_MINUTES: "12" }, () => minute++);
  const { begun, skipped } = partsOf(schedule);
  expect(begun).toEqual(["acceptor", "dualstack"]);
  expect(skipped[0]).toBe("hub: it would begin after minute 12 of this run (TEST_TERRAFORM_MINUTES=12)");
  expect(skipped).toHaveLength(4);
});

test("a long part must begin earlier", () => {
  const schedule = Schedule.from({ TEST_TERRAFORM_MINUTES: "12" }, () => 8);
  expect(partsOf(schedule, 5).begun).toEqual([]);
  expect(partsOf(schedule, 4).begun).toEqual([]);
  expect(partsOf(schedule, 3).begun).toEqual(NAMES);
});

test.each(["0", "-3"])("with no time left (%s minutes), no part begins", (minutes) => {
  expect(partsOf(Schedule.from({ TEST_TERRAFORM_MINUTES: minutes })).begun).toEqual([]);
});

test("a text decides the order: the same text gives the same order, whatever the order of the table", () => {
  const order = (seed: string, names: readonly string[]) => Schedule.from({ TEST_TERRAFORM_ORDER: seed }).order(names);
  expect(order("a", NAMES)).toEqual(order("a", [...NAMES].reverse()));
  expect([...order("a", NAMES)].sort()).toEqual(NAMES);
  expect(new Set(["a", "b", "c", "d"].map((seed) => order(seed, NAMES).join())).size).toBeGreaterThan(1);
});
