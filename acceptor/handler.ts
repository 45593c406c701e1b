import type { Ec2Calls } from "../connections/ec2-calls";
import { sdkCalls } from "../connections/sdk-calls";
import { summaryOf } from "./event";
import { logWith } from "./log";
import { readLedger } from "./read-ledger";
import { runOnce } from "./run";

/** What Lambda says of an invocation, as far as it matters here. */
export interface InvocationContext {
  readonly awsRequestId?: string;
  readonly invokedFunctionArn?: string;
  readonly getRemainingTimeInMillis: () => number;
}

/** What the handler takes from around it. */
export interface Around {
  readonly env: NodeJS.ProcessEnv;
  readonly callsOf: (region: string) => Ec2Calls;
  readonly now: () => Date;
  readonly write?: (line: string) => void;
}

/** Milliseconds before the end of the function's time at which the run stops by itself, so that it can say so. */
export const RESERVE = 10_000;

/**
 * Milliseconds after which AWS's lists surely have what a notification is about. A notification that is older than this
 * when a run begins has nothing for a later run.
 */
const SETTLED = 60_000;

/**
 * Makes the function's handler. Whatever event it gets, it asks AWS for all connections of the service and does what
 * the ledger says: lost, repeated and reordered events make no difference. Of many notifications that waited for one
 * run, that run is the answer to all.
 */
export function handlerWith({ env, callsOf, now, write }: Around) {
  let calls: Ec2Calls | undefined;
  /** When the last run began that did all it had to. */
  let lastRun = Number.NEGATIVE_INFINITY;
  return async (event: unknown, context: InvocationContext): Promise<object> => {
    const summary = summaryOf(event);
    const log = logWith({ request: context.awsRequestId }, write);
    log.info("run begins", { kind: summary.kind, event: summary.text });
    if (summary.sentAt !== undefined && summary.sentAt + SETTLED < lastRun) {
      log.info("nothing to do: a run that began later has seen what this notification is about");
      return { skipped: true };
    }
    const began = now().getTime();
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), Math.max(0, context.getRemainingTimeInMillis() - RESERVE));
    try {
      const region = variable(env, "AWS_REGION");
      calls ??= callsOf(region);
      const metrics = await runOnce({
        ...{ calls, region, log, now, signal: controller.signal },
        serviceId: variable(env, "SERVICE_ID"),
        deployed: readLedger(variable(env, "LAMBDA_TASK_ROOT")),
        caller: context.invokedFunctionArn ?? "the acceptor",
      });
      lastRun = began;
      return metrics;
    } catch (error) {
      log.error("run failed", { error: error instanceof Error ? error.message : String(error) });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };
}

function variable(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`expected the variable ${name}; found none. Deploy the service again.`);
  return value;
}

/** The acceptor: what Lambda calls. */
export const handler = handlerWith({
  env: process.env,
  callsOf: (region) => sdkCalls({ region }),
  now: () => new Date(),
});
