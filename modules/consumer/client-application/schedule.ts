/** How often the client checks unless said otherwise. */
export const DEFAULT_SCHEDULE = "rate(5 minutes)";

/** Why a text is no schedule, as what was expected instead; undefined when it has the form of one. */
export function scheduleProblem(text: string): string | undefined {
  return /^(rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)|cron\([\w*,/?#-]+( [\w*,/?#-]+){5}\))$/.test(
    text,
  )
    ? undefined
    : "a schedule of EventBridge, such as rate(5 minutes) or cron(0 * * * ? *)";
}
