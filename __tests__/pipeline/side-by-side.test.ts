import { setTimeout } from "node:timers/promises";
import { sideBySide } from "../../pipeline/side-by-side";
import { rejected } from "../support/rejected";

test("the results are in the order of the items, whichever ends first", async () => {
  let running = 0;
  let most = 0;
  const results = await sideBySide([30, 1, 10, 1], 2, async (time) => {
    running += 1;
    most = Math.max(most, running);
    await setTimeout(time);
    running -= 1;
    return time;
  });
  expect([results, most]).toEqual([[30, 1, 10, 1], 2]);
});

test("items that may not begin have no result", async () => {
  const begun: number[] = [];
  const work = async (item: number) => begun.push(item);
  const results = await sideBySide([1, 2, 3, 4], 1, work, () => begun.length < 2);
  expect([results, begun]).toEqual([
    [1, 2, undefined, undefined],
    [1, 2],
  ]);
});

test("after an error no item begins, and what runs ends first", async () => {
  const events: string[] = [];
  const work = async (item: number) => {
    events.push(`+${item}`);
    await setTimeout(item);
    events.push(`-${item}`);
    if (item === 1) throw new Error("one");
  };
  const error = await rejected(sideBySide([1, 20, 2, 3], 2, work));
  expect([error.message, events]).toEqual(["one", ["+1", "+20", "-1", "-20"]]);
});
