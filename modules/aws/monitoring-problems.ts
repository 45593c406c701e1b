/** What is monitored of something: alarms, whom they notify, and a dashboard. */
export interface MonitoringOptions {
  /** Thresholds; `false` for no alarms. */
  readonly alarms?: unknown;
  /** Topics that the alarms notify. */
  readonly alarmTopicArns?: readonly unknown[] | undefined;
  /** Whether there is a dashboard. */
  readonly dashboard?: unknown;
}

/** Something wrong with what is monitored, and what to do about it. */
export interface MonitoringProblem {
  readonly path: readonly (keyof MonitoringOptions)[];
  readonly expected: string;
  readonly fix: string;
}

/** What does not go together in what is monitored: without alarms there are no topics to notify, but a dashboard. */
export function monitoringProblems(options: MonitoringOptions): MonitoringProblem[] {
  const { alarms, alarmTopicArns = [], dashboard } = options;
  if (alarms !== false) return [];
  const problems: MonitoringProblem[] = [];
  if (alarmTopicArns.length > 0)
    problems.push({
      path: ["alarmTopicArns"],
      expected: "no topics without alarms",
      fix: "remove `alarms: false`, or the topics",
    });
  if (dashboard === false)
    problems.push({
      path: ["dashboard"],
      expected: "alarms or a dashboard",
      fix: "remove `monitoring`: without either, nothing is monitored",
    });
  return problems;
}
