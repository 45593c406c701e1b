const SECONDS = { minute: 60, hour: 3600, day: 86_400 } as const;

/** Longest time between two runs: an alarm watches three of them, and CloudWatch looks back a day at most. */
const LONGEST_SECONDS = 8 * SECONDS.hour;

/** Seconds between two runs of a `rate(...)` expression of EventBridge; undefined where a text is none. */
export function secondsOfRate(expression: string): number | undefined {
  const match = /^rate\((?:1 (minute|hour|day)|([2-9]|[1-9]\d+) (minute|hour|day)s)\)$/.exec(expression);
  if (match === null) return undefined;
  const [, one, number = "1", several] = match;
  return Number(number) * SECONDS[(one ?? several) as keyof typeof SECONDS];
}

/** Why a text is no schedule of an acceptor, as what was expected instead; undefined when it is one. */
export function acceptorScheduleProblem(text: string): string | undefined {
  const seconds = secondsOfRate(text);
  return seconds !== undefined && seconds <= LONGEST_SECONDS
    ? undefined
    : "a rate of EventBridge of at most 8 hours, such as rate(5 minutes): an alarm watches that the function runs";
}
