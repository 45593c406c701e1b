import { type Environment, isManaged } from "../../config/environment";
import { acceptanceStackName } from "../../config/estate/stack-names";
import { listed } from "../../support/listed";

/** What a user is to know about an environment: a line for each matter, however many consumers it is about. */
export function notesOn(environment: Environment): string[] {
  return [...waiting(environment, "service"), ...waiting(environment, "appliance"), ...onAPath(environment)];
}

/**
 * For each service or appliance, the external consumers whose endpoint is not accepted by what is in the files. With
 * automatic acceptance nothing is to be done.
 */
function waiting({ name, services, appliances, consumers }: Environment, kind: "service" | "appliance"): string[] {
  const offered = kind === "service" ? services : appliances;
  return [...externalConsumers(consumers, kind)].flatMap(([key, { all, unregistered }]) => {
    const acceptance = offered[key]?.acceptance;
    if (acceptance === "manual")
      return [
        `a person accepts each endpoint of ${external(all)} in ${key} (acceptance: manual): ` +
          "`aws ec2 accept-vpc-endpoint-connections`, or the VPC console",
      ];
    return acceptance === "registered" && unregistered.size > 0
      ? [
          `${external(unregistered)} may connect to ${key}, but no endpoint is accepted yet: write each \`endpointId\` ` +
            `into the consumer's file once its owner tells it, then deploy ${acceptanceStackName(name, key)}`,
        ]
      : [];
  });
}

/** By what they connect to: the names of all external consumers, and of those without the id of their endpoint. */
function externalConsumers(consumers: Environment["consumers"], kind: "service" | "appliance") {
  const found = new Map<string, { all: Set<string>; unregistered: Set<string> }>();
  for (const [name, spec] of Object.entries(consumers)) {
    if (isManaged(spec)) continue;
    for (const { [kind]: key, endpointId } of Object.values(spec.connections)) {
      if (key === undefined) continue;
      const { all, unregistered } = found.get(key) ?? { all: new Set(), unregistered: new Set() };
      found.set(key, { all: all.add(name), unregistered: endpointId ? unregistered : unregistered.add(name) });
    }
  }
  return found;
}

function external(names: ReadonlySet<string>): string {
  return names.size === 1 ? listed([...names]) : `${names.size} external consumers (${listed([...names])})`;
}

/** Consumers that a hub can be reached from: the policies prove nothing about their VPCs. */
function onAPath({ consumers }: Environment): string[] {
  const paths = new Map<string, string[]>();
  for (const [name, spec] of Object.entries(consumers)) {
    if (!isManaged(spec) || spec.hubPath === undefined) continue;
    const names = paths.get(spec.hubPath);
    if (names) names.push(name);
    else paths.set(spec.hubPath, [name]);
  }
  return [...paths].map(([path, names]) =>
    names.length === 1
      ? `the VPC of ${names[0]} has a path to a hub (${path}), and is not judged as isolated`
      : `the VPCs of ${names.length} consumers (${listed(names)}) have a path to a hub (${path}), and are not judged as isolated`,
  );
}
