import { type ProtocolPort, uniquePorts } from "../../aws/port";
import { endpointPortsOf, type ListenerProps, targetPortOf } from "./listener";

/** What tells the ports of a listener's targets. */
type Reach = Pick<ListenerProps, "port" | "targetPort" | "protocol" | "healthCheck" | "targets">;

/**
 * Ports that ECS takes from for containers that name none: those of Docker and of Linux (Amazon ECS API, PortMapping).
 */
const DYNAMIC_PORTS = { port: 32768, lastPort: 65535 } as const;

/**
 * Every port that the load balancer reaches the targets of listeners at: for connections, and for health checks, which are
 * over TCP for targets of UDP too.
 */
export function targetPortsOf(listeners: readonly Reach[]): ProtocolPort[] {
  return uniquePorts(
    listeners.flatMap((listener): ProtocolPort[] => {
      const port = targetPortOf(listener);
      const { dynamicPorts, healthCheckPort = listener.healthCheck?.port ?? port } = listener.targets ?? {};
      const connections = endpointPortsOf({ port, protocol: listener.protocol });
      const asked: ProtocolPort = { port: healthCheckPort, protocol: "tcp" };
      return dynamicPorts
        ? [
            ...connections,
            asked,
            ...connections.map(({ protocol }) => ({ ...DYNAMIC_PORTS, protocol })),
            { ...DYNAMIC_PORTS, protocol: "tcp" },
          ]
        : [...connections, asked];
    }),
  );
}
