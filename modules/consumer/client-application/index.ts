export { MAX_ALARM_TOPICS } from "../../aws/alarm-topics";
export { bytesOf, type ClientTarget, type SizedTarget, targetsSizeProblem } from "./checks";
export { ClientApplication, type ClientApplicationProps } from "./client-application";
export { DEFAULT_SCHEDULE, scheduleProblem } from "./schedule";
