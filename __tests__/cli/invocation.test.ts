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

describe("called by its name", () => {
  const NPX = { npm_lifecycle_event: "npx", npm_execpath: NPM.npm_execpath, npm_command: "exec" };
  const cache = "/root/.npm/_npx/b2bb4fd69643df71/node_modules/.bin/privatelink";
  const text = (env: NodeJS.ProcessEnv, file: string, cwd: string) =>
    commandText(invocationOf({ env, script: file, cwd }), "start");

  test.each([
    ["by npx in a clone", { npm_config_local_prefix: PROJECT_ROOT }, cache, PROJECT_ROOT, "npx privatelink start"],
    [
      "by npx in a folder of a clone",
      { npm_config_local_prefix: PROJECT_ROOT },
      cache,
      join(PROJECT_ROOT, "docs"),
      "npx privatelink start",
    ],
    [
      "by npm exec from elsewhere",
      { npm_config_local_prefix: PROJECT_ROOT },
      cache,
      "/",
      `npm --prefix ${PROJECT_ROOT} exec -- privatelink start`,
    ],
    [
      "by npx where it is installed",
      { npm_config_local_prefix: "/app" },
      "/app/node_modules/.bin/privatelink",
      "/app/infra",
      "npx privatelink start",
    ],
    [
      "by npx of a package that is named",
      { npm_config_local_prefix: "/app", npm_config_package: "./a b.tgz\n\nother" },
      cache,
      "/app",
      "npx --package='./a b.tgz' --package=other privatelink start",
    ],
    ["by npx of a folder elsewhere", { npm_config_local_prefix: "/app" }, cache, "/app", `node ${cache} start`],
  ])("%s", (_, env, file, cwd, expected) => {
    expect(text({ ...NPX, ...env }, file, cwd)).toBe(expected);
  });

  test("without npm: by its name where the shell finds it, otherwise by its file", () => {
    expect(text({ PATH: "/bin:/usr/local/bin" }, "/usr/local/bin/privatelink", "/app")).toBe("privatelink start");
    expect(text({ PATH: "/bin" }, "/app/node_modules/.bin/privatelink", "/app")).toBe(
      "node node_modules/.bin/privatelink start",
    );
    expect(text({}, "/usr/local/bin/privatelink", "/app")).toBe("node /usr/local/bin/privatelink start");
  });

  test("npm takes no options for itself then", () => {
    expect(
      invocationOf({ env: { ...NPX, npm_config_local_prefix: PROJECT_ROOT }, script: cache, cwd: PROJECT_ROOT }).isNpm,
    ).toBe(false);
  });
});

test("tells where the user is", () => {
  expect(called({ ...NPM, INIT_CWD: "/tmp" }).folder).toBe("/tmp");
  expect(called({ INIT_CWD: "/tmp" }).folder).toBe(PROJECT_ROOT);
});
