import type { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Customer } from "../kit/customer";
import type { Processes } from "../processes";
import { CheckFailed, type Report } from "../report";
import { Stack, type StackDocument } from "../stack";
import { Terraform } from "../terraform";
import { addressOf } from "./address-of";
import { prepareStack } from "./prepare-stack";
import { missing, program, setUp } from "./program";

/** The real AWS provider, and a simulator of AWS that it calls. */
export class RealCloud {
  private constructor(
    private readonly folder: string,
    private readonly address: string,
    /** Terraform with the real provider. */
    readonly terraform: Terraform,
    private readonly exported: NodeJS.ProcessEnv,
    private readonly server: ChildProcess,
  ) {}

  /** Starts the simulator. @returns why this machine cannot, as a text, where it lacks something. */
  static async start(processes: Processes, folder: string): Promise<RealCloud | string> {
    const server = program("server");
    if (server === undefined) return missing("server");
    const exported = await setUp(processes, folder);
    if (typeof exported === "string") return exported;
    const child = processes.start(server, [], folder, exported);
    const address = await addressOf(child);
    // The provider waits half a minute for each load balancer, which costs no time of a CPU.
    const env = { ...exported, TF_CLI_ARGS_apply: "-parallelism=40", GOGC: "400" };
    const terraform = new Terraform(processes, env, exported.PRIVATELINK_AWS_TERRAFORM);
    return new RealCloud(folder, address, terraform, exported, child);
  }

  /** A synthesized stack with a state of its own, initialized. */
  async stack(name: string, document: StackDocument): Promise<Stack> {
    const folder = join(this.folder, name);
    mkdirSync(folder, { recursive: true });
    this.write(name, document);
    const stack = new Stack(folder, this.terraform);
    await stack.init();
    return stack;
  }

  /** An external customer with a kit. */
  customer(kit: string): Customer {
    const prepare = (document: StackDocument) => prepareStack(document, this.address);
    return new Customer(join(this.folder, "customer"), kit, this.terraform, prepare);
  }

  /** Puts other content in the place of a stack's, which keeps its state. */
  write(name: string, document: StackDocument): void {
    const prepared = prepareStack(document, this.address);
    Object.assign(prepared.terraform, { backend: { local: { path: join(this.folder, name, "terraform.tfstate") } } });
    writeFileSync(join(this.folder, name, "cdk.tf.json"), JSON.stringify(prepared, null, 2));
  }

  /** Changes all stacks of an output folder so that they are planned against the simulator, each with its own state. */
  prepareAll(out: string): void {
    for (const place of ["stacks", "removed"].map((each) => join(out, each)))
      for (const name of existsSync(place) ? readdirSync(place) : []) {
        const file = join(place, name, "cdk.tf.json");
        if (!existsSync(file)) continue;
        writeFileSync(
          file,
          JSON.stringify(prepareStack(JSON.parse(readFileSync(file, "utf8")), this.address), null, 2),
        );
      }
  }

  /** Variables with which the AWS SDK speaks to the simulator, in an account. */
  variablesOf(account: string): NodeJS.ProcessEnv {
    return {
      ...this.exported,
      AWS_ENDPOINT_URL: this.address,
      AWS_ACCESS_KEY_ID: account,
      AWS_SECRET_ACCESS_KEY: "example",
      AWS_REGION: "us-east-1",
    };
  }

  /** Lets the next calls of an action fail. */
  async fail(action: string, times: number, code: string): Promise<void> {
    const body = JSON.stringify({ action, times, code, status: 400, message: `${action} is refused by this test` });
    const { ok } = await fetch(`${this.address}/privatelink-faults`, { method: "POST", body });
    if (!ok) throw new CheckFailed(`the simulator takes no fault for ${action}`);
  }

  stop(): void {
    this.server.kill("SIGTERM");
  }
}

/**
 * Starts the real provider's cloud, runs a part of the tests in it, and stops it. Where the machine lacks something, the part is
 * skipped, with the reason.
 */
export async function inRealCloud(
  what: string,
  { report, processes, folder }: { readonly report: Report; readonly processes: Processes; readonly folder: string },
  part: (cloud: RealCloud) => Promise<void>,
): Promise<void> {
  await report.section(async () => {
    let cloud: RealCloud | string;
    try {
      cloud = await RealCloud.start(processes, folder);
    } catch (error) {
      return report.check(`${what}: the simulator of AWS starts`, () => Promise.reject(error));
    }
    if (typeof cloud === "string") return report.skip(what, cloud);
    try {
      await part(cloud);
    } finally {
      cloud.stop();
    }
  });
}
