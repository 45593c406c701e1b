import { dirname, join } from "node:path";
import { commandText, invocationOf } from "../../cli/invocation";
import { PROJECT_ROOT } from "../../support/project-root";

const script = join(PROJECT_ROOT, "dist/cli/main.js");
const NPM = { npm_lifecycle_event: "policy", npm_execpath: "/usr/lib/node_modules/npm/bin/npm-cli.js" };

function called(env: NodeJS.ProcessEnv, cwd: string = PROJECT_ROOT) {
  return invocationOf({ env, script, cwd });
}

test.each([
  ["by Node", {}, "node dist/cli/main.js policy"],
  ["by an npm script of another name", { ...NPM, npm_lifecycle_event: "verify" }, "node dist/cli/main.js policy"],
  ["by another package manager", { ...NPM, npm_execpath: "/opt/pnpm/bin/pnpm.cjs" }, "node dist/cli/main.js policy"],
  ["by npm", NPM, "npm run policy --"],
  ["by npm, in a folder of the project", { ...NPM, INIT_CWD: join(PROJECT_ROOT, "docs") }, "npm run policy --"],
  ["by npm, from elsewhere", { ...NPM, INIT_CWD: "/" }, `npm --prefix ${PROJECT_ROOT} run policy --`],
])("called %s", (_, env, expected) => {
  expect(commandText(called(env), "policy")).toBe(expected);
});

test("npm has a word of its own for start", () => {
  expect(commandText(called({ ...NPM, npm_lifecycle_event: "start" }), "start")).toBe("npm start --");
  expect(commandText(called(NPM), "synth")).toBe("npm run synth --");
});

test("called by Node from elsewhere, the program keeps its whole path", () => {
  const elsewhere = join(dirname(PROJECT_ROOT), "elsewhere");
  expect(commandText(called(NPM, elsewhere), "synth")).toMatch(/^node \/\S*dist\/cli\/main\.js synth$/);
});

test("tells where the user is", () => {
  expect(called({ ...NPM, INIT_CWD: "/tmp" }).folder).toBe("/tmp");
  expect(called({ INIT_CWD: "/tmp" }).folder).toBe(PROJECT_ROOT);
});
