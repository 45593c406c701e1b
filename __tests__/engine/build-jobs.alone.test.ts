import * as os from "node:os";
import { buildInThisThread } from "../../engine/build-here";
import { buildInWorkers } from "../../engine/build-in-workers";
import { buildJobs } from "../../engine/build-jobs";
import type { Job } from "../../engine/job";

jest.mock("node:os", () => ({ ...jest.requireActual("node:os"), availableParallelism: jest.fn() }));
jest.mock("../../engine/build-in-workers", () => ({ buildInWorkers: jest.fn(async () => new Map()) }));
jest.mock("../../engine/build-here", () => ({ buildInThisThread: jest.fn(async () => new Map()) }));

/** Jobs whose blueprints have these sizes, in characters. */
const jobsOf = (sizes: readonly number[]): Job[] =>
  sizes.map((size, index) => ({ name: `stack-${index}`, text: "x".repeat(size) }));

/** Worker threads that build jobs on a machine with some cores; none where this thread does. */
async function threadsFor(sizes: readonly number[], cores: number): Promise<number> {
  jest.clearAllMocks();
  jest.mocked(os.availableParallelism).mockReturnValue(cores);
  const { signal } = new AbortController();
  const jobs = jobsOf(sizes);
  const onBuilt = () => undefined;
  await buildJobs(jobs, "folder", { onBuilt, signal });
  const inWorkers = jest.mocked(buildInWorkers).mock.calls;
  const here = jest.mocked(buildInThisThread).mock.calls;
  for (const [built, folder, options] of inWorkers) {
    expect([built, folder]).toEqual([jobs, "folder"]);
    expect(options).toMatchObject({ onBuilt, signal });
  }
  for (const call of here) expect(call).toEqual([jobs, "folder", onBuilt, signal]);
  expect(inWorkers.length + here.length).toBe(1);
  return inWorkers[0]?.[2].threads ?? 0;
}

const many = Array.from({ length: 100 }, () => 5_000);

test("many stacks are built in as many threads as there are cores, up to eight", async () => {
  expect([await threadsFor(many, 2), await threadsFor(many, 4), await threadsFor(many, 64)]).toEqual([2, 4, 8]);
});

test("no more threads start than there are stacks", async () => {
  expect(await threadsFor([150_000, 150_000, 150_000], 8)).toBe(3);
});

test.each<[what: string, sizes: readonly number[], cores: number]>([
  ["few stacks", many.slice(0, 30), 8],
  ["one stack, however large", [1_000_000], 8],
  ["many stacks where there is one core", many, 1],
])("%s are built in this thread", async (_, sizes, cores) => {
  expect(await threadsFor(sizes, cores)).toBe(0);
});

test("where nothing is to be built, nothing is loaded for it", async () => {
  jest.clearAllMocks();
  expect(await buildJobs([], "folder", { onBuilt: () => undefined })).toEqual(new Map());
  expect(jest.mocked(buildInThisThread)).not.toHaveBeenCalled();
  expect(jest.mocked(buildInWorkers)).not.toHaveBeenCalled();
});
