/**
 * Runs all test files, those of a folder with the same modules: in half of the time, most of which goes into loading
 * them. See __tests__/support/together.ts.
 *
 * @type {import("jest").Config}
 */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["<rootDir>/__tests__/together/*.test.ts", "<rootDir>/__tests__/**/*.alone.test.ts"],
  testPathIgnorePatterns: [],
  testSequencer: "<rootDir>/jest.sequencer.js",
};
