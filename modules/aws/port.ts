import { portProblem } from "./property-problems";

/**
 * Ports as properties and files give them: a number for TCP, or a text for several that follow each other, `5432-5440`,
 * and for the protocol, `53/udp`.
 */
export type PortSpec = number | string;

/** Protocols that an endpoint carries, as rules of security groups name them. */
export type IpProtocol = "tcp" | "udp";

/** A port, or several that follow each other, and the protocol that is spoken there. */
export interface ProtocolPort {
  /** The port, or the first of several. */
  readonly port: number;
  /** The last of several. @default - the port alone */
  readonly lastPort?: number;
  /** What is spoken there. */
  readonly protocol: IpProtocol;
}

/** Form of ports that are given as a text. */
export const PORT_TEXT = /^([1-9]\d{0,4})(?=[-/])(?:-([1-9]\d{0,4}))?(?:\/(tcp|udp))?$/;

/** Reads a port, or several. @returns number and protocol, or what was expected instead when it is none. */
export function parsePort(given: PortSpec): ProtocolPort | string {
  const [, first, last = first, protocol = "tcp"] =
    PORT_TEXT.exec(typeof given === "number" ? `${given}/tcp` : given) ?? [];
  const port = Number(first);
  const lastPort = Number(last);
  return portProblem(port) !== undefined || portProblem(lastPort) !== undefined || lastPort < port
    ? 'a port from 1 to 65535: 443 for TCP, "5432-5440" for several, or with the protocol, "53/udp"'
    : { port, ...(lastPort === port ? {} : { lastPort }), protocol: protocol as IpProtocol };
}

/** Ports without their protocol: `443`, `5432-5440`. */
export function portNumbers({ port, lastPort }: Pick<ProtocolPort, "port" | "lastPort">): string {
  return lastPort === undefined ? String(port) : `${port}-${lastPort}`;
}

/** Ports as people write them: `443` and `5432-5440` for TCP, `53/udp`. */
export function portText(port: ProtocolPort): string {
  return port.protocol === "tcp" ? portNumbers(port) : `${portNumbers(port)}/${port.protocol}`;
}

/** Ports as {@link parsePort} reads them: a number for one of TCP. */
export function portSpec(port: ProtocolPort): PortSpec {
  return port.protocol === "tcp" && port.lastPort === undefined ? port.port : portText(port);
}

/** The ports of a security group rule. */
export function portRule(port: ProtocolPort) {
  return { ipProtocol: port.protocol, fromPort: port.port, toPort: lastOf(port) };
}

function lastOf({ port, lastPort }: ProtocolPort): number {
  return lastPort ?? port;
}

/** Whether all of some ports are among others. */
export function portsWithin(inner: ProtocolPort, outer: ProtocolPort): boolean {
  return inner.protocol === outer.protocol && outer.port <= inner.port && lastOf(inner) <= lastOf(outer);
}

/** Whether some ports share one with others. */
export function portsOverlap(a: ProtocolPort, b: ProtocolPort): boolean {
  return a.protocol === b.protocol && a.port <= lastOf(b) && b.port <= lastOf(a);
}

/** Each port once, in the order of their numbers, TCP before UDP. */
export function uniquePorts(ports: readonly ProtocolPort[]): ProtocolPort[] {
  return [...new Map(ports.map((port) => [portText(port), port])).values()].sort(
    (a, b) => a.port - b.port || lastOf(a) - lastOf(b) || (a.protocol < b.protocol ? -1 : 1),
  );
}

/** Those of a list that can be read, each once and in order. */
export function readablePorts(given: readonly PortSpec[]): ProtocolPort[] {
  return uniquePorts(given.map(parsePort).filter((port) => typeof port !== "string"));
}

/** Why ports cannot be those of a resource, as what was expected instead; undefined when they can. */
export function tcpPortProblem(given: PortSpec): string | undefined {
  const port = parsePort(given);
  if (typeof port === "string") return port;
  return port.protocol === "tcp" ? undefined : "a TCP port: resources are reached over TCP alone";
}

/**
 * What is wrong with a list of TCP ports: what cannot be read, is not of TCP, or shares a port with one before it.
 *
 * @returns by the place in the list, what was expected instead; and the place of the other port, where two overlap.
 */
export function tcpPortProblems(given: readonly PortSpec[]): { index: number; expected: string; other?: number }[] {
  const before: { port: ProtocolPort; index: number }[] = [];
  return given.flatMap((each, index): { index: number; expected: string; other?: number }[] => {
    const refused = tcpPortProblem(each);
    if (refused !== undefined) return [{ index, expected: refused }];
    const port = parsePort(each) as ProtocolPort;
    const other = before.find((earlier) => portsOverlap(earlier.port, port));
    before.push({ port, index });
    if (other === undefined) return [];
    const expected = `ports apart from ${portText(other.port)}, which is in the list already`;
    return [{ index, expected, other: other.index }];
  });
}
