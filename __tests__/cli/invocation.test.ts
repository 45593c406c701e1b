import { dirname, join } from "node:path";
import { commandText, invocationOf } from "../../cli/invocation";
import { PACKAGE_ROOT } from "../../support/package-root";
import { folderOf } from "../support/environments";

const script = join(PACKAGE_ROOT, "dist/cli/main.js");
const NPM = { npm_lifecycle_event: "policy", npm_execpath: "/usr/lib/node_modules/npm/bin/npm-cli.js" };

function called(env: NodeJS.ProcessEnv, cwd: string = PACKAGE_ROOT) {
  return invocationOf({ env, script, cwd });
}

test.each([
  ["by Node", {}, "node dist/cli/main.js policy"],
  ["by an npm script of another name", { ...NPM, npm_lifecycle_event: "verify" }, "node dist/cli/main.js policy"],
  ["by another package manager", { ...NPM, npm_execpath: "/opt/pnpm/bin/pnpm.cjs" }, "node dist/cli/main.js policy"],
  ["by npm", NPM, "npm run policy --"],
  ["by npm, in a folder of the project", { ...NPM, INIT_CWD: join(PACKAGE_ROOT, "docs") }, "npm run policy --"],
  ["by npm, from elsewhere", { ...NPM, INIT_CWD: "/" }, `npm --prefix ${PACKAGE_ROOT} run policy --`],
])("called %s", (_, env, expected) => {
  expect(commandText(called(env), "policy")).toBe(expected);
});

test("npm has a word of its own for start", () => {
  expect(commandText(called({ ...NPM, npm_lifecycle_event: "start" }), "start")).toBe("npm start --");
  expect(commandText(called(NPM), "synth")).toBe("npm run synth --");
});

test("called by Node from elsewhere, the program keeps its whole path", () => {
  const elsewhere = join(dirname(PACKAGE_ROOT), "elsewhere");
  expect(commandText(called(NPM, elsewhere), "synth")).toMatch(/^node \/\S*dist\/cli\/main\.js synth$/);
});

describe("called by its name", () => {
  const NPX = { npm_lifecycle_event: "npx", npm_execpath: NPM.npm_execpath, npm_command: "exec" };
  const cache = "/root/.npm/_npx/b2bb4fd69643df71/node_modules/.bin/privatelink";
  const text = (env: NodeJS.ProcessEnv, file: string, cwd: string) =>
    commandText(invocationOf({ env, script: file, cwd }), "start");

  test.each([
    ["by npx in a clone", { npm_config_local_prefix: PACKAGE_ROOT }, cache, PACKAGE_ROOT, "npx privatelink start"],
    [
      "by npx in a folder of a clone",
      { npm_config_local_prefix: PACKAGE_ROOT },
      cache,
      join(PACKAGE_ROOT, "docs"),
      "npx privatelink start",
    ],
    [
      "by npm exec from elsewhere",
      { npm_config_local_prefix: PACKAGE_ROOT },
      cache,
      "/",
      `npm --prefix ${PACKAGE_ROOT} exec -- privatelink start`,
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

  test("without npm: by its name where the shell finds it, by npx where that does, otherwise by its file", () => {
    expect(text({ PATH: "/bin:/usr/local/bin" }, "/usr/local/bin/privatelink", "/app")).toBe("privatelink start");
    expect(text({ PATH: "/bin" }, "/app/node_modules/.bin/privatelink", "/app")).toBe("npx privatelink start");
    const app = folderOf({ "package.json": "{}", "docs/page.md": "", "other/package.json": "{}" });
    const file = join(app, "node_modules/.bin/privatelink");
    expect(text({}, file, join(app, "docs"))).toBe("npx privatelink start");
    expect(text({}, file, join(app, "other"))).toBe(`node ${file} start`);
    expect(text({}, "/usr/local/bin/privatelink", "/app")).toBe("node /usr/local/bin/privatelink start");
  });

  test("npm takes no options for itself then", () => {
    expect(
      invocationOf({ env: { ...NPX, npm_config_local_prefix: PACKAGE_ROOT }, script: cache, cwd: PACKAGE_ROOT }).isNpm,
    ).toBe(false);
  });
});

test("tells where the user is", () => {
  expect(called({ ...NPM, INIT_CWD: "/tmp" }).folder).toBe("/tmp");
  expect(called({ INIT_CWD: "/tmp" }).folder).toBe(PACKAGE_ROOT);
});

describe("in a project that this package is installed in", () => {
  const folder = "/app";
  const script = "/app/node_modules/.bin/privatelink";
  const npm = (name: string, line: string) => ({
    npm_lifecycle_event: name,
    npm_lifecycle_script: line,
    npm_execpath: NPM.npm_execpath,
    npm_config_local_prefix: folder,
  });

  test.each([
    ["a script that calls the command of its name", npm("plan", "privatelink plan"), "npm run plan --"],
    ["one with options", npm("plan", "privatelink plan --env prod"), "npm run plan --"],
    ["a script of the name that does something else", npm("plan", "make plan"), "npx privatelink plan"],
    ["one of another name", npm("deploy", "privatelink plan"), "npx privatelink plan"],
  ])("%s", (_, env, expected) => {
    const invocation = invocationOf({ env: { ...env, npm_config_local_prefix: undefined }, script, cwd: folder });
    expect(commandText(invocation, "plan")).toBe(expected);
  });

  test("the project is where npm runs the script, wherever the user is", () => {
    const env = { ...npm("start", "privatelink start"), INIT_CWD: "/elsewhere" };
    const invocation = invocationOf({ env, script, cwd: folder });
    expect([invocation.project, invocation.folder]).toEqual([folder, "/elsewhere"]);
    expect(commandText(invocation, "start")).toBe("npm --prefix /app start --");
  });
});
