import { endpointMetricsProblem, noMetricsReason } from "../../modules/consumer/endpoint-monitoring/thresholds";
import type { ConnectionDraft, EnvironmentDraft } from "../draft";
import { knownService } from "./known-service";
import { leadsToResource } from "./resource-connection";

/** Why an endpoint is not monitored. */
export interface WithoutMetrics {
  /** The reason, as what was expected instead. */
  readonly expected: string;
  readonly reason: string;
}

/**
 * Why the endpoint of a connection is not monitored; undefined where it may be. Source: AWS PrivateLink Guide,
 * "CloudWatch metrics for AWS PrivateLink".
 *
 * @param here region of the endpoint.
 */
export function withoutMetrics(
  environment: Pick<EnvironmentDraft, "services" | "cards" | "region">,
  connection: ConnectionDraft,
  here: string | undefined,
): WithoutMetrics | undefined {
  if (leadsToResource({ ...connection })) {
    const reason =
      "`AWS/PrivateLinkEndpoints` has metrics only of interface endpoints and Gateway Load Balancer endpoints";
    return { expected: `a connection to a service: ${reason}`, reason };
  }
  const { otherRegion, region } = knownService(environment, connection, here);
  const expected = endpointMetricsProblem(otherRegion ? region : undefined);
  return expected === undefined || region === undefined ? undefined : { expected, reason: noMetricsReason(region) };
}
