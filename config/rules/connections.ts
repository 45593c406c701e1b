import { partitionOf } from "../../modules/aws/region";
import type { ConnectionDraft, ConsumerDraft, EnvironmentDraft } from "../draft";
import { isMisdeclared, writeNearestKey } from "../nearest";
import type { Problem } from "../problem";
import { type FilePlace, foundTwice } from "../twice";
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
            : "take it out: an isolated VPC has no route to appliances",
        ),
      ];
    return [
      file.problemAt(
        [...path, "service"],
        known.length === 0
          ? `a service of this environment, but ${environment.file.name} has none`
          : `a service of ${environment.file.name}: ${known.join(", ")}`,
        writeNearestKey(key, known) ??
          "for somebody else's service, give `card`, `serviceName`, `serviceArn` or `awsService` instead",
      ),
    ];
  });
};

/** An endpoint of an external consumer is named once, and only where somebody is to accept it. */
export const externalEndpointRule: Rule = (environment) => {
  const seen = new Map<string, FilePlace & { who: string }>();
  return eachConnection(environment, ({ file, name: consumer }, name, { endpointId, service, appliance }) => {
    if (endpointId === undefined) return [];
    const path = ["connections", name, "endpointId"];
    const acceptor = environment.services?.get(service ?? "") ?? environment.appliances?.get(appliance ?? "");
    const acceptance = acceptor?.acceptance ?? "registered";
    if (acceptance !== "registered")
      return [
        file.problemAt(
          path,
          `no endpoint to accept: ${service ?? appliance} has \`acceptance: ${acceptance}\``,
          `take it out, or set \`acceptance: registered\` for the ${service === undefined ? "appliances" : "service"}`,
        ),
      ];
    const other = seen.get(endpointId);
    if (other === undefined) {
      seen.set(endpointId, { file, path, who: `${consumer}, connection ${name}` });
      return [];
    }
    const found = foundTwice(endpointId, [other, { file, path }]);
    return [file.problemAt(path, `an endpoint other than that of ${other.who}`, undefined, found)];
  });
};

/**
 * Principals are of the partition of the environment's region; a consumer's is of the consumer's own account, and lets in
 * the role that creates the endpoint.
 */
export const principalRule: Rule = ({ file, region, services, appliances, consumers }) => {
  if (region === undefined) return [];
  const partition = partitionOf(region);
  const wrong = (principal: string) => principal !== "*" && principal.split(":")[1] !== partition;
  const expected = `a principal of the region's partition, arn:${partition}:iam::...`;
  const offered = Object.entries({ services, appliances }).flatMap(([kind, all]) =>
    [...(all ?? [])].map(([key, { allowedPrincipals }]) => ({
      path: [kind, key, "allowedPrincipals"],
      allowedPrincipals,
    })),
  );
  const ofServices = offered.flatMap(({ path, allowedPrincipals }) =>
    allowedPrincipals.flatMap((principal, index) =>
      wrong(principal) ? [file.problemAt([...path, index], expected)] : [],
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
