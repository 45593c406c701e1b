import { endpointMetricsProblem, noMetricsReason } from "../../modules/consumer/endpoint-monitoring/thresholds";
import { knownService } from "../connection/known-service";
import { leadsToResource } from "../connection/resource-connection";
import { type ConsumerDraft, type EnvironmentDraft, regionOf } from "../draft";
import { asMapping } from "../fields";
import type { Problem } from "../problem";
import type { Rule } from "./rule";

/** Connections that are monitored are such that AWS publishes metrics of their endpoints. */
export const endpointMonitoringRule: Rule = (environment) =>
  environment.consumers.flatMap((consumer) => {
    const { file, external, connections, viaHub = {} } = consumer;
    const monitoring = file.valueAt(["monitoring"]);
    if (external || monitoring === undefined || consumer.hubVpc) return [];
    const names = [...connections.keys(), ...Object.keys(viaHub)].sort();
    const without = new Map(names.map((name) => [name, withoutMetrics(environment, consumer, name)]));
    const problems = Object.keys(asMapping(asMapping(monitoring).connections)).flatMap((name): Problem[] => {
      const path = ["monitoring", "connections", name];
      if (!without.has(name)) return [file.problemAtKey(path, `a connection: ${names.join(", ")}`)];
      const expected = without.get(name)?.expected;
      return expected === undefined ? [] : [file.problemAtKey(path, expected, "remove it")];
    });
    const reasons = names.map((name) => without.get(name)?.reason && `${name}: ${without.get(name)?.reason}`);
    if (names.length > 0 && reasons.every((reason) => reason !== undefined))
      problems.push(
        file.problemAt(
          ["monitoring"],
          `no \`monitoring\`: no endpoint of this consumer has metrics (${reasons.join("; ")})`,
          "remove it; the client application tries each connection, with alarms by `client.connectionAlarms: true`",
        ),
      );
    return problems;
  });

/** Why there are no metrics of a connection's endpoint, and the same as what was expected instead. */
interface WithoutMetrics {
  readonly expected: string;
  readonly reason: string;
}

/** Why there are no metrics of a connection's endpoint here; undefined where there may be some. */
function withoutMetrics(
  environment: EnvironmentDraft,
  consumer: ConsumerDraft,
  name: string,
): WithoutMetrics | undefined {
  const without = (wanted: string, reason: string) => ({ expected: `${wanted}: ${reason}`, reason });
  if (consumer.viaHub?.[name] !== undefined)
    return without("a connection with an endpoint in this VPC", "the endpoint of this one is a hub's");
  const connection = consumer.connections.get(name);
  if (connection === undefined) return undefined;
  if (leadsToResource({ ...connection }))
    return without("a connection to a service", "AWS documents no metrics of endpoints to resources");
  const { otherRegion, region } = knownService(environment, connection, regionOf(environment, consumer));
  const expected = endpointMetricsProblem(otherRegion ? region : undefined);
  return expected === undefined || region === undefined ? undefined : { expected, reason: noMetricsReason(region) };
}
