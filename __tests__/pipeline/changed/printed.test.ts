import { matrixText } from "../../../pipeline/changed/matrix";
import { changedAsText } from "../../../pipeline/changed/text";
import type { ChangedFile, ChangedStack } from "../../../pipeline/changed-file";

const stack = (name: string, change: ChangedStack["change"], wave = 0) =>
  ({ name, environment: name.split("-")[0] ?? "", change, wave, dependencies: [] }) as unknown as ChangedStack;

const changedOf = (stacks: ChangedStack[], more: Partial<ChangedFile> = {}) =>
  ({
    base: { from: "commit", ref: "main", commit: "1234567890abcdef1234567890abcdef12345678" },
    ...{ unchanged: 3, waves: [], destroy: [], stacks, ...more },
  }) as unknown as ChangedFile;

describe("as text", () => {
  test("says that nothing changed", () => {
    expect(changedAsText(changedOf([]))).toBe("Compared with main (1234567890ab): nothing changed (3 stacks).\n");
  });

  test("lists the stacks of each environment in the order of their deployment", () => {
    const stacks = [stack("prod-a", "new"), stack("dev-b", "affected", 1), stack("dev-c", "gone")];
    const more = { waves: [["prod-a"], ["dev-b"]], destroy: [["dev-c"]] };
    expect(changedAsText(changedOf(stacks, more))).toBe(`\
Compared with main (1234567890ab): 1 new, 1 gone, 1 affected, 3 unchanged.

dev
  affected  dev-b (wave 2)
  gone      dev-c (destroyed)

prod
  new       prod-a (wave 1)

Deploy in 2 waves of 1, 1 stack.
Then destroy in 1 wave of 1 stack, from removed/.
`);
  });

  test("of very many, counts the rest of each kind", () => {
    const many = Array.from({ length: 3000 }, (_, index) => stack(`dev-${index}`, "affected"));
    const text = changedAsText(changedOf([...many, stack("dev-last", "changed")]));
    expect(text).toContain("  changed   dev-last (wave 1)\n  affected  and 2980 more\n");
    expect(text.split("\n").length).toBeLessThan(30);
  });

  test("says what was applied last where it is compared with that, and prints no control character", () => {
    const base = { from: "deployed" as const, file: "deployed.json" };
    expect(changedAsText(changedOf([stack("dev-\u001b[2Ja", "new")], { base }))).toMatch(
      /^Compared with what is deployed \(deployed.json\): 1 new, 3 unchanged\.\n\ndev\n {2}new {7}dev-\\u001b\[2Ja/,
    );
  });
});

describe("as a matrix", () => {
  test("is empty where nothing changed", () => {
    expect(matrixText(changedOf([]), 4)).toBe('{"include":[]}\n');
  });

  test("has a job for each shard, by the number that was asked for", () => {
    const stacks = [stack("dev-a", "new"), stack("dev-b", "gone"), stack("prod-a", "changed")];
    expect(JSON.parse(matrixText(changedOf(stacks), 4))).toEqual({
      include: [
        { shard: 1, of: 4, name: "1 of 2", environment: "dev", stacks: "dev-a dev-b", count: 2 },
        { shard: 2, of: 4, name: "2 of 2", environment: "prod", stacks: "prod-a", count: 1 },
      ],
    });
    const [both] = JSON.parse(matrixText(changedOf(stacks), 1)).include;
    expect(both).toEqual({ shard: 1, of: 1, name: "1 of 1", stacks: "dev-a dev-b prod-a", count: 3 });
  });
});
