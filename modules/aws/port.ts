import { portProblem } from "./property-problems";

/** A port as properties and files give it: a number for TCP, or a text with the protocol, `53/udp` or `443/tcp`. */
export type PortSpec = number | string;

/** Protocols that an endpoint carries, as rules of security groups name them. */
export type IpProtocol = "tcp" | "udp";

/** A port and the protocol that is spoken there. */
export interface ProtocolPort {
  readonly port: number;
  readonly protocol: IpProtocol;
}

/** Form of a port that is given as a text. */
export const PORT_TEXT = /^([1-9]\d{0,4})\/(tcp|udp)$/;

/** Reads a port. @returns its number and protocol, or what was expected instead when it is none. */
export function parsePort(given: PortSpec): ProtocolPort | string {
  const [, port, protocol] = PORT_TEXT.exec(typeof given === "number" ? `${given}/tcp` : given) ?? [];
  return port === undefined || portProblem(Number(port)) !== undefined
    ? 'a port from 1 to 65535: 443 for TCP, or with the protocol, "53/udp"'
    : { port: Number(port), protocol: protocol as IpProtocol };
}

/** A port as people write it: `443` for TCP, `53/udp`. */
export function portText({ port, protocol }: ProtocolPort): string {
  return protocol === "tcp" ? String(port) : `${port}/${protocol}`;
}

/** A port as {@link parsePort} reads it: a number for TCP. */
export function portSpec(port: ProtocolPort): PortSpec {
  return port.protocol === "tcp" ? port.port : portText(port);
}

/** Whether two ports are of one number and protocol. */
export function samePort(a: ProtocolPort, b: ProtocolPort): boolean {
  return a.port === b.port && a.protocol === b.protocol;
}

/** Each port once, in the order of their numbers, TCP before UDP. */
export function uniquePorts(ports: readonly ProtocolPort[]): ProtocolPort[] {
  return ports
    .filter((port, index) => ports.findIndex((other) => samePort(port, other)) === index)
    .sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1));
}
