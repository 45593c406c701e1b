/** Days that CloudWatch Logs can keep a log for (PutRetentionPolicy in its API reference). */
const LOG_RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Why CloudWatch Logs cannot keep a log for a number of days, as what was expected instead; undefined when it can. */
export function logRetentionProblem(days: number): string | undefined {
  return LOG_RETENTION_DAYS.includes(days) ? undefined : `one of ${LOG_RETENTION_DAYS.join(", ")}`;
}
