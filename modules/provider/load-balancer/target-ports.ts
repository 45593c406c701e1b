import { type ProtocolPort, uniquePorts } from "../../aws/port";
import { endpointPortsOf, type ListenerProps, targetPortOf } from "./listener";

/** What tells the ports of a listener's targets. */
type Reach = Pick<ListenerProps, "port" | "targetPort" | "protocol" | "healthCheck">;

/**
 * Every port that the load balancer reaches the targets of listeners at: for connections, and for health checks, which are
 * over TCP for targets of UDP too.
 */
export function targetPortsOf(listeners: readonly Reach[]): ProtocolPort[] {
  return uniquePorts(
    listeners.flatMap((listener): ProtocolPort[] => {
      const port = targetPortOf(listener);
      const connections = endpointPortsOf({ port, protocol: listener.protocol });
      return [...connections, { port: listener.healthCheck?.port ?? port, protocol: "tcp" }];
    }),
  );
}
