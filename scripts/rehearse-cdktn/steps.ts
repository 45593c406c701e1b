import { compareClassification } from "./classification";
import { copyProject, renameProject } from "./copy";
import { install } from "./install";
import { type Finding, failure, type Scratch, type Step } from "./rehearsal";
import { compareStacks } from "./stacks";
import { runTests } from "./tests";

const COPY = "copy the project";
const RENAME = "rename the imports";
const INSTALL = "install the successor";
const COMPILE = "compile";

const TESTS = "run the tests";

/** An option leaves out the tests, which take most of the time. */
const NO_TESTS: Finding = { isGood: true, summary: "left out by --without-tests" };

/**
 * The rehearsal, step by step.
 *
 * @param root folder of the project, compiled. Nothing in it changes.
 */
export function steps(root: string, { withTests }: { readonly withTests: boolean }): Step[] {
  return [
    { name: COPY, needs: [], run: (scratch) => copyProject(root, scratch) },
    { name: RENAME, needs: [COPY], run: renameProject },
    { name: INSTALL, needs: [RENAME], run: (scratch) => install(root, scratch) },
    {
      name: "check types, the tests included",
      needs: [INSTALL],
      run: (scratch) => ends(scratch, "npx", ["--no-install", "tsc", "-p", "tsconfig.json"], "no error"),
    },
    {
      name: COMPILE,
      needs: [INSTALL],
      run: (scratch) => ends(scratch, "npm", ["run", "--silent", "build"], "no error"),
    },
    { name: "compare stacks", needs: [COMPILE], run: (scratch) => compareStacks(root, scratch) },
    { name: "compare the classification", needs: [COMPILE], run: compareClassification },
    { name: TESTS, needs: [INSTALL], run: (scratch) => (withTests ? runTests(scratch) : NO_TESTS) },
  ];
}

async function ends({ processes, env, project }: Scratch, program: string, args: readonly string[], summary: string) {
  const ended = await processes.run(program, args, project, env);
  return ended.code === 0 ? { isGood: true, summary } : failure([program, ...args].join(" "), ended);
}
