export {
  EndpointMonitoring,
  type EndpointMonitoringProps,
  type MonitoredEndpoint,
} from "./endpoint-monitoring";
export {
  ENDPOINT_ALARM_KINDS,
  ENDPOINT_THRESHOLDS,
  type EndpointAlarmKind,
  type EndpointAlarmThresholds,
  endpointMetricsProblem,
  endpointThresholdProblem,
} from "./thresholds";
