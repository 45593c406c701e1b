import { PassThrough } from "node:stream";
import { progressBar } from "../../cli/progress";

afterEach(() => jest.useRealTimers());

/** What is shown while work goes on; each step is the milliseconds since the one before, and what is told. */
function shownOf(
  steps: readonly (readonly [milliseconds: number, phase: string, done: number, total: number])[],
  isTTY: boolean = true,
): string {
  jest.useFakeTimers();
  const stream = Object.assign(new PassThrough({ encoding: "utf8" }), {
    isTTY,
    columns: 80,
    clearLine: () => true,
    cursorTo: () => true,
  });
  let shown = "";
  stream.on("data", (text: string) => {
    shown += text;
  });
  const { on, end } = progressBar(stream as unknown as NodeJS.WriteStream);
  for (const [milliseconds, phase, done, total] of steps) {
    jest.advanceTimersByTime(milliseconds);
    on(phase, done, total);
  }
  end();
  stream.read();
  return shown;
}

test("work of less than a second shows nothing", () => {
  expect(
    shownOf([
      [0, "building stacks", 1, 1000],
      [900, "building stacks", 999, 1000],
    ]),
  ).toBe("");
});

test("longer work shows what is done, and how far it is", () => {
  expect(
    shownOf([
      [0, "building stacks", 1, 1000],
      [1100, "building stacks", 300, 1000],
      [500, "judging stacks", 7, 1000],
    ]),
  ).toMatch(/building stacks \[.*\] 300 of 1000[\s\S]*judging stacks \[.*\] 7 of 1000/);
});

test("where nobody watches, nothing is shown", () => {
  expect(
    shownOf(
      [
        [2000, "building stacks", 1, 1000],
        [2000, "building stacks", 2, 1000],
      ],
      false,
    ),
  ).toBe("");
});
