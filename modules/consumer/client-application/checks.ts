import { portText } from "../../aws/port";
import type { IEndpoint } from "../endpoint";

/** A service to check, through the endpoint that leads to it. */
export interface ClientTarget {
  /** Endpoint to go through; it is made to let the client in. */
  readonly endpoint: IEndpoint;
  /**
   * Paths to ask for over HTTP, by TCP port. At other TCP ports of the endpoint a connection is opened. UDP ports are not
   * checked, since nothing need answer there; each result says so of them.
   *
   * @default - none
   */
  readonly httpPaths?: Readonly<Record<number, string>>;
  /**
   * Names besides the endpoint's own by which the VPC is to know it, each checked in the same way: a private DNS name, or one
   * of a private hosted zone.
   *
   * @default - none
   */
  readonly names?: readonly string[];
}

/**
 * The checks as the probe reads them: by connection, its host and its ports, each TCP port with a path to ask for, if any. Of
 * several ports that follow each other the first is checked.
 */
export function checks(targets: Readonly<Record<string, ClientTarget>>) {
  return sorted(targets).flatMap(([connection, { endpoint, httpPaths, names }]) => {
    const ports = Object.fromEntries(
      endpoint.ports.map((port) => [
        portText({ port: port.port, protocol: port.protocol }),
        (port.protocol === "tcp" ? httpPaths?.[port.port] : undefined) ?? "",
      ]),
    );
    return [endpoint.dnsName, ...(names ?? [])].map((host) => ({ connection, host, ports }));
  });
}

/** Connections that something is checked of. */
export function checked(targets: Readonly<Record<string, ClientTarget>>): string[] {
  return sorted(targets).flatMap(([connection, { endpoint }]) =>
    endpoint.ports.some(({ protocol }) => protocol === "tcp") ? [connection] : [],
  );
}

function sorted(targets: Readonly<Record<string, ClientTarget>>): [string, ClientTarget][] {
  return Object.entries(targets).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Most bytes of all variables of a function together (Lambda quotas). */
const MAX_ENVIRONMENT_BYTES = 4096;

/** As much of a target as its size follows from. */
export type SizedTarget = Pick<ClientTarget, "httpPaths" | "names"> & { readonly endpoint: Pick<IEndpoint, "ports"> };

/** Bytes that a target takes of a function's environment at the most: with room for a host name, which is not known yet. */
export function bytesOf({ endpoint, httpPaths, names = [] }: SizedTarget): number {
  const paths = JSON.stringify(httpPaths ?? {}).length;
  const ports = endpoint.ports.reduce((sum, port) => sum + portText(port).length + 6, paths);
  return [220, ...names.map((name) => name.length + 60)].reduce((sum, host) => sum + host + ports, 0);
}

/** Why a function cannot hold targets of a size in its environment, as what was expected instead; undefined when it can. */
export function targetsSizeProblem(bytes: number): string | undefined {
  return bytes > MAX_ENVIRONMENT_BYTES
    ? `few enough ports, paths and names for a function's environment of ${MAX_ENVIRONMENT_BYTES} bytes`
    : undefined;
}
