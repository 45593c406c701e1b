import type { Fate } from "../../../pipeline/apply/fate";
import { isOver } from "../../../pipeline/apply/fate";
import type { ReviewedStack } from "../../../pipeline/apply/reviewed-plans";
import { Schedule } from "../../../pipeline/apply/schedule";

/** A stack by what counts for its turn. */
function stack(name: string, wave: number, more: Partial<ReviewedStack> = {}): ReviewedStack {
  const rest = { environment: "dev", kind: "service", dependencies: [], waits_for: [], mode: "apply" };
  return { name, wave, ...rest, ...more } as unknown as ReviewedStack;
}

/** Names of the stacks of each turn, where each one ends as it is said; by default it is applied. */
function turns(stacks: readonly ReviewedStack[], ends: Readonly<Record<string, Fate>> = {}): string[] {
  const schedule = new Schedule(stacks);
  const fates = new Map<string, Fate>();
  const waves: string[] = [];
  for (let wave = schedule.next(fates); wave.length > 0; wave = schedule.next(fates)) {
    waves.push(wave.map(({ name }) => name).join(" "));
    for (const { name } of wave) fates.set(name, ends[name] ?? { kind: "applied", counts: null });
  }
  return waves;
}

const WAITING = { kind: "waiting", why: "" } as unknown as Fate;

test("goes by waves, then destroys backwards", () => {
  const stacks = [
    stack("b", 1, { dependencies: ["a"] }),
    stack("a", 0),
    stack("x", 0),
    stack("old-a", 0, { mode: "destroy" }),
    stack("old-b", 1, { mode: "destroy", dependencies: ["old-a"] }),
  ];
  expect(turns(stacks)).toEqual(["a x", "b", "old-b", "old-a"]);
});

test("a stack waits for what it depends on or is planned after, and the others go on", () => {
  const stacks = [
    stack("a", 0),
    stack("b", 1, { dependencies: ["a"] }),
    stack("c", 1),
    stack("d", 2, { waits_for: ["b"] }),
    stack("e", 2, { dependencies: ["c", "of another run"] }),
  ];
  expect(turns(stacks, { a: WAITING })).toEqual(["a", "c", "e"]);
  expect(new Schedule(stacks).blockers("d", new Map())).toEqual(["b"]);
});

test("a destroyed stack waits for those of its environment that may have depended on it", () => {
  const gone = (kind: string, environment = "dev") => stack(`old ${kind}`, 1, { mode: "destroy", kind, environment });
  const acceptance = stack("acceptance", 2, { kind: "acceptance" });
  const consumer = stack("consumer", 1, { kind: "consumer" });
  expect(turns([acceptance, gone("consumer")], { acceptance: WAITING })).toEqual(["acceptance"]);
  expect(turns([acceptance, gone("consumer", "prod")], { acceptance: WAITING })).toEqual([
    "acceptance",
    "old consumer",
  ]);
  expect(turns([consumer, gone("consumer")], { consumer: WAITING })).toEqual(["consumer", "old consumer"]);
  expect(turns([consumer, gone("service")], { consumer: WAITING })).toEqual(["consumer"]);
  const deferred = { ...gone("consumer"), waits_for: ["service", "of another run"] };
  expect(turns([stack("service", 0), deferred], { service: WAITING })).toEqual(["service"]);
  expect(turns([stack("new", 0, { kind: "new kind" }), gone("dns")], { new: WAITING })).toEqual(["new"]);
});

test("only what has nothing left to do is over", () => {
  const fates = [{ kind: "done" }, { kind: "applied" }, { kind: "failed" }, WAITING, { kind: "left" }, undefined];
  expect(fates.map((fate) => isOver(fate as Fate))).toEqual([true, true, false, false, false, false]);
});
