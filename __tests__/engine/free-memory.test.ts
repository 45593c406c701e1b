import { runTypeScript } from "../support/run-node";

test("gives memory back to the system that nothing uses any more", async () => {
  const source = `
const { freeMemory } = require("./engine/free-memory");
const used = [];
let objects = [];
for (let number = 0; number < 1e6; number++) {
  const object = { number, text: "x" + number, list: [number] };
  objects.push(object);
  if (number % 40 === 0) used.push(object);
}
const before = process.memoryUsage().rss;
objects = [];
freeMemory();
console.log(used.length, Math.round((before - process.memoryUsage().rss) / 2 ** 20));
`;
  const [used, freed] = (await runTypeScript(source)).stdout.split(" ").map(Number);
  expect(used).toBe(25_000);
  expect(freed).toBeGreaterThan(80);
});

test("a thread collects its young objects without helpers", async () => {
  const source = `
require("./engine/free-memory").collectWithoutHelpers();
for (const flag of ["--trace-gc", "--trace-parallel-scavenge"]) require("node:v8").setFlagsFromString(flag);
const objects = [];
for (let number = 0; number < 1e6; number++) objects.push({ number, list: [number] });
`;
  const { stdout } = await runTypeScript(source);
  const count = (pattern: RegExp) => stdout.match(pattern)?.length ?? 0;
  expect(count(/Scavenge \d/g)).toBeGreaterThan(5);
  // With helpers, each collection has three lines or more; of one thread, some have two.
  expect(count(/scavenge\[/g)).toBeLessThanOrEqual(2 * count(/Scavenge \d/g));
});

test("keeps the space for young objects small until stacks are built", async () => {
  const source = `
const { buildJobs } = require("./engine/build-jobs");
const { keepYoungSmall } = require("./engine/free-memory");
const { getHeapSpaceStatistics } = require("node:v8");
const size = () => getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space").space_size;
const sizes = [size()];
for (const prepare of [keepYoungSmall, () => void buildJobs([], "", {})]) {
  prepare();
  const rounds = [];
  for (let round = 0; round < 6; round++) {
    const objects = [];
    for (let number = 0; number < 5e5; number++) objects.push({ number, list: [number] });
    rounds.push(size());
  }
  sizes.push(Math.min(...rounds.slice(2)));
}
console.log(sizes.map((bytes) => bytes / 2 ** 20).join(" "));
`;
  const [before = 0, kept, grown] = (await runTypeScript(source)).stdout.split(" ").map(Number);
  // Its second half is only there after the first collection. V8 adds pages for a moment while it marks old objects.
  // So the smallest of several sizes counts.
  expect(kept).toBeLessThanOrEqual(2 * before);
  expect(grown).toBeGreaterThan(4 * before);
});
