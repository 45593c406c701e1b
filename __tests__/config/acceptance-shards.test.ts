import fc from "fast-check";
import { membersByShard, shardOf, shardSuffix } from "../../config/acceptance-shards";

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,20}$/);

test("a consumer's shard depends on the name only, so that a further consumer moves no other", () => {
  const property = fc.property(
    fc.uniqueArray(name, { minLength: 2 }),
    fc.integer({ min: 1, max: 256 }),
    (names, of) => {
      const [added, ...others] = names;
      const before = membersByShard(others, of);
      const after = membersByShard(names, of);
      const moved = before.flatMap((members, shard) => (members.join() === after[shard]?.join() ? [] : [shard]));
      expect(moved).toEqual([shardOf(added as string, of)]);
    },
  );
  fc.assert(property);
});

test("shards are filled alike", () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `customer-${index}`);
  const sizes = membersByShard(names, 32).map(({ length }) => length);
  expect(Math.min(...sizes)).toBeGreaterThan(240);
  expect(Math.max(...sizes)).toBeLessThan(390);
});

test("a shard never changes: these are the names of states", () => {
  expect(["web", "globex", "initech", "customer-00001"].map((each) => shardOf(each, 16))).toEqual([6, 13, 2, 11]);
  expect([shardSuffix(0, 1), shardSuffix(0, 4), shardSuffix(15, 16), shardSuffix(9, 256)]).toEqual([
    "",
    "_01-of-04",
    "_16-of-16",
    "_010-of-256",
  ]);
});
