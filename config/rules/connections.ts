import { parseServiceArn, parseServiceName } from "../../modules/aws/endpoint-service-name";
import { parsePort, portText, uniquePorts } from "../../modules/aws/port";
import { partitionOf } from "../../modules/aws/region";
import { endpointPortsOf, type ListenerProps } from "../../modules/provider/load-balancer";
import type { ConnectionDraft, ConsumerDraft, EnvironmentDraft } from "../draft";
import { writeNearest } from "../nearest";
import type { Problem } from "../problem";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/** Connections by key lead to services that there are, on ports that they have. */
export const serviceKeyRule: Rule = (environment) => {
  const { services } = environment;
  if (services === undefined) return [];
  return eachConnection(environment, ({ file }, name, { service: key, ports, httpPaths }) => {
    if (key === undefined) return [];
    const path = ["connections", name];
    if (!services.has(key)) {
      const known = [...services.keys()];
      return [
        file.problemAt(
          [...path, "service"],
          known.length === 0
            ? `a service of this environment, but ${environment.file.name} has none`
            : `a service of ${environment.file.name}: ${known.join(", ")}`,
          writeNearest(key, known) ?? "for somebody else's service, give `serviceName` or `serviceArn` instead",
        ),
      ];
    }
    const listeners = services.get(key)?.listeners;
    return listeners === undefined ? [] : portProblems(file, path, key, Object.values(listeners), { ports, httpPaths });
  });
};

/** Somebody else's services are of the environment's own region. */
export const serviceRegionRule: Rule = (environment) =>
  eachConnection(environment, ({ file }, name, { serviceName, serviceArn }) => {
    const [key, parsed] =
      serviceName === undefined
        ? ["serviceArn", parseServiceArn(serviceArn ?? "")]
        : ["serviceName", parseServiceName(serviceName)];
    if (environment.region === undefined || typeof parsed === "string" || parsed.region === environment.region)
      return [];
    return [
      file.problemAt(
        ["connections", name, key],
        `a service in the environment's region, ${environment.region}`,
        "connections to another region are not supported yet; ask the provider for a service in yours",
      ),
    ];
  });

/** An endpoint of an external consumer is named once, and only where somebody is to accept it. */
export const externalEndpointRule: Rule = (environment) => {
  const seen = new Map<string, string>();
  return eachConnection(environment, ({ file, name: consumer }, name, { endpointId, service }) => {
    if (endpointId === undefined) return [];
    const path = ["connections", name, "endpointId"];
    const acceptance = environment.services?.get(service ?? "")?.acceptance ?? "registered";
    if (acceptance !== "registered")
      return [
        file.problemAt(
          path,
          `no endpoint to accept: ${service} has \`acceptance: ${acceptance}\``,
          "take it out, or set `acceptance: registered` for the service",
        ),
      ];
    const other = seen.get(endpointId);
    seen.set(endpointId, `${consumer}, connection ${name}`);
    return other === undefined ? [] : [file.problemAt(path, `an endpoint other than that of ${other}`)];
  });
};

/**
 * Principals are of the partition of the environment's region; a consumer's is of the consumer's own account, and lets in
 * the role that creates the endpoint.
 */
export const principalRule: Rule = ({ file, region, services, consumers }) => {
  if (region === undefined) return [];
  const partition = partitionOf(region);
  const wrong = (principal: string) => principal !== "*" && principal.split(":")[1] !== partition;
  const expected = `a principal of the region's partition, arn:${partition}:iam::...`;
  const ofServices = [...(services ?? [])].flatMap(([key, { allowedPrincipals }]) =>
    allowedPrincipals.flatMap((principal, index) =>
      wrong(principal) ? [file.problemAt(["services", key, "allowedPrincipals", index], expected)] : [],
    ),
  );
  const ofConsumers = consumers.flatMap(({ file: own, account, principal, role }) => {
    if (principal === undefined) return [];
    if (wrong(principal)) return [own.problemAt(["principal"], expected)];
    if (account !== undefined && principal.split(":")[4] !== account)
      return [own.problemAt(["principal"], `an ARN of the consumer's account, ${account}`)];
    // The endpoint is made by the role that Terraform assumes: it must be let in.
    return role === undefined || principal.endsWith(":root") || principal.endsWith(`:role/${role}`)
      ? []
      : [own.problemAt(["principal"], `the account (root) or the role that creates the endpoint, ${role}`)];
  });
  return [...ofServices, ...ofConsumers];
};

type Listeners = readonly Pick<ListenerProps, "port" | "protocol">[];

/** A connection's ports are the service's, and its paths are for ports where that speaks HTTP in the clear. */
function portProblems(
  file: YamlFile,
  path: KeyPath,
  service: string,
  listeners: Listeners,
  { ports, httpPaths }: Pick<ConnectionDraft, "ports" | "httpPaths">,
): Problem[] {
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

/** Problems of each connection that could be read. */
export function eachConnection(
  { consumers }: EnvironmentDraft,
  visit: (consumer: ConsumerDraft, name: string, connection: ConnectionDraft) => Problem[],
): Problem[] {
  return consumers.flatMap((consumer) =>
    [...consumer.connections].flatMap(([name, connection]) => (connection ? visit(consumer, name, connection) : [])),
  );
}
