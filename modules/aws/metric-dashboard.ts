import { Fn } from "cdktf";
import type { Metric } from "./metric-alarm";

/** Columns of a dashboard, and the size of a graph in it. */
const COLUMNS = 24;
const GRAPH = { width: 12, height: 6 };

/** Most alarms that one widget shows (CloudWatch, "Dashboard body structure and syntax"). */
const MAX_ALARMS = 100;

/** Seconds that a point of a graph stands for. */
export const GRAPH_PERIOD_SECONDS = 300;

/** A line of a graph: a metric with a label, or an expression that finds metrics. */
export type Line = { readonly metric: Metric; readonly label: string } | { readonly search: string };

/** A graph of a dashboard. */
export interface Graph {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** The body of a dashboard: alarms, then graphs, two beside each other. @param region that the metrics are of. */
export function dashboardBody(region: string, alarmArns: readonly string[], graphs: readonly Graph[]): string {
  const alarms = Array.from({ length: Math.ceil(alarmArns.length / MAX_ALARMS) }, (_, index) => ({
    type: "alarm",
    x: 0,
    y: index * GRAPH.height,
    width: COLUMNS,
    height: GRAPH.height,
    properties: { title: "Alarms", alarms: alarmArns.slice(index * MAX_ALARMS, (index + 1) * MAX_ALARMS) },
  }));
  return Fn.jsonencode({
    widgets: [
      ...alarms,
      ...graphs.map(({ title, lines }, index) => ({
        type: "metric",
        x: (index * GRAPH.width) % COLUMNS,
        y: alarms.length * GRAPH.height + Math.floor((index * GRAPH.width) / COLUMNS) * GRAPH.height,
        ...GRAPH,
        properties: { title, region, view: "timeSeries", period: GRAPH_PERIOD_SECONDS, metrics: lines.map(render) },
      })),
    ],
  });
}

/**
 * A line of all metrics that have these dimensions, a name, and an id among the values of the dimensions.
 *
 * @param schema namespace and names of the dimensions, as CloudWatch writes them: `AWS/EC2,InstanceId`.
 * @param id may be a reference.
 */
export function searchLine(schema: string, metricName: string, statistic: Metric["statistic"], id: string): Line {
  return {
    // Put together by Terraform: cdktf escapes no quotes in a text that has a reference in it.
    search: Fn.format(
      Fn.rawString(`SEARCH('{${schema}} MetricName="${metricName}" "%s"', '${statistic}', ${GRAPH_PERIOD_SECONDS})`),
      [id],
    ),
  };
}

/** A line as dashboards have it. */
function render(line: Line): unknown[] {
  if ("search" in line) return [{ expression: line.search }];
  const { namespace, metricName, dimensions, statistic } = line.metric;
  return [namespace, metricName, ...Object.entries(dimensions).flat(), { stat: statistic, label: line.label }];
}
