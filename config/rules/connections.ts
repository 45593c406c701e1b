import type { ConnectionDraft, ConsumerDraft, EnvironmentDraft } from "../draft";
import { isMisdeclared, nearestKey } from "../nearest";
import type { Problem } from "../problem";
import type { YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/** Connections by key lead to services that there are. */
export const serviceKeyRule: Rule = (environment) => {
  const { services } = environment;
  if (services === undefined) return [];
  return environment.namedKeys().flatMap(({ file, path, external, keys: { service: key } }) => {
    if (key === undefined || services.has(key) || isMisdeclared(key, [...services.keys()])) return [];
    const known = [...services.keys()];
    if (environment.appliances?.has(key))
      return [
        file.problemAt(
          [...path, "service"],
          `a service of ${environment.file.name}, which ${key} is not: it is appliances`,
          external
            ? `write \`appliance: ${key}\` in place of \`service\``
            : `write \`inspection: { appliance: ${key}, ... }\` beside \`connections\`: packets are routed through appliances`,
        ),
      ];
    return [
      file.problemAt(
        [...path, "service"],
        known.length === 0
          ? `a service of this environment, but ${environment.file.name} has none`
          : `a service of ${environment.file.name}: ${known.join(", ")}`,
        otherService(environment, file, key, known),
      ),
    ];
  });
};

/** What to do about a service that there is not: it may be misspelt, or it was there once. */
function otherService({ namedKeys }: EnvironmentDraft, file: YamlFile, key: string, known: readonly string[]): string {
  const meant = nearestKey(key, known);
  if (meant === undefined)
    return "for somebody else's service, give `card`, `serviceName`, `serviceArn` or `awsService` instead; if the service no longer exists, remove the connection";
  // A shared connection may have other consumers than the next one.
  const other = namedKeys().find(
    ({ file: own, path, keys }) => own === file && path.at(-2) === "connections" && keys.service === meant,
  );
  return other === undefined
    ? `write \`${meant}\``
    : `if the service no longer exists, remove the connection; else write \`${meant}\`, which ${String(other.path.at(-1))} leads to already`;
}

/** Problems of each connection that could be read. */
export function eachConnection(
  { consumers }: EnvironmentDraft,
  visit: (consumer: ConsumerDraft, name: string, connection: ConnectionDraft) => Problem[],
): Problem[] {
  const problems: Problem[] = [];
  for (const consumer of consumers)
    for (const [name, connection] of consumer.connections)
      if (connection) problems.push(...visit(consumer, name, connection));
  return problems;
}
