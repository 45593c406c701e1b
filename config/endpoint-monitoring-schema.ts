import { z } from "zod";
import {
  ENDPOINT_ALARM_KINDS,
  ENDPOINT_THRESHOLDS,
  type EndpointAlarmKind,
} from "../modules/consumer/endpoint-monitoring/thresholds";
import { acrossKeys, asMapping, key, type Mapping, type Report } from "./fields";
import { monitoringKeys, monitoringRule } from "./monitoring-keys";

const value = (kind: EndpointAlarmKind) =>
  z.union([z.literal(false), z.int().min(ENDPOINT_THRESHOLDS[kind].least)]).optional();

/** A key for each kind of alarm. @param otherwise what holds where a kind is not named. */
function thresholds(otherwise: (kind: EndpointAlarmKind) => string) {
  const described = (kind: EndpointAlarmKind) =>
    value(kind).describe(`${ENDPOINT_THRESHOLDS[kind].description} false: no such alarm. Default: ${otherwise(kind)}.`);
  return z.strictObject(
    Object.fromEntries(ENDPOINT_ALARM_KINDS.map((kind) => [kind, described(kind)])) as Record<
      EndpointAlarmKind,
      ReturnType<typeof described>
    >,
  );
}

/** What is monitored of the endpoints of a consumer, or of a hub. */
export const endpointMonitoring = z
  .strictObject({
    alarms: z
      .union([z.literal(false), thresholds((kind) => String(ENDPOINT_THRESHOLDS[kind].default))])
      .default({})
      .describe(
        "Thresholds of the alarms of each endpoint; false: no alarms. AWS charges for each alarm. Default: the default of each.",
      ),
    connections: z
      .record(key, z.union([z.literal(false), thresholds(() => "as under `alarms`")]))
      .default({})
      .describe(
        "Exceptions by connection, of a hub by shared connection, of appliances by `inspection-<zone id>`: thresholds before those under `alarms`, or false for no alarms of this endpoint. Default: none.",
      ),
    ...monitoringKeys("the endpoints'"),
  })
  .check(acrossKeys(monitoringRule), acrossKeys(exceptionsRule))
  .describe(
    "CloudWatch alarms and a dashboard of the endpoints to services in their own region, those of appliances (`inspection`) among them; {} for those with the defaults of each key. AWS publishes no metrics of endpoints to services in other regions, to resources and to service networks. Default: none.",
  );

function exceptionsRule({ alarms, connections }: Mapping, report: Report): void {
  if (alarms === false && Object.keys(asMapping(connections)).length > 0)
    report(["connections"], "no exceptions without alarms", "remove `alarms: false`, or the exceptions");
}

/** What is monitored of the endpoints of a consumer or of a hub, as a file gives it. */
export type EndpointMonitoringSpec = z.output<typeof endpointMonitoring>;
