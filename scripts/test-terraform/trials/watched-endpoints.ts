import { isDeepStrictEqual } from "node:util";
import { CheckFailed } from "../report";
import type { Stack } from "../stack";

/** Types of endpoints that have metrics in `AWS/PrivateLinkEndpoints`. */
const WITH_METRICS = ["Interface", "GatewayLoadBalancer"];

/**
 * Fails unless each endpoint of a stack that has metrics has alarms with its own dimensions, and is in the dashboard.
 *
 * @param counts number of alarms of each endpoint, sorted.
 */
export async function mustWatchEndpoints(stack: Stack, counts: readonly number[]): Promise<void> {
  const resources = (await stack.plan()).document.prior_state?.values?.root_module?.resources ?? [];
  const endpoints = resources.filter(
    ({ type, values }) => type === "aws_vpc_endpoint" && WITH_METRICS.includes(String(values.vpc_endpoint_type)),
  );
  const alarms = resources.filter(
    ({ type, values }) => type === "aws_cloudwatch_metric_alarm" && values.namespace === "AWS/PrivateLinkEndpoints",
  );
  const dashboard = String(resources.find(({ type }) => type === "aws_cloudwatch_dashboard")?.values.dashboard_body);
  const found = endpoints.map(({ values }) => {
    const dimensions = {
      "Endpoint Type": values.vpc_endpoint_type,
      "Service Name": values.service_name,
      "VPC Endpoint Id": values.id,
      "VPC Id": values.vpc_id,
    };
    for (const value of Object.values(dimensions))
      if (!dashboard.includes(JSON.stringify(value))) throw new CheckFailed(`expected ${value} in ${dashboard}`);
    return alarms.filter((alarm) => isDeepStrictEqual(alarm.values.dimensions, dimensions)).length;
  });
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (found.sort((a, b) => a - b).join() !== counts.join() || alarms.length !== total)
    throw new CheckFailed(
      `expected ${counts.join()} alarms of the endpoints, found ${found.join()} of ${alarms.length}`,
    );
}
