export { MAX_ALARM_TOPICS } from "./alarms";
export { bytesOf, type ClientTarget, type SizedTarget, targetsSizeProblem } from "./checks";
export { ClientApplication, type ClientApplicationProps } from "./client-application";
export { DEFAULT_SCHEDULE, scheduleProblem } from "./schedule";
