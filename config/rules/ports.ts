import { parsePort, portText, uniquePorts } from "../../modules/aws/port";
import { endpointPortsOf } from "../../modules/provider/load-balancer/listener";
import { type KnownService, knownService } from "../connection/known-service";
import { type ConnectionDraft, regionOf } from "../draft";
import type { Problem } from "../problem";
import type { YamlFile } from "../yaml-file";
import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** A connection's ports are the service's, and its paths are for ports where that speaks HTTP in the clear. */
export const portRule: Rule = (environment) =>
  eachConnection(environment, (consumer, name, connection) => {
    const { ports, httpPaths = {} } = connection;
    if (ports === undefined && Object.keys(httpPaths).length === 0) return [];
    const { name: service, listeners } = knownService(environment, connection, regionOf(environment, consumer));
    return listeners ? portProblems(consumer.file, name, service, listeners, connection) : [];
  });

/** What is wrong with the ports and the paths of a connection to a service whose listeners are known. */
function portProblems(
  file: YamlFile,
  connection: string,
  service: string,
  listeners: NonNullable<KnownService["listeners"]>,
  { ports, httpPaths }: Pick<ConnectionDraft, "ports" | "httpPaths">,
): Problem[] {
  const path = ["connections", connection];
  const offered = uniquePorts(listeners.flatMap(endpointPortsOf)).map(portText);
  const wrong = (ports ?? []).flatMap((port, index) => {
    const parsed = parsePort(port);
    return typeof parsed === "string" || offered.includes(portText(parsed))
      ? []
      : [file.problemAt([...path, "ports", index], `a port that ${service} listens on: ${offered.join(", ")}`)];
  });
  const inTheClear = listeners
    .filter(({ protocol }) => protocol !== "TLS" && protocol !== "UDP")
    .map(({ port }) => port);
  const expected =
    inTheClear.length === 0
      ? `no path: ${service} has no listener over TCP without TLS`
      : `a port that ${service} listens on over TCP without TLS: ${inTheClear.sort((a, b) => a - b).join(", ")}`;
  // With ports of its own, a path at another than the service's is told already.
  const unheard = Object.keys(httpPaths ?? {}).filter(
    (port) => !inTheClear.includes(Number(port)) && (ports === undefined || offered.includes(port)),
  );
  return [...wrong, ...unheard.map((port) => file.problemAt([...path, "httpPaths", port], expected))];
}
