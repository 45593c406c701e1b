import { z } from "zod";
import { parseServiceName } from "../aws/endpoint-service-name";
import { HTTP_PATH, HTTP_PATH_EXPECTATION } from "../aws/http-path";
import { isRegion } from "../aws/region";
import { isZoneId, isZoneOf } from "../aws/zone-id";
import { CARD_FORMAT, CARD_VERSION } from "./format";
import type { ServiceCard } from "./service-card";

const EXPECTED_NAME =
  "a service name: com.amazonaws.vpce.<region>.vpce-svc-<17 hex digits>, or null before the service is deployed";

/**
 * A line of text for people. Cards stand in expressions of Terraform, which would read `${` and `%{`, and in parameters of
 * Systems Manager, which would read `{{`. (No pattern says so: programs in other languages read the JSON Schema, too.)
 */
export const cardText = z
  .string()
  .min(1)
  .max(256)
  .refine((text) => !/[\p{C}\p{Zl}\p{Zp}]|\$\{|%\{|\{\{/u.test(text), {
    error: "one line of text without ${, %{ and {{",
  });

/** Link to what is to be read about a service. */
export const cardLink = z.string().regex(/^https:\/\/[\w.~:/?#@!&'()*+,;=%-]{1,500}$/, {
  error: "a link that begins with https://, of at most 508 characters",
});

const region = z
  .string()
  .refine(isRegion, { error: "a region of AWS, such as us-east-1" })
  .meta({ pattern: "^[a-z]{2}(-[a-z]+)+-\\d$" });
const zoneId = z
  .string()
  .regex(/^[a-z]{2,7}\d-az\d{1,2}$/, { error: "the id of an availability zone, such as use1-az1" });

const listener = z
  .object({
    port: z.int().min(1).max(65535).describe("Port that consumers connect to."),
    protocol: z
      .enum(["TCP", "TLS", "UDP", "TCP_UDP"])
      .describe(
        "What consumers speak there: TCP, UDP, both (TCP_UDP), or TLS, which the service's load balancer ends.",
      ),
    httpPath: z
      .string()
      .regex(HTTP_PATH, { error: HTTP_PATH_EXPECTATION })
      .optional()
      .describe("Path that is answered over plain HTTP while the service is well. Absent where there is none."),
  })
  .describe("A port that consumers connect to.");

/** Schema of a service card. Keys that it does not know are passed over: a later writer may have added them. */
export const serviceCardSchema = z
  .object({
    format: z.literal(CARD_FORMAT).describe("What the document is."),
    version: z.literal(CARD_VERSION).describe("Version of the format."),
    type: z.literal("Interface").describe("Type of the endpoint that connects to the service."),
    environment: cardText.describe("Environment of the provider that the service is of."),
    service: cardText.describe("Key of the service within its environment."),
    description: cardText.optional().describe("What the service is."),
    documentation: cardLink.optional().describe("Where to read about the service."),
    contact: cardText.optional().describe("Whom to talk to about the service."),
    serviceName: z
      .string({ error: EXPECTED_NAME })
      .regex(/^(cn\.)?com\.amazonaws\.vpce\.[a-z0-9-]+\.vpce-svc-([0-9a-f]{8}|[0-9a-f]{17})$/, { error: EXPECTED_NAME })
      .nullable()
      .describe("Name of the service, which endpoints ask for; null before the service is deployed."),
    account: z
      .string()
      .regex(/^\d{12}$/, { error: "an account id: 12 digits, in quotes" })
      .describe("Account of the service."),
    region: region.describe("Region of the service."),
    supportedRegions: z
      .array(region)
      .min(1)
      .describe("Regions that endpoints may connect from, the service's own among them."),
    zoneIds: z
      .array(zoneId)
      .min(1)
      .describe(
        "Ids of the zones that the service is offered in: an endpoint in its region has subnets in these alone.",
      ),
    listeners: z
      .record(cardText, listener)
      .refine((all) => Object.keys(all).length >= 1, { error: "at least one listener" })
      .describe("Ports that consumers connect to, by name."),
    addressTypes: z
      .array(z.enum(["ipv4", "ipv6"]))
      .min(1)
      .describe("Types of addresses that endpoints may have: ipv4, ipv6."),
    privateDnsName: z
      .string()
      .regex(/^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, { error: "a DNS name" })
      .max(255)
      .optional()
      .describe("Private DNS name that endpoints may answer to. Absent where the service has none."),
    acceptance: z
      .enum(["registered", "manual", "automatic"])
      .describe(
        "How connections are accepted. registered: those of consumers that the provider knows; manual: by a person; automatic: at once.",
      ),
    endpointPolicy: z.boolean().describe("Whether endpoints may have a policy. Services of load balancers take none."),
  })
  .check(({ value, issues }) => {
    for (const [path, message, places] of contradictions(value))
      issues.push({
        ...{ code: "custom", input: value, path, message },
        ...(places ? { params: { expected: message, places, length: path.length } } : {}),
      });
  })
  .describe("What a consumer needs to know of a service to connect to it.");

/** What a card says that cannot be. */
type Contradiction = [path: PropertyKey[], expected: string, placesOfTheSame?: PropertyKey[][]];

/** What a card says that cannot be, each with its path and what was expected. */
function contradictions(card: ServiceCard): Contradiction[] {
  const { serviceName, region, supportedRegions, zoneIds, listeners } = card;
  const found: Contradiction[] = [];
  const name = serviceName === null ? undefined : parseServiceName(serviceName);
  if (typeof name === "string") found.push([["serviceName"], name]);
  else if (name && name.region !== region)
    found.push([["serviceName"], `the name of a service in its region, ${region}`]);
  if (!supportedRegions.includes(region))
    found.push([["supportedRegions"], `the service's own region among them, ${region}`]);
  zoneIds.forEach((zone, index) => {
    if (!isZoneId(zone) || !isZoneOf(region, zone))
      found.push([["zoneIds", index], `a zone of the service's region, ${region}`]);
    else if (zoneIds.indexOf(zone) < index)
      found.push([
        ["zoneIds", index],
        "each zone once",
        [
          ["zoneIds", zoneIds.indexOf(zone)],
          ["zoneIds", index],
        ],
      ]);
  });
  const ports = Object.values(listeners).map(({ port }) => port);
  Object.entries(listeners).forEach(([listener, { port, protocol, httpPath }]) => {
    const other = Object.keys(listeners)[ports.indexOf(port)] ?? listener;
    if (other !== listener)
      found.push([
        ["listeners", listener, "port"],
        "each port once",
        [other, listener].map((name) => ["listeners", name, "port"]),
      ]);
    if (httpPath !== undefined && (protocol === "TLS" || protocol === "UDP"))
      found.push([["listeners", listener, "httpPath"], `no path over plain HTTP with protocol ${protocol}`]);
  });
  return found;
}
