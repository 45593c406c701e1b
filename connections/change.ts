import { errorText, isAbort, mayBeOneEndpoint } from "./call-error";
import type { CallOptions, ChangeAnswer, Ec2Calls } from "./ec2-calls";
import { explain } from "./explain";
import { partsOf } from "./pages";
import { type Stop, stopBy } from "./stop";

/** Endpoints of one call. AWS documents no maximum. */
export const BATCH = 50;

/** What a change asks for. */
export type Verb = "accept" | "reject";

/**
 * What came of a change to one endpoint:
 * - `done`: AWS took it.
 * - `already`: the endpoint was in the wanted state; another run, or a person, did it.
 * - `gone`: the endpoint no longer exists, or ended by itself.
 * - `refused`: AWS does not do it in the state that the endpoint is in, and will not do it later.
 * - `failed`: something went wrong, and a later run may succeed.
 * - `stopped`: it was not asked for, or nobody heard the answer, because the run ended.
 */
export type ChangeResult = "done" | "already" | "gone" | "refused" | "failed" | "stopped";

/** What came of a change to one endpoint, and what AWS said. */
export interface Changed {
  readonly endpointId: string;
  readonly result: ChangeResult;
  /** What AWS said; empty where it took the change. */
  readonly message: string;
  /** Id of the request, by which CloudTrail knows it. */
  readonly requestId: string | undefined;
}

/** Whom to change. */
export interface Target {
  readonly serviceId: string;
  readonly region: string;
}

/** How endpoints are changed. */
export interface ChangeOptions extends CallOptions {
  /** Is told of each batch before AWS is asked. @returns whether to ask. @default - AWS is asked */
  readonly onBatch?: (endpointIds: readonly string[]) => boolean;
  /** Whether AWS may refuse all of them: then the first refusal ends the search for those that it does not refuse. */
  readonly isTrial?: boolean;
  /** Why nothing is asked at all. */
  readonly stop?: Stop | undefined;
}

/** A change that is under way. */
interface Change {
  readonly calls: Ec2Calls;
  readonly verb: Verb;
  readonly target: Target;
  readonly options: ChangeOptions;
  /** Whether a batch that AWS refuses as a whole is tried in halves. */
  mayHalve: boolean;
  stop: Stop | undefined;
  /** Batches in a row at which AWS failed, whatever the endpoints. */
  faults: number;
}

/** Batches in a row at which AWS may fail before no further call is made: each has been tried several times. */
const MOST_FAULTS = 2;

/**
 * Accepts or rejects endpoints of a service, in calls of {@link BATCH}. An endpoint that fails holds up no other one:
 * after a failure AWS is asked again what there is, so that two runs at once do no harm. Where AWS throttles or denies
 * a call, or fails again and again, no further call is made.
 *
 * @param onCall is told what came of each batch, as soon as it is known.
 * @returns why it did not get to all; undefined where it did.
 */
export async function change(
  calls: Ec2Calls,
  verb: Verb,
  target: Target,
  endpointIds: readonly string[],
  onCall: (changed: readonly Changed[]) => void,
  options: ChangeOptions = {},
): Promise<Stop | undefined> {
  const under: Change = { calls, verb, target, options, mayHalve: true, stop: options.stop, faults: 0 };
  for (const batch of partsOf(endpointIds, BATCH)) {
    if (stopOf(under) === undefined && options.onBatch?.(batch) === false)
      under.stop = { kind: "unrecorded", says: "what was to be done could not be written down" };
    onCall(await changeBatch(under, batch));
  }
  return under.stop;
}

const ENDED: Stop = { kind: "ended", says: "the run ended" };

/** Why no call is made any more. */
function stopOf(under: Change): Stop | undefined {
  if (under.options.signal?.aborted) under.stop ??= ENDED;
  return under.stop;
}

async function changeBatch(under: Change, batch: readonly string[]): Promise<readonly Changed[]> {
  const { calls, verb, target, options } = under;
  const stop = stopOf(under);
  if (stop !== undefined)
    return batch.map((endpointId) => outcome(endpointId, "stopped", `${stop.says}; this endpoint was not asked for`));
  let answer: ChangeAnswer;
  try {
    answer = await calls[verb](target.serviceId, batch, options);
  } catch (error) {
    return afterError(under, batch, error);
  }
  under.faults = 0;
  const failed = await explain(calls, { verb, target, ...saidOf(batch, answer) }, options);
  const { requestId } = answer;
  return batch.map((endpointId) => failed.get(endpointId) ?? { ...outcome(endpointId, "done", ""), requestId });
}

/** What AWS said of the endpoints that it did not change. An error that names none of them may be about each. */
function saidOf(batch: readonly string[], { unsuccessful, requestId }: ChangeAnswer) {
  const errors = new Map<string, string>();
  const nameless: string[] = [];
  for (const { ResourceId = "", Error: error } of unsuccessful) {
    const text = [error?.Code, error?.Message].filter(Boolean).join(": ") || "AWS gave no reason";
    if (batch.includes(ResourceId)) errors.set(ResourceId, text);
    else nameless.push(text);
  }
  const unclear = new Set(nameless.length === 0 ? [] : batch.filter((endpointId) => !errors.has(endpointId)));
  for (const endpointId of unclear) errors.set(endpointId, `AWS did not say of which endpoint: ${nameless[0]}`);
  return { errors, unclear, requestId };
}

async function afterError(under: Change, batch: readonly string[], error: unknown): Promise<readonly Changed[]> {
  const { calls, verb, target, options } = under;
  if (isAbort(error) || options.signal?.aborted) {
    under.stop = ENDED;
    return batch.map((endpointId) =>
      outcome(endpointId, "stopped", "the run ended before AWS answered: AWS may have done it"),
    );
  }
  under.stop = stopBy(error);
  if (under.stop !== undefined) return batch.map((endpointId) => outcome(endpointId, "failed", errorText(error)));
  if (batch.length > 1 && under.mayHalve && mayBeOneEndpoint(error)) return inHalves(under, batch);
  under.faults = mayBeOneEndpoint(error) ? 0 : under.faults + 1;
  if (under.faults === MOST_FAULTS) under.stop = { kind: "unavailable", says: `AWS fails: ${errorText(error)}` };
  const errors = new Map(batch.map((endpointId) => [endpointId, errorText(error)]));
  const changed = [...(await explain(calls, { verb, target, errors, requestId: undefined }, options)).values()];
  if (options.isTrial && changed.some(isRefused)) under.mayHalve = false;
  return changed;
}

/** Tries each half of a batch by itself, down to the endpoint that is the reason. */
async function inHalves(under: Change, batch: readonly string[]): Promise<readonly Changed[]> {
  const changed: Changed[] = [];
  for (const half of partsOf(batch, Math.ceil(batch.length / 2))) changed.push(...(await changeBatch(under, half)));
  // Where AWS refuses each of them, it is no single endpoint that is the reason.
  if (batch.length > BATCH / 2 && changed.every(isRefused)) under.mayHalve = false;
  return changed;
}

function isRefused({ result }: Changed): boolean {
  return result === "refused" || result === "failed";
}

function outcome(endpointId: string, result: ChangeResult, message: string): Changed {
  return { endpointId, result, message, requestId: undefined };
}
