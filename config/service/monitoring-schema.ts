import { z } from "zod";
import { ALARM_KINDS, type AlarmKind, THRESHOLDS } from "../../modules/provider/monitoring/thresholds";
import { acrossKeys } from "../fields";
import { monitoringKeys, monitoringRule } from "../monitoring-keys";

const threshold = (kind: AlarmKind) => {
  const { default: standard, least, description } = THRESHOLDS[kind];
  return z
    .union([z.literal(false), z.int().min(least)])
    .default(standard)
    .describe(`${description} false: no such alarm. Default: ${standard}.`);
};

/** Keys of thresholds for some kinds of alarm. */
function thresholds<Kind extends AlarmKind>(kinds: readonly Kind[]): Record<Kind, ReturnType<typeof threshold>> {
  return Object.fromEntries(kinds.map((kind) => [kind, threshold(kind)])) as Record<Kind, ReturnType<typeof threshold>>;
}

/** What alarms can watch of appliances: what AWS counts of a Gateway Load Balancer, and of its endpoint service. */
const APPLIANCE_ALARMS = ["healthyTargets", "unhealthyTargets", "rejectedFlows", "connectedEndpoints"] as const;

/** What is watched of a service. */
export const monitoring = monitoringOf(
  z.union([z.literal(false), z.strictObject(thresholds(ALARM_KINDS))]).prefault({}),
);

/** What is watched of appliances. */
export const applianceMonitoring = monitoringOf(
  z.union([z.literal(false), z.strictObject(thresholds(APPLIANCE_ALARMS))]).prefault({}),
);

function monitoringOf<Alarms extends z.ZodType>(alarms: Alarms) {
  return z
    .strictObject({
      alarms: alarms.describe(
        "When alarms stand, by what they watch; false: no alarms. AWS charges for each alarm. Default: the default of each.",
      ),
      ...monitoringKeys("the environment's"),
    })
    .check(acrossKeys(monitoringRule))
    .describe(
      "CloudWatch alarms and a dashboard of the service; {} for those with the defaults of each key. Default: none.",
    );
}

/** What is watched of a service, as an environment file gives it. */
export type MonitoringSpec = z.output<typeof monitoring>;
