export { MAX_ALARM_TOPICS } from "../../aws/alarm-topics";
export type { MonitoredListener, MonitoredLoadBalancer, MonitoredTargetGroup } from "./metrics";
export { ServiceMonitoring, type ServiceMonitoringProps } from "./service-monitoring";
export {
  ALARM_KINDS,
  type AlarmKind,
  type AlarmThresholds,
  THRESHOLDS,
  thresholdProblem,
} from "./thresholds";
