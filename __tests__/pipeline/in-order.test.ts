import { setTimeout } from "node:timers/promises";
import { inOrder } from "../../pipeline/in-order";

/** Runs things, and tells how many ran at a time and in which order they began and ended. */
async function run(
  things: Readonly<Record<string, readonly string[]>>,
  parallel: number,
  fails: readonly string[] = [],
) {
  const events: string[] = [];
  let running = 0;
  let most = 0;
  const list = Object.entries(things).map(([name, dependencies]) => ({ name, dependencies }));
  const work = inOrder(list, parallel, async ({ name }) => {
    events.push(`+${name}`);
    running += 1;
    most = Math.max(most, running);
    await setTimeout(5);
    running -= 1;
    events.push(`-${name}`);
    if (fails.includes(name)) throw new Error(name);
  });
  const error = await work.then(
    () => undefined,
    (reason: Error) => reason.message,
  );
  return { events, most, error };
}

test("each begins once all that it depends on have ended, and not later", async () => {
  const { events, most } = await run({ c: ["a", "b", "elsewhere"], a: [], b: [], d: ["a"] }, 8);
  expect(most).toBe(2);
  for (const [before, after] of [
    ["-a", "+c"],
    ["-b", "+c"],
    ["-a", "+d"],
  ] as const)
    expect(events.indexOf(before)).toBeLessThan(events.indexOf(after));
});

test("never more than may run at a time", async () => {
  const { most, events } = await run({ a: [], b: [], c: [], d: [], e: ["a"] }, 2);
  expect([most, events.length]).toEqual([2, 10]);
});

test("after an error nothing begins, and what runs ends first", async () => {
  const { events, error } = await run({ a: [], b: [], c: [], d: [] }, 2, ["a"]);
  expect([error, events]).toEqual(["a", ["+a", "+b", "-a", "-b"]]);
});

test("things that wait for each other are told", async () => {
  expect((await run({ a: ["b"], b: ["a"], c: [] }, 2)).error).toBe("stacks wait for each other");
});

test("thousands that depend on one, and one that depends on thousands", async () => {
  const many = Array.from({ length: 3000 }, (_, index) => `c${index}`);
  const consumers = Object.fromEntries(many.map((name) => [name, ["s"]]));
  const { events } = await run({ s: [], ...consumers, z: [...many, "s"] }, 1000);
  expect([events[0], events.at(-1), events.length]).toEqual(["+s", "-z", 6004]);
});
