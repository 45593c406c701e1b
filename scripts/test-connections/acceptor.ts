import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { ACCEPTOR_LEDGER_FILE, type AcceptorLedger } from "../../ledger/acceptor-ledger";
import { PACKAGE_ROOT } from "../../support/package-root";
import { CheckFailed } from "../test-terraform/report";
import { cleanEnvironment } from "../test-terraform/simulated-cloud";
import { PROVIDER } from "./customers";
import type { Trial } from "./trial";

/** What Lambda would do: calls the handler with events, one after the other, and prints a line for each. */
const RUNTIME = `import { handler } from "./acceptor.mjs";
for (const event of JSON.parse(process.env.EVENTS)) {
  const start = performance.now();
  const context = { awsRequestId: "1", invokedFunctionArn: "arn:aws:lambda:function", getRemainingTimeInMillis: () => 900000 };
  const result = await handler(event, context).catch((error) => ({ error: error.message }));
  console.log("RESULT " + JSON.stringify({ ...result, seconds: (performance.now() - start) / 1000 }));
}
`;

/** What an invocation gave: its metrics, or its error. */
export interface Invocation extends Readonly<Record<string, unknown>> {
  readonly seconds: number;
}

/** Bundles the acceptor as it is deployed, with a ledger beside it. @returns its folder. */
export async function bundle({ folder }: Trial, deployed: AcceptorLedger): Promise<string> {
  const out = join(folder, "function");
  mkdirSync(out, { recursive: true });
  await build({
    ...{ entryPoints: [join(PACKAGE_ROOT, "acceptor", "handler.ts")], outfile: join(out, "acceptor.mjs") },
    ...{ bundle: true, platform: "node", target: "node20", format: "esm", mainFields: ["module", "main"] },
    ...{ minify: true, legalComments: "none", logLevel: "warning", tsconfigRaw: "{}" },
    banner: { js: 'import{createRequire}from"node:module";const require=createRequire(import.meta.url);' },
  });
  writeFileSync(join(out, "runtime.mjs"), RUNTIME);
  deploy(out, deployed);
  return out;
}

/** Puts another ledger beside the acceptor. */
export function deploy(folder: string, deployed: AcceptorLedger): void {
  writeFileSync(join(folder, ACCEPTOR_LEDGER_FILE), JSON.stringify(deployed));
}

/** Invokes the acceptor with events, in one process. @returns what came of each, and what it logged. */
export async function invoke(
  { processes, simulator, folder }: Trial,
  acceptor: string,
  serviceId: string,
  events: readonly unknown[],
): Promise<{ results: Invocation[]; log: Record<string, unknown>[] }> {
  const env = {
    ...cleanEnvironment(folder),
    ...simulator.variables(PROVIDER),
    ...{ SERVICE_ID: serviceId, LAMBDA_TASK_ROOT: acceptor, EVENTS: JSON.stringify(events) },
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
  const { code, stdout, output } = await processes.run("node", [join(acceptor, "runtime.mjs")], folder, env);
  if (code !== 0) throw new CheckFailed(output);
  const lines = stdout.trim().split("\n");
  const results = lines.flatMap((line) => (line.startsWith("RESULT ") ? [JSON.parse(line.slice(7))] : []));
  const log = lines.flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
  return { results, log };
}
