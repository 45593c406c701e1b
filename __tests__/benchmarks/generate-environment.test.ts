import fs from "node:fs";
import { generateEnvironment, MOST_CONSUMERS } from "../../benchmarks/generate-environment";
import { loadEnvironments } from "../../config/load";
import { temporaryFolder } from "../support/environments";

test("consumers have accounts and ranges of their own, and nothing is wrong", () => {
  const folder = temporaryFolder();
  generateEnvironment(folder, 70);
  const [environment, ...others] = loadEnvironments(folder);
  expect(others).toEqual([]);
  const consumers = Object.values(environment?.consumers ?? {});
  expect(consumers).toHaveLength(70);
  expect(new Set(consumers.map(({ account }) => account)).size).toBe(70);
});

test("the last consumer there can be is still in 10.0.0.0/8", () => {
  // To write all of the files would take seconds.
  const written = jest.spyOn(fs, "writeFileSync").mockImplementation();
  try {
    generateEnvironment(temporaryFolder(), MOST_CONSUMERS);
    const [path, text] = written.mock.lastCall ?? [];
    expect(path).toMatch(new RegExp(`/load/consumers/customer-${MOST_CONSUMERS - 1}\\.yaml$`));
    expect(text).toContain("cidr: 10.255.252.0/22,");
  } finally {
    written.mockRestore();
  }
});

test("more consumers than there are ranges are refused", () => {
  expect(() => generateEnvironment(temporaryFolder(), MOST_CONSUMERS + 1)).toThrow(
    "at most 16384 consumers, not 16385",
  );
});
