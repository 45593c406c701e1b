export { MAX_ALARM_TOPICS } from "./alarms";
export {
  ClientApplication,
  type ClientApplicationProps,
  type ClientTarget,
  DEFAULT_SCHEDULE,
  scheduleProblem,
} from "./client-application";
