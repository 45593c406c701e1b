import { nameProblem } from "../../aws/names";
import type { ProtocolPort } from "../../aws/port";
import type { PropertyProblems } from "../../aws/property-problems";
import { checkHealthCheck, DEFAULT_HEALTH_CHECK, type HealthCheckProps } from "./health-check";

/** What a listener speaks. */
export const LISTENER_PROTOCOLS = ["TCP", "TLS", "UDP", "TCP_UDP"] as const;

/** `TCP`, `UDP`, both at one port (`TCP_UDP`), or `TLS`, which ends at the load balancer. */
export type ListenerProtocol = (typeof LISTENER_PROTOCOLS)[number];

/** A port that consumers connect to, and where its connections go. */
export interface ListenerProps {
  /** Port that consumers connect to. */
  readonly port: number;
  /** What consumers speak there. @default "TCP" */
  readonly protocol?: ListenerProtocol;
  /** Port of the targets. @default - the listener's own port */
  readonly targetPort?: number;
  /** Health check of the targets. @default - a TCP connection every 10 seconds */
  readonly healthCheck?: HealthCheckProps;
}

/** Most listeners of a Network Load Balancer: fixed by AWS (Network Load Balancer quotas). */
export const MAX_LISTENERS = 50;

/** Port of the targets behind a listener. */
export function targetPortOf(listener: Pick<ListenerProps, "port" | "targetPort">): number {
  return listener.targetPort ?? listener.port;
}

/** What an endpoint must let through for a listener: both of `TCP_UDP`, of `TLS` the TCP that it runs over. */
export function endpointPortsOf({ port, protocol }: Pick<ListenerProps, "port" | "protocol">): ProtocolPort[] {
  const tcp: ProtocolPort = { port, protocol: "tcp" };
  const udp: ProtocolPort = { port, protocol: "udp" };
  if (protocol === "TCP_UDP") return [tcp, udp];
  return protocol === "UDP" ? [udp] : [tcp];
}

/**
 * Path that clients can ask for over HTTP at a listener's port, as far as its health check tells: where that is plain HTTP
 * at the targets' port, so are the connections that the listener forwards. Those of a `TLS` listener are encrypted.
 */
export function httpPathOf({ protocol, healthCheck }: Omit<ListenerProps, "port">): string | undefined {
  if (healthCheck?.protocol !== "HTTP" || protocol === "TLS" || protocol === "UDP") return undefined;
  return healthCheck.path ?? "/";
}

/** Protocols of listeners, by the listeners' names. */
export function protocolsOf(
  listeners: Readonly<Record<string, Pick<ListenerProps, "protocol">>>,
): Record<string, ListenerProtocol> {
  return Object.fromEntries(Object.entries(listeners).map(([name, { protocol }]) => [name, protocol ?? "TCP"]));
}

/** Notes what is wrong with listeners. */
export function checkListeners(problems: PropertyProblems, listeners: Readonly<Record<string, ListenerProps>>): void {
  const names = Object.keys(listeners).sort();
  if (names.length === 0 || names.length > MAX_LISTENERS)
    problems.add("listeners", `1 to ${MAX_LISTENERS} listeners`, names.length);
  const nameOfPort = new Map<number, string>();
  for (const name of names) {
    const { port, targetPort, healthCheck } = listeners[name] as ListenerProps;
    problems.check(`listeners.${name}`, nameProblem(name), name);
    problems.checkPort(`listeners.${name}.port`, port);
    const other = nameOfPort.get(port);
    if (other) problems.add(`listeners.${name}.port`, `a port other than that of ${other}`, port);
    nameOfPort.set(port, name);
    if (targetPort !== undefined) problems.checkPort(`listeners.${name}.targetPort`, targetPort);
    checkHealthCheck(problems, `listeners.${name}.healthCheck`, healthCheck ?? DEFAULT_HEALTH_CHECK);
  }
}
