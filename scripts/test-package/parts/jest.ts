import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CheckFailed } from "../../test-terraform/report";
import type { Context } from "../context";

/** A stack of a team in plain JavaScript, and tests of it. `role` is said by an option of the matcher. */
const TESTS = `
const { Vpc } = require("@cdktf/provider-aws/lib/vpc");
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const { InternetGateway } = require("@cdktf/provider-aws/lib/internet-gateway");
const { App, TerraformStack } = require("cdktf");

function network(withGateway) {
  const stack = new TerraformStack(new App(), "web");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  const vpc = new Vpc(stack, "vpc", { cidrBlock: "10.20.0.0/24" });
  if (withGateway) new InternetGateway(stack, "internet", { vpcId: vpc.id });
  return stack;
}

test("passes", () => {
  expect(network(false)).toBeIsolated({ role: "consumer" });
  expect(network(false)).toSatisfyPolicies({ role: "consumer" });
  expect(network(true)).toViolatePolicy("no-internet-gateway", { role: "consumer" });
});
test("a way out fails", () => {
  expect(network(true)).toBeIsolated({ role: "consumer" });
});
test("nothing examined fails", () => {
  expect(network(true)).not.toBeIsolated();
});
`;

/** What a failed test must show. */
const SHOWN = [
  "aws_internet_gateway.internet: no-internet-gateway (critical)",
  "do: Remove the gateway",
  "no VPC counts as a consumer's",
];

/** The same in TypeScript, as a strict project with the types of one test framework checks it. */
const TYPED = `
import "cdktf-privatelink/jest";
export function typed(subject: object): void {
  expect(subject).toBeIsolated({ role: "consumer", data: { config: { strict: true } } });
  expect(subject).not.toViolatePolicy("no-nat-gateway", { outcome: "violated" });
  // @ts-expect-error: there is no such option
  expect(subject).toSatisfyPolicies({ rol: "consumer" });
}
`;

/** Packages of each way to test, with what a project writes at the top of its tests. */
const FRAMEWORKS = [
  { name: "Jest", install: ["jest@30.5.2"], run: ["jest", "network.test.js"], file: "network.test.js", setup: "" },
  {
    name: "Vitest",
    // The newest that runs on Node 20.
    install: ["vitest@3.2.4"],
    run: ["vitest", "run", "network.test.mjs"],
    file: "network.test.mjs",
    setup: `import { expect, test } from "vitest";
import { createRequire } from "node:module";
import { matchers } from "cdktf-privatelink/jest";
const require = createRequire(import.meta.url);
expect.extend(matchers);
`,
  },
] as const;

const TYPES = [
  { name: "@types/jest", install: ["@types/jest@30.0.0"], types: ["jest"], first: "" },
  {
    name: "@jest/globals",
    install: ["@jest/globals@30.5.2"],
    types: [],
    first: 'import { expect } from "@jest/globals";',
  },
  { name: "vitest", install: ["vitest@3.2.4"], types: [], first: 'import { expect } from "vitest";' },
] as const;

/** What the stacks of the tests are made with. */
const PEERS = ["cdktf@0.21.0", "constructs@10.7.2", "@cdktf/provider-aws@21.22.1"];

/** A team's own tests with the matchers: with Jest and with Vitest, and their types with each framework. */
export async function jestPart({ report, processes, folder, tarball, env }: Context): Promise<void> {
  const run = (command: string, args: readonly string[], cwd: string) => processes.run(command, args, cwd, env);
  const project = async (name: string, packages: readonly string[]): Promise<string> => {
    const own = join(folder, name);
    mkdirSync(own);
    writeFileSync(join(own, "package.json"), JSON.stringify({ name: "team", private: true, type: "commonjs" }));
    // Without this, npm would install the peers, which the types of the matchers do not need.
    const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps", tarball];
    const { code, output } = await run("npm", [...args, ...packages], own);
    if (code !== 0) throw new CheckFailed(output);
    return own;
  };

  await report.section(async () => {
    const packages = [...PEERS, ...FRAMEWORKS.flatMap(({ install }) => install)];
    const own = await report.check("a project with Jest and Vitest installs the package", () =>
      project("run", packages),
    );
    const config = { setupFilesAfterEnv: ["cdktf-privatelink/jest"] };
    writeFileSync(join(own, "jest.config.json"), JSON.stringify(config));
    for (const { name, run: args, file, setup } of FRAMEWORKS) {
      writeFileSync(join(own, file), setup + TESTS);
      await report.check(
        `${name}: a stack passes; a way out and an unexamined stack fail, with what was found`,
        async () => {
          const { code, output } = await run("npx", ["--no-install", ...args], own);
          const missing = SHOWN.filter((text) => !output.includes(text));
          if (code === 0 || missing.length > 0 || !/2 failed.*1 passed/.test(output))
            throw new CheckFailed(`exit code ${code}; missing: ${missing.join("; ")}\n${output}`);
        },
      );
    }
  });

  for (const { name, install, types, first } of TYPES)
    await report.section(async () => {
      const packages = [...install, "typescript@5.4.5", "@types/node@20.19.43"];
      const own = await report.check(`a project with only the types of ${name} installs`, () =>
        project(`types-${name.replace(/\W/g, "-")}`, packages),
      );
      const compilerOptions = {
        ...{ strict: true, target: "es2020", module: "node16", moduleResolution: "node16", noEmit: true },
        // The types of test frameworks need a newer TypeScript than 5.4 themselves.
        ...{ types: ["node", ...types], skipLibCheck: true },
      };
      writeFileSync(join(own, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["typed.ts"] }));
      writeFileSync(join(own, "typed.ts"), first + TYPED);
      await report.check(`the matchers have types with only ${name}, TypeScript 5.4`, async () => {
        const { code, output } = await run("npx", ["--no-install", "tsc", "-p", "."], own);
        if (code !== 0) throw new CheckFailed(output);
      });
    });
}
