import { type Environment, isManaged, mayBeConnected } from "../../config/environment";
import { acceptanceStackOf } from "../../config/estate/stack-names";
import { declaredOn } from "../../ledger/decide";
import { listed } from "../../support/listed";
import { inspectionNotes } from "../inspection-notes";

/**
 * What a user is to know about an environment: a line for each matter, however many consumers it is about.
 *
 * @param day the present day (UTC), as YYYY-MM-DD.
 */
export function notesOn(environment: Environment, day: string): string[] {
  return [
    ...ended(environment, day),
    ...waiting(environment, "service"),
    ...waiting(environment, "appliance"),
    ...inspectionNotes([environment]),
    ...onAPath(environment),
  ];
}

/** Consumers whose access has ended, and who are not revoked yet. */
function ended({ name, consumers }: Environment, day: string): string[] {
  const names = Object.entries(consumers).flatMap(([consumer, spec]) =>
    declaredOn(spec, day) === "ended" ? [consumer] : [],
  );
  if (names.length === 0) return [];
  return [
    `the access of ${listed(names)} has ended (\`until\`): revoke with ` +
      `\`npm run consumer -- revoke --ended --env ${name}\`, then deploy what it says`,
  ];
}

/**
 * For each service or appliance, the external consumers whose endpoint is not accepted by what is in the files. With
 * automatic acceptance, or with an acceptor, nothing is to be done.
 */
function waiting(environment: Environment, kind: "service" | "appliance"): string[] {
  const { services, appliances, consumers } = environment;
  return [...externalConsumers(consumers, kind)].flatMap(([key, { all, unregistered }]) => {
    const { acceptance } = (kind === "service" ? services : appliances)[key] ?? {};
    if (acceptance === "manual")
      return [
        `a person accepts each endpoint of ${external(all)} in ${key} (acceptance: manual): ` +
          "`aws ec2 accept-vpc-endpoint-connections`, or the VPC console",
      ];
    if (acceptance !== "registered" || unregistered.size === 0 || services[key]?.acceptor) return [];
    const stacks = new Set([...unregistered].map((name) => acceptanceStackOf(environment, key, name)));
    return [
      `${external(unregistered)} may connect to ${key}, but no endpoint is accepted yet: write each \`endpointId\` ` +
        `into the consumer's file once its owner tells it, then deploy ${listed([...stacks].sort())}`,
    ];
  });
}

/**
 * By what they connect to: the names of all external consumers that may connect, and of those without the id of an
 * endpoint.
 */
function externalConsumers(consumers: Environment["consumers"], kind: "service" | "appliance") {
  const found = new Map<string, { all: Set<string>; unregistered: Set<string> }>();
  for (const [name, spec] of Object.entries(consumers)) {
    if (isManaged(spec) || spec.state !== "allowed") continue;
    for (const { [kind]: key, endpointId, endpointIds } of Object.values(spec.connections)) {
      if (key === undefined) continue;
      const { all, unregistered } = found.get(key) ?? { all: new Set(), unregistered: new Set() };
      const isKnown = endpointId !== undefined || endpointIds !== undefined;
      found.set(key, { all: all.add(name), unregistered: isKnown ? unregistered : unregistered.add(name) });
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
    if (!isManaged(spec) || !mayBeConnected(spec) || spec.hubPath === undefined) continue;
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
