export { MAX_ALARM_TOPICS } from "./alarms";
export type { ClientTarget } from "./checks";
export { ClientApplication, type ClientApplicationProps } from "./client-application";
export { DEFAULT_SCHEDULE, scheduleProblem } from "./schedule";
