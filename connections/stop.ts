import { errorText, isDenied, isThrottling } from "./call-error";

/**
 * Why a run makes no more calls:
 * - `ended`: its time is over, or a person ended it.
 * - `unrecorded`: what it is about to do cannot be written down.
 * - `throttled`: AWS throttles, and did so until the last attempt.
 * - `unavailable`: AWS failed at batches one after the other, or did not answer.
 * - `denied`: the caller may not make this call.
 */
export interface Stop {
  readonly kind: "ended" | "unrecorded" | "throttled" | "unavailable" | "denied";
  /** The reason in words. */
  readonly says: string;
}

/** What an error ends: no other endpoint would fare better. Undefined where the next batch is tried. */
export function stopBy(error: unknown): Stop | undefined {
  if (isThrottling(error)) return { kind: "throttled", says: `AWS throttles: ${errorText(error)}` };
  if (isDenied(error)) return { kind: "denied", says: `AWS denies the call: ${errorText(error)}` };
  return undefined;
}

/** The stop that holds for the other kind of call, too: who may not accept may be allowed to reject. */
export function stopOfAll(stop: Stop | undefined): Stop | undefined {
  return stop?.kind === "denied" ? undefined : stop;
}
