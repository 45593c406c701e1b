const { basename } = require("node:path");
const { default: Sequencer } = require("@jest/test-sequencer");

/** Folders of tests that take long, the longest first. */
const LONGEST_FIRST = ["policies", "engine", "config", "root", "cli", "modules", "stacks", "scripts"];

/** Starts with the folders that take longest, so that no processor is left with one of them at the end. */
module.exports = class extends Sequencer {
  sort(tests) {
    return [...tests].sort((a, b) => placeOf(a) - placeOf(b) || (a.path < b.path ? -1 : 1));
  }
};

function placeOf({ path }) {
  const place = LONGEST_FIRST.indexOf(basename(path, ".test.ts"));
  return place === -1 ? LONGEST_FIRST.length : place;
}
