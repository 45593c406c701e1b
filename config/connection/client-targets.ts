import { type PortSpec, type ProtocolPort, portSpec, readablePorts } from "../../modules/aws/port";
import type { SizedTarget } from "../../modules/consumer/client-application";
import type { ManagedConsumerSpec } from "../consumer-schema";
import type { Environment } from "../environment";
import { portsOf, portsOfMember } from "../resource/ports";
import type { ConnectionSpec } from "./connection-schema";
import { letIn, pathsAt } from "./endpoint-ports";
import { namesToTry } from "./names";
import type { Offers } from "./offers";
import { leadsToResource } from "./resource-connection";

type Known = Pick<Environment, "services" | "cards" | "resources" | "region">;

/** As much of what the client application of a consumer checks as its size follows from, by connection. */
export function clientTargetsOf(
  known: Known,
  offers: Offers,
  { connections, viaHub = {} }: Pick<ManagedConsumerSpec, "connections" | "viaHub">,
): [connection: string, targets: SizedTarget[]][] {
  const own = Object.entries<ConnectionSpec>(connections).map(([key, connection]): [string, SizedTarget[]] => [
    key,
    leadsToResource(connection) ? resourceTargets(known, connection) : [serviceTarget(known, offers, connection)],
  ]);
  const ofHubs = Object.entries(viaHub).map(([key, { connection }]): [string, SizedTarget[]] => {
    const target = serviceTarget(known, offers, connection);
    const [first, ...names] = target.names ?? [];
    // The client reaches the endpoint of a hub by its names only. Without one, it checks nothing.
    return [key, first === undefined ? [] : [{ ...target, names }]];
  });
  return [...own, ...ofHubs].sort(([a], [b]) => (a < b ? -1 : 1));
}

function serviceTarget(known: Known, offers: Offers, connection: ConnectionSpec): SizedTarget {
  const offered = offers.of(connection);
  const httpPaths = { ...offered.httpPaths, ...connection.httpPaths };
  return {
    ...target(offers.portsOf(connection), httpPaths),
    names: namesToTry(known, connection),
  };
}

function resourceTargets({ resources }: Known, { resource, ports, httpPaths }: ConnectionSpec): SizedTarget[] {
  const own = resources[resource ?? ""];
  const open = readablePorts(ports ?? (own ? portsOf(own).map(portSpec) : []));
  const members = Object.values(own?.resource.members ?? {});
  if (own === undefined || members.length === 0) return [target(open, httpPaths)];
  const ofMembers = members.map((member): PortSpec[] => letIn(portsOfMember(own, member), open));
  return ofMembers.filter((each) => each.length > 0).map((each) => target(readablePorts(each), httpPaths));
}

function target(ports: readonly ProtocolPort[], httpPaths: Readonly<Record<number, string>>): SizedTarget {
  return { endpoint: { ports }, httpPaths: pathsAt(ports, httpPaths) };
}
