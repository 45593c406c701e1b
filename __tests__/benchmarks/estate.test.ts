import { existsSync } from "node:fs";
import { join } from "node:path";
import { estateCases, limitsText } from "../../benchmarks/estate";
import { temporaryFolder } from "../support/environments";

const scratch = temporaryFolder();
const cases = estateCases(scratch, [1, 2, 3]);

test("each case prepares itself, and is about consumers that there are", () => {
  for (const { prepare, command } of cases) {
    expect(() => prepare?.()).not.toThrow();
    const environments = command[command.indexOf("--environments") + 1] ?? "";
    const consumer = command[command.indexOf("--consumer") + 1] ?? "";
    if (command.includes("--consumer"))
      expect(existsSync(join(environments, "load/consumers", `${consumer}.yaml`))).toBe(true);
  }
});

test("a case is compared with one before it", () => {
  const names = cases.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const [index, { limits }] of cases.entries())
    for (const { of } of limits) if (of !== undefined) expect(names.slice(0, index)).toContain(of);
});

test("a limit that is missed is told", () => {
  const compared = { name: "b", command: [], times: 1, limits: [{ figure: "seconds", of: "a", atMost: 0.3 }] } as const;
  const figures = (b: number) =>
    new Map([
      ["a", { seconds: 10, memory: 1 }],
      ["b", { seconds: b, memory: 1 }],
    ]);
  expect(limitsText(compared, figures(2))).toBe("0.20 x a (at most 0.3)");
  expect(limitsText(compared, figures(4))).toBe("0.40 x a (at most 0.3: MISSED)");
  expect(limitsText(compared, new Map([["a", undefined]]))).toBe("seconds: not measured");
});
