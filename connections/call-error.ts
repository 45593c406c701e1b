/** Errors by which AWS says that it gets too many calls. The SDK has tried several times by then. */
const THROTTLING = /throttl|RequestLimitExceeded|TooManyRequests|SlowDown|BandwidthLimitExceeded/i;

/** Errors that are the same for every endpoint of a call: nothing is gained by asking for fewer. */
const OF_THE_CALLER = /^(Unauthorized|AccessDenied|AuthFailure|ExpiredToken|InvalidClientTokenId|Credentials|Pending)/i;

/** What an error of the AWS SDK says. */
interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly $fault?: "client" | "server";
}

/** An error of a call, in one line: its code and what AWS said. */
export function errorText(error: unknown): string {
  const { name = "Error", message = String(error) } = (error ?? {}) as SdkError;
  const text = message.replaceAll(/\s+/g, " ").trim();
  return text.startsWith(name) || text === "" ? text || name : `${name}: ${text}`;
}

/** Whether AWS refused a call because there were too many. */
export function isThrottling(error: unknown): boolean {
  const { name = "", message = "" } = (error ?? {}) as SdkError;
  return THROTTLING.test(name) || THROTTLING.test(message);
}

/** Whether a call was ended by a signal. */
export function isAbort(error: unknown): boolean {
  return (error as SdkError | undefined)?.name === "AbortError";
}

/** Whether AWS refused a call because of who makes it: it refuses the next one, too. */
export function isDenied(error: unknown): boolean {
  return OF_THE_CALLER.test((error as SdkError | undefined)?.name ?? "");
}

/** Whether one endpoint of a call may be the reason for its error, so that the others are tried without it. */
export function mayBeOneEndpoint(error: unknown): boolean {
  const { $fault } = (error ?? {}) as SdkError;
  return $fault === "client" && !isThrottling(error) && !isDenied(error);
}
