import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Processes } from "./processes";
import { CheckFailed } from "./report";

/** What starts moto's server, in the order of preference. */
const COMMANDS: readonly (readonly [string, ...string[]])[] = [
  ["moto_server"],
  ["python3", "-m", "moto.server"],
  ["python", "-m", "moto.server"],
];

const START_MILLISECONDS = 60_000;

/** moto takes any credentials, but wants to see some. */
const AUTHORIZATION =
  "AWS4-HMAC-SHA256 Credential=simulated/20250101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=simulated";

/** S3 on loopback: moto's server. */
export class S3Server {
  private constructor(private readonly url: string) {}

  /** The command that starts moto's server on this machine; undefined where moto is not installed. */
  static async find(processes: Processes, folder: string): Promise<readonly string[] | undefined> {
    for (const command of COMMANDS) {
      const [program, ...args] = command;
      const { code } = await processes.run(program, [...args, "--help"], folder, process.env);
      if (code === 0) return command;
    }
    return undefined;
  }

  /** Starts a server, which lasts as long as the processes. */
  static async start(command: readonly string[], processes: Processes, folder: string): Promise<S3Server> {
    const port = await freePort();
    const [program = "", ...args] = command;
    const child = processes.start(program, [...args, "-H", "127.0.0.1", "-p", String(port)], folder, process.env);
    const server = new S3Server(`http://127.0.0.1:${port}`);
    await server.answer(child);
    return server;
  }

  /** Waits for the first answer. */
  private async answer(child: ChildProcess): Promise<void> {
    let log = "";
    const keep = (text: Buffer) => {
      log = `${log}${text}`.slice(-10_000);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
    const deadline = Date.now() + START_MILLISECONDS;
    while (Date.now() < deadline && child.exitCode === null) {
      try {
        await fetch(this.url);
        return;
      } catch {
        await sleep(100);
      }
    }
    throw new CheckFailed(`moto's server did not answer:\n${log}`);
  }

  /**
   * Variables that send Terraform's S3 backend here, for S3 and for STS. Not AWS_ENDPOINT_URL_S3: with that, the backend
   * asks for `<bucket>.127.0.0.1`, and no variable tells it to put the bucket into the path.
   */
  get variables(): NodeJS.ProcessEnv {
    return { AWS_ENDPOINT_URL: this.url };
  }

  async createBucket(bucket: string, region: string): Promise<void> {
    const location = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
    await this.must("PUT", bucket, region === "us-east-1" ? undefined : location);
  }

  async put(bucket: string, key: string, body: string): Promise<void> {
    await this.must("PUT", `${bucket}/${key}`, body);
  }

  async remove(bucket: string, key: string): Promise<void> {
    await this.must("DELETE", `${bucket}/${key}`);
  }

  /** Keys of a bucket. */
  async keys(bucket: string): Promise<string[]> {
    const listing = await (await this.must("GET", bucket)).text();
    return [...listing.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key ?? "").sort();
  }

  /** An object's content, and the KMS key that it is encrypted with, if any. */
  async get(bucket: string, key: string): Promise<{ text: string; kmsKeyId: string | null }> {
    const answer = await this.must("GET", `${bucket}/${key}`);
    return { text: await answer.text(), kmsKeyId: answer.headers.get("x-amz-server-side-encryption-aws-kms-key-id") };
  }

  private async must(method: string, path: string, body?: string): Promise<Response> {
    const headers = { Authorization: AUTHORIZATION, "Content-Type": "application/octet-stream" };
    const answer = await fetch(`${this.url}/${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    if (!answer.ok) throw new CheckFailed(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
}

/** A port of loopback that nothing listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
