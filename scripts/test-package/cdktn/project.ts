import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../../support/package-root";
import { PACKAGE_NAMES, REPLACED } from "../../cdktn/successor";
import { CheckFailed } from "../../test-terraform/report";
import type { Context } from "../context";

/** A stack of a team's own, with a construct of the package. */
const OWN_STACK = `import { AwsProvider } from "@cdktn/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktn";
import { EndpointServiceLookup, InterfaceEndpoint } from "${PACKAGE_NAMES.to}/modules/consumer";
import { IsolatedVpc } from "${PACKAGE_NAMES.to}/modules/vpc";

const app = new App({ outdir: "own.out" });
const stack = new TerraformStack(app, "own");
new AwsProvider(stack, "aws", { region: "us-east-1", allowedAccountIds: ["222222222222"] });
const vpc = new IsolatedVpc(stack, "vpc", {
  name: "web",
  role: "consumer",
  cidrBlock: "10.20.0.0/20",
  zoneIds: ["use1-az1", "use1-az2"],
});
const serviceArn = "arn:aws:ec2:us-east-1:111111111111:vpc-endpoint-service/vpce-svc-0123456789abcdef0";
const service = new EndpointServiceLookup(stack, "orders", { serviceArn });
new InterfaceEndpoint(stack, "orders-endpoint", { name: "web-orders", vpc, service, ports: [80] });
app.synth();
`;

const STRICT = { target: "es2020", module: "node16", strict: true, noUncheckedIndexedAccess: true };

/** A team's project that depends on the package for cdktn, and on nothing of cdktf. */
export class CdktnProject {
  constructor(
    private readonly context: Context,
    readonly folder: string,
  ) {}

  /** Installs the package and its peers from npm. @param tarball the package. */
  async install(tarball: string): Promise<void> {
    mkdirSync(this.folder, { recursive: true });
    cpSync(join(PACKAGE_ROOT, "environments"), join(this.folder, "environments"), { recursive: true });
    writeFileSync(join(this.folder, "package.json"), JSON.stringify({ name: "team", version: "1.0.0", private: true }));
    const peers = REPLACED.map(({ to, version }) => `${to}@${version}`);
    await this.must(
      "npm",
      "install",
      "--no-audit",
      "--no-fund",
      "--loglevel",
      "error",
      tarball,
      ...peers,
      "constructs",
    );
    const modules = readdirSync(join(this.folder, "node_modules"));
    const left = REPLACED.map(({ from }) => from.split("/")[0] ?? "").filter((name) => modules.includes(name));
    if (left.length > 0) throw new CheckFailed(`installed as well: ${left.join(", ")}`);
  }

  /** Runs the program of the package. @returns what it printed. */
  privatelink(...args: readonly string[]): Promise<string> {
    return this.must("npx", "--no-install", "privatelink", ...args);
  }

  /** Writes the stacks with cdktf, from the same environments. @returns the output folder. */
  async synthesizeToday(): Promise<string> {
    const out = join(this.folder, "today.out");
    await this.must("node", join(PACKAGE_ROOT, "dist/cli/main.js"), "synth", "--out", out);
    return out;
  }

  /** Compiles a stack of the team's own, strictly, and synthesizes it. @returns its configuration. */
  async ownStack(): Promise<string> {
    writeFileSync(join(this.folder, "own.ts"), OWN_STACK);
    const config = { compilerOptions: { ...STRICT, types: [], outDir: "." }, files: ["own.ts"] };
    writeFileSync(join(this.folder, "tsconfig.json"), JSON.stringify(config));
    await this.must("node", join(PACKAGE_ROOT, "node_modules/typescript/bin/tsc"), "-p", ".");
    await this.must("node", "own.js");
    return readFileSync(join(this.folder, "own.out/stacks/own/cdk.tf.json"), "utf8");
  }

  private async must(program: string, ...args: readonly string[]): Promise<string> {
    const { processes, env } = this.context;
    const { code, output } = await processes.run(program, args, this.folder, env);
    if (code !== 0) throw new CheckFailed(`${[program, ...args].join(" ")} ended with ${code}\n${output}`);
    return output;
  }
}
