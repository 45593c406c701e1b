/**
 * Runs each test file with modules of its own: `npx jest FILE`.
 *
 * @type {import("jest").Config}
 */
module.exports = {
  // Jest leaves a processor free, which on two is half of them.
  maxWorkers: "100%",
  // A whole synthesis takes a second or two, and several times that on a machine that is busy or cold.
  testTimeout: 60_000,
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["<rootDir>/__tests__/together/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/cdktf.out/"],
  testEnvironment: "<rootDir>/__tests__/compiles-once.ts",
  // Makes and removes the folder of the run; at the end, says what was sampled of the corpora.
  globalSetup: "<rootDir>/__tests__/run/before.ts",
  globalTeardown: "<rootDir>/__tests__/run/after.ts",
  setupFilesAfterEnv: ["<rootDir>/__tests__/setup.ts"],
  moduleNameMapper: { "^archiver$": "<rootDir>/__tests__/support/no-archiver.ts" },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
};
