import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { counted } from "../../support/counted";
import { type Finding, failure, type Scratch } from "./rehearsal";

/** Tests that are known to fail with the successor, by their file and the reason. */
export interface KnownFailures {
  readonly files: RegExp;
  readonly why: string;
}

/** What fails and was read: none of it stands in the way of the move. */
export const KNOWN_FAILURES: readonly KnownFailures[] = [
  {
    files: /^__tests__\/engine\/configuration\.test\.ts$/,
    why:
      "the stacks keep the form of cdktf, with an empty list or mapping on two lines, where cdktn writes it on one. " +
      "Terraform reads both as the same",
  },
  {
    files: /^__tests__\/engine\/cdktf-runtime\.test\.ts$/,
    why:
      "the digests of what is replaced at run time are those of cdktf 0.21.0, and the bytes of plain cdktn differ in " +
      "empty lists and mappings",
  },
  {
    files: /^__tests__\/scripts\/policy\/classification\/check\.test\.ts$/,
    why: "the classification is of the provider 6.25.0, and the bindings are of 6.66.0: see the step about it",
  },
];

/** What jest writes of a run. */
export interface JestResults {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Runs all tests of the scratch copy as `npm test` does. */
export async function runTests(scratch: Scratch): Promise<Finding> {
  const { processes, env, project, outputs } = scratch;
  const file = join(outputs, "jest.json");
  const args = ["jest", "--config", "jest.together.config.js", "--ci", "--silent", "--json", "--outputFile", file];
  const ended = await processes.run("npx", ["--no-install", ...args], project, { ...env, CI: "true" });
  if (!existsSync(file)) return failure("jest", ended);
  return judged(JSON.parse(readFileSync(file, "utf8")), project);
}

/** Where files run together, the name of a test begins with its file. */
const ONE_OF_MANY = /^__tests__\/\S+\.test\.ts(?= )/;

/** What the results of the tests come to. @param project folder that the files are named from. */
export function judged(results: JestResults, project: string): Finding {
  const failures = results.testResults.flatMap(({ name, status, assertionResults }) => {
    const file = relative(project, name);
    const failed = assertionResults.filter((each) => each.status === "failed").map(({ fullName }) => fullName);
    // A file that cannot be loaded has no results.
    if (failed.length === 0 && status === "failed") return [{ path: file, test: "the file does not load" }];
    return failed.map((test) => ({ path: ONE_OF_MANY.exec(test)?.[0] ?? file, test }));
  });
  const others = failures.filter(({ path }) => !KNOWN_FAILURES.some(({ files }) => files.test(path)));
  const groups = KNOWN_FAILURES.flatMap(({ files, why }) => {
    const found = failures.filter(({ path }) => files.test(path));
    return found.length === 0 ? [] : [`${counted(found.length, "test")}: ${why}.`, ...namesOf(found)];
  });
  const known = failures.length - others.length;
  return {
    isGood: others.length === 0 && results.numPassedTests > 0,
    summary:
      `${results.numPassedTests} of ${results.numTotalTests} pass, ${known} fail for a known reason, ` +
      `${others.length} for another`,
    details: [
      ...groups,
      ...(others.length === 0 ? [] : ["These fail for a reason that nobody has read:"]),
      ...namesOf(others),
    ],
  };
}

function namesOf(failures: readonly { readonly path: string; readonly test: string }[]): string[] {
  const paths = [...new Set(failures.map(({ path }) => path))];
  const lines = paths.map((path) => {
    const tests = failures.filter((each) => each.path === path).map(({ test }) => test);
    return `- \`${path}\`: ${counted(tests.length, "test")}`;
  });
  return lines.length === 0 ? [] : ["", ...lines, ""];
}
