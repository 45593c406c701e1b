export type { MonitoredListener, MonitoredLoadBalancer } from "./metrics";
export { MAX_ALARM_TOPICS, ServiceMonitoring, type ServiceMonitoringProps } from "./service-monitoring";
export {
  ALARM_KINDS,
  type AlarmKind,
  type AlarmThresholds,
  THRESHOLDS,
  thresholdProblem,
} from "./thresholds";
