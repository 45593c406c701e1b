import { runTypeScript } from "./support/run-node";

/** What is loaded only where stacks are built: it takes 0.3 s and 40 MiB. The files of tokens are no part of it. */
const CDKTF = /node_modules\/(cdkt[fn]\/lib\/index\.js|constructs\/|@cdkt[fn]\/provider-aws\/)/;

/** What reads files of users. What builds stacks is handed what they say: zod takes 0.1 s and 6 MiB a thread. */
const SCHEMAS = /node_modules\/(zod|yaml)\//;

/** Stacks of a kind. */
const KINDS = /^stacks\/(?!build-stack|privatelink-stack)[a-z]+-stack/;

/** What commands are made of. The command line is read without it. */
const COMMANDS = /node_modules\/(cdkt[fn]|zod|yaml|@open-policy-agent|@aws-sdk)\/|^(config|engine|connections)\//;

/** What asks AWS. It takes 0.3 s, and only what is asked for connections needs it. */
const AWS_SDK = /node_modules\/@aws-sdk\//;

/** What the acceptor must not carry into its Lambda function: it is given a ledger, and reads no files of users. */
const OF_THE_COMMAND_LINE =
  /^(config|engine|cli|stacks|modules|policies)\/|node_modules\/(zod|yaml|commander|cdkt[fn])\//;

/**
 * Prints the chain of imports from one of some modules to the first file that they must not load.
 *
 * @param modules paths in the project. What one of them has loaded is seen again where the next imports it.
 */
function chainFrom(modules: readonly string[], forbidden: RegExp): string {
  return `
const Module = require("node:module");
const { relative } = require("node:path");
const load = Module._load;
const chain = [];
Module._load = function (request, parent, isMain) {
  const file = relative(process.cwd(), Module._resolveFilename(request, parent, isMain));
  chain.push(file);
  if (${forbidden}.test(file)) {
    console.log(chain.join("\\nimports "));
    process.exit(1);
  }
  try {
    return load.call(this, request, parent, isMain);
  } finally {
    chain.pop();
  }
};
for (const module of ${JSON.stringify(modules)}) require("./" + module);
`;
}

test("a run that builds nothing loads no construct: it does not pay for cdktf", async () => {
  const modules = [
    "config/load",
    "config/estate/plan-estate",
    "policies/checker/judge-paths",
    "policies/index",
    "config/index",
    "jest/index",
    "engine/synthesize",
    "cli/program",
    "cli/start",
    "cli/synth",
    "cli/policy",
    "cli/status",
    "cli/reconcile",
    "cli/review",
    "cli/kit",
    "cli/consumer",
    "cli/changed",
  ];
  expect(await runTypeScript(chainFrom(modules, CDKTF))).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("what reads and decides asks nobody: it does not load the AWS SDK", async () => {
  const modules = ["config/load", "config/estate/plan-estate", "config/estate/ledger", "ledger/match", "cli/start"];
  expect(await runTypeScript(chainFrom(modules, AWS_SDK))).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("the acceptor carries nothing of the command line", async () => {
  const { code, stdout } = await runTypeScript(chainFrom(["acceptor/handler"], OF_THE_COMMAND_LINE));
  expect([code, stdout]).toEqual([0, ""]);
});

test("a thread that builds consumers reads no files of users", async () => {
  const modules = ["engine/build-one", "stacks/consumer-stack"];
  expect(await runTypeScript(chainFrom(modules, SCHEMAS))).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("stacks of a kind are loaded where one is built", async () => {
  expect(await runTypeScript(chainFrom(["stacks/build-stack"], KINDS))).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("cli/program loads no command: one is loaded where it is run", async () => {
  expect(await runTypeScript(chainFrom(["cli/program"], COMMANDS))).toEqual({ code: 0, stdout: "", stderr: "" });
});

test("tells the chain of imports of a module that loads constructs", async () => {
  const { code, stdout } = await runTypeScript(chainFrom(["stacks/account-stack"], CDKTF));
  expect([code, stdout.split("\nimports ")]).toEqual([
    1,
    [
      "stacks/account-stack.ts",
      "modules/vpc/index.ts",
      "modules/vpc/block-public-access.ts",
      expect.stringMatching(CDKTF),
    ],
  ]);
});

test("tokens are the same whichever file of cdktf they are imported from", async () => {
  const same = 'console.log(require("cdktf").Token === require("cdktf/lib/tokens/token").Token)';
  expect((await runTypeScript(same)).stdout).toBe("true\n");
});
