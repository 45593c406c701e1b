import { z } from "zod";
import { parsePort, portText } from "../../modules/aws/port";
import { sourceProblem } from "../../modules/consumer/endpoint-access-problems";
import { DEFAULT_MINIMUM_ZONES } from "../../modules/consumer/endpoint-zones";
import { acrossKeys, asList, asMapping, checked, eachOnce, type Mapping, type Report } from "../fields";
import { httpPath, zoneId } from "../shared-schema";
import { anyEndpointKeys, endpointKeysRule, serviceEndpointKeys } from "./endpoint-schema";
import { nameKeys, nameRule } from "./names-schema";
import { portWithProtocol } from "./ports";
import { resourceConnectionRule, resourceKeys } from "./resource-connection";
import { sharedKey, sharedRule } from "./shared-connection";
import { wayKeys, wayRule, ways } from "./ways";

/** What must hold between the keys of a connection. */
export const connectionRules = [
  acrossKeys(wayRule),
  acrossKeys(pathsAtPorts),
  acrossKeys(eachZoneOnce),
  acrossKeys(endpointKeysRule),
  acrossKeys(resourceConnectionRule),
  acrossKeys(nameRule),
  acrossKeys(sharedRule),
];

export const connectionSchema = z
  .strictObject({
    ...ways,
    ...wayKeys,
    ...sharedKey,
    ports: z
      .array(portWithProtocol)
      .min(1)
      .optional()
      .describe(
        'Ports to reach: numbers for TCP, "5432-5440" for several, "53/udp" for UDP. Default: all of the service\'s listeners; required for somebody else\'s service.',
      ),
    zones: z
      .array(zoneId)
      .min(1)
      .optional()
      .describe(
        "Ids of the service's zones, for one that cannot be looked up; with serviceName, serviceArn or awsService. Default: AWS is asked for the service and its zones.",
      ),
    allowFrom: z
      .array(checked(sourceProblem))
      .min(1)
      .optional()
      .describe(
        "Who in the VPC may connect: IPv4 ranges, IPv6 ranges where the endpoint has IPv6, security groups (sg-...), prefix lists (pl-...). Default: the VPC's range.",
      ),
    minimumZones: z
      .int()
      .min(1)
      .default(DEFAULT_MINIMUM_ZONES)
      .describe(`Fewest zones that the service and the VPC must share. Default: ${DEFAULT_MINIMUM_ZONES}.`),
    ...anyEndpointKeys,
    ...serviceEndpointKeys,
    ...resourceKeys,
    ...nameKeys,
    httpPaths: z
      .record(z.string().regex(/^[1-9]\d{0,4}$/, { error: "a port" }), httpPath)
      .default({})
      .describe(
        "Paths that the client application asks for over HTTP, by TCP port. Default: those of the listeners' health checks where these are HTTP; on other TCP ports the client just connects, and UDP ports it does not check.",
      ),
  })
  .check(...connectionRules)
  .describe("A connection to one service or private resource, through an endpoint of its own.");

function eachZoneOnce({ zones }: Mapping, report: Report): void {
  eachOnce(["zones"], asList(zones), "zone", report);
}

/** Paths are for TCP ports of the connection. */
function pathsAtPorts({ ports, httpPaths }: Mapping, report: Report): void {
  if (!Array.isArray(ports)) return;
  const tcp = tcpPorts(ports);
  for (const port of Object.keys(asMapping(httpPaths)))
    if (!tcp.includes(port))
      report(
        ["httpPaths", port],
        tcp.length === 0
          ? "no path: the connection has no TCP port"
          : `a TCP port of the connection: ${tcp.join(", ")}`,
      );
}

/** The TCP ones of ports that may be anything, as texts. */
function tcpPorts(ports: readonly unknown[]): string[] {
  const parsed = ports.map((port) => (typeof port === "number" || typeof port === "string" ? parsePort(port) : ""));
  return parsed.flatMap((port) => (typeof port !== "string" && port.protocol === "tcp" ? [portText(port)] : []));
}

/** A connection as a consumer's file gives it, with its defaults filled in. */
export type ConnectionSpec = z.output<typeof connectionSchema>;
