import { type WithoutMetrics, withoutMetrics } from "../connection/endpoint-metrics";
import { type ConsumerDraft, type EnvironmentDraft, regionOf } from "../draft";
import { asMapping } from "../fields";
import { inspectionConnection } from "../inspection/names";
import { writeNearestKey } from "../nearest";
import type { Problem } from "../problem";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/** What is monitored of consumers and of hubs are endpoints that have metrics. */
export const endpointMonitoringRule: Rule = (environment) => [
  ...environment.consumers.flatMap((consumer) =>
    consumer.external || consumer.hubVpc
      ? []
      : problemsIn({
          file: consumer.file,
          path: ["monitoring"],
          whose: "this consumer",
          endpoints: endpointsOf(environment, consumer),
          instead: "the client application tries each connection, with alarms by `client.connectionAlarms: true`",
        }),
  ),
  ...[...(environment.hubs?.keys() ?? [])].flatMap((hub) =>
    problemsIn({
      file: environment.file,
      path: ["hubs", hub, "monitoring"],
      whose: "this hub",
      endpoints: hubEndpoints(environment, hub),
      instead: "the client applications of consumers try each connection",
    }),
  ),
];

/** A `monitoring`, and the endpoints that it is for. */
interface Monitored {
  readonly file: YamlFile;
  readonly path: KeyPath;
  readonly whose: string;
  /** By name, why there are no metrics; undefined where there may be some. */
  readonly endpoints: ReadonlyMap<string, WithoutMetrics | undefined>;
  /** What to do instead of monitoring. */
  readonly instead: string;
}

function problemsIn({ file, path, whose, endpoints, instead }: Monitored): Problem[] {
  const monitoring = file.valueAt(path);
  if (monitoring === undefined) return [];
  const names = [...endpoints.keys()].sort();
  const problems = Object.keys(asMapping(asMapping(monitoring).connections)).flatMap((name): Problem[] => {
    const place = [...path, "connections", name];
    if (!endpoints.has(name))
      return [
        file.problemAtKey(place, `a connection: ${names.join(", ")}`, writeNearestKey(name, names) ?? "remove it"),
      ];
    const expected = endpoints.get(name)?.expected;
    return expected === undefined ? [] : [file.problemAtKey(place, expected, "remove it")];
  });
  const reasons = names.map((name) => endpoints.get(name)?.reason && `${name}: ${endpoints.get(name)?.reason}`);
  if (names.length > 0 && reasons.every((reason) => reason !== undefined))
    problems.push(
      file.problemAt(
        path,
        `no \`monitoring\`: no endpoint of ${whose} has metrics (${reasons.join("; ")})`,
        `remove it; ${instead}`,
      ),
    );
  return problems;
}

/** Endpoints of a consumer by name: those of connections, and those of the appliances that its packets pass. */
function endpointsOf(environment: EnvironmentDraft, consumer: ConsumerDraft): Monitored["endpoints"] {
  const { connections, viaHub = {}, file } = consumer;
  const region = regionOf(environment, consumer);
  const ofHubs = "the endpoint of this one is a hub's";
  const { subnets } = asMapping(file.valueAt(["inspection"]));
  return new Map([
    ...[...connections].map(
      ([name, connection]) => [name, connection && withoutMetrics(environment, connection, region)] as const,
    ),
    ...Object.keys(viaHub).map(
      (name) => [name, { expected: `a connection with an endpoint in this VPC: ${ofHubs}`, reason: ofHubs }] as const,
    ),
    ...Object.keys(asMapping(subnets)).map((zone) => [inspectionConnection(zone), undefined] as const),
  ]);
}

/** Endpoints of a hub by the key of the shared connection. Of a connection that was refused, only its key is known. */
function hubEndpoints(environment: EnvironmentDraft, hub: string): Monitored["endpoints"] {
  const refused = [...(environment.shared ?? [])].flatMap(([name, shared]) =>
    shared === undefined ? [[name, undefined] as const] : [],
  );
  const ofVpcs = environment.consumers.filter(({ hubVpc }) => hubVpc?.hub === hub);
  return new Map([...refused, ...ofVpcs.flatMap((vpc) => [...endpointsOf(environment, vpc)])]);
}
