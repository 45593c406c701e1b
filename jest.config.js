/** @type {import("jest").Config} */
module.exports = {
  // Jest leaves a processor free, which on two is half of them.
  maxWorkers: "100%",
  // A whole synthesis takes a second or two, and several times that on a machine that is busy or cold.
  testTimeout: 60_000,
  testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/cdktf.out/"],
  testEnvironment: "<rootDir>/__tests__/compiles-once.ts",
  // What is sampled of the corpora is said once, at the end.
  globalSetup: "<rootDir>/__tests__/corpus-notes/before.ts",
  globalTeardown: "<rootDir>/__tests__/corpus-notes/after.ts",
  setupFilesAfterEnv: ["<rootDir>/__tests__/setup.ts"],
  moduleNameMapper: { "^archiver$": "<rootDir>/__tests__/support/no-archiver.ts" },
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
};
