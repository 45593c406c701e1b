import { type PortSpec, type ProtocolPort, portSpec, portsWithin, readablePorts } from "../../modules/aws/port";

/** Of some paths by port, those of the TCP ports of an endpoint. */
export function pathsAt(
  ports: readonly ProtocolPort[],
  paths: Readonly<Record<number, string>>,
): Record<number, string> {
  return Object.fromEntries(
    ports.flatMap(({ port, protocol }) => {
      const path = protocol === "tcp" ? paths[port] : undefined;
      return path === undefined ? [] : [[port, path]];
    }),
  );
}

/** Of some ports, those that an endpoint lets in: the narrower of both, where one is within the other. */
export function letIn(ports: readonly PortSpec[], open: readonly ProtocolPort[]): PortSpec[] {
  return readablePorts(ports)
    .flatMap((port) =>
      open.flatMap((range) => (portsWithin(port, range) ? [port] : portsWithin(range, port) ? [range] : [])),
    )
    .map(portSpec);
}
