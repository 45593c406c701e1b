import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Processes } from "../test-terraform/processes";
import { addressOf } from "../test-terraform/real-provider/address-of";
import { missing, program, setUp } from "../test-terraform/real-provider/program";
import { CheckFailed } from "../test-terraform/report";

/** A call that the simulator of AWS was asked for. */
export interface LoggedCall {
  readonly service: string;
  readonly action: string;
  readonly account: string;
  readonly status: number;
}

/** The simulator of AWS, on loopback. */
export class Simulator {
  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
    /** Address of the server. */
    readonly url: string,
  ) {}

  /**
   * Starts the simulator.
   *
   * @param pageSize items of a page. @default - as AWS has it, 1,000
   * @returns why this machine cannot, as a text, where it lacks something.
   */
  static async start(processes: Processes, folder: string, pageSize?: number): Promise<Simulator | string> {
    const server = program("server");
    if (server === undefined) return missing("server");
    const exported = await setUp(processes, folder);
    if (typeof exported === "string") return exported;
    const pages = pageSize === undefined ? [] : ["--page-size", String(pageSize)];
    const child = processes.start(server, ["--log", join(folder, "calls.log"), ...pages], folder, exported);
    return new Simulator(folder, child, await addressOf(child));
  }

  /** Variables for a program: credentials of an account, and the address. */
  variables(account: string): NodeJS.ProcessEnv {
    return {
      ...{ AWS_ENDPOINT_URL: this.url, AWS_REGION: "us-east-1" },
      ...{ AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: "example" },
    };
  }

  /** Lets the next calls of an action fail. */
  async fail(action: string, times: number, code: string, status: number): Promise<void> {
    const body = JSON.stringify({ action, times, code, status });
    const { ok } = await fetch(`${this.url}/privatelink-faults`, { method: "POST", body });
    if (!ok) throw new CheckFailed(`the simulator takes no fault for ${action}`);
  }

  /** Forgets the faults that are left. */
  async mend(): Promise<void> {
    await fetch(`${this.url}/privatelink-faults`, { method: "DELETE" });
  }

  /** The calls of some actions that came while something ran. */
  async during<T>(work: () => Promise<T>): Promise<{ value: T; calls: LoggedCall[] }> {
    const before = this.calls().length;
    const value = await work();
    return { value, calls: this.calls().slice(before) };
  }

  private calls(): LoggedCall[] {
    const lines = readFileSync(join(this.folder, "calls.log"), "utf8").trim().split("\n");
    return lines.flatMap((line) => (line === "" ? [] : [JSON.parse(line) as LoggedCall]));
  }

  stop(): void {
    this.server.kill("SIGTERM");
  }
}
