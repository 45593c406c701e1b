import { hasPrivateDns } from "../../modules/aws/aws-service";
import { parseServiceName } from "../../modules/aws/endpoint-service-name";
import { nameToTry } from "../../modules/consumer/private-dns/names";
import type { Environment } from "../environment";
import type { ConnectionSpec } from "./connection-schema";
import { hostedZonesOf, recordNamesOf } from "./names-schema";
import { leadsToResource } from "./resource-connection";

/**
 * Who accepts a connection to a service before it carries traffic:
 * - `nobody`: it is accepted as it is made.
 * - `here`: the service's acceptance stack, in the same environment.
 * - `elsewhere`: a person, or somebody else's provider; perhaps nobody has to.
 */
export type Accepter = "nobody" | "here" | "elsewhere";

type Known = Pick<Environment, "services" | "cards" | "region">;

/** Who accepts the connection. */
export function accepterOf({ services, cards }: Known, connection: ConnectionSpec): Accepter {
  const { service, card } = connection;
  if (leadsToAws(connection)) return "nobody";
  const acceptance = service === undefined ? cards[card ?? ""]?.acceptance : services[service]?.acceptance;
  if (acceptance === "automatic") return "nobody";
  return service !== undefined && acceptance === "registered" ? "here" : "elsewhere";
}

/** Whether a connection leads to a service of AWS's own, which accepts everybody. */
function leadsToAws({ awsService, serviceName }: Pick<ConnectionSpec, "awsService" | "serviceName">): boolean {
  const parsed = parseServiceName(serviceName ?? "");
  return awsService !== undefined || (typeof parsed !== "string" && parsed.serviceId === undefined);
}

/**
 * Whether the VPC is to know a service or a resource by its own name: where a connection does not say it, it is to know
 * services of AWS, which programs ask for by that name.
 */
export function wantsPrivateDns(
  region: string,
  { privateDns, awsService }: Partial<Pick<ConnectionSpec, "privateDns" | "awsService">>,
): boolean {
  return privateDns ?? (awsService !== undefined && hasPrivateDns(awsService, region));
}

/**
 * Private DNS of the endpoint of a connection to a service: `true` from the start, `"later"` by the consumer's DNS stack
 * once the connection is accepted.
 */
export function privateDnsOf(known: Known, connection: ConnectionSpec): boolean | "later" {
  if (!wantsPrivateDns(known.region, connection) || leadsToResource(connection)) return false;
  return accepterOf(known, connection) === "nobody" ? true : "later";
}

/** The private DNS name of the service that a connection leads to, where the files tell it. */
export function privateDnsNameOf({ services, cards }: Known, { service, card }: ConnectionSpec): string | undefined {
  return service === undefined ? cards[card ?? ""]?.privateDnsName : services[service]?.privateDns?.name;
}

/** Names besides the endpoint's own that the VPC is to know it by, one for each to try. */
export function namesToTry(known: Known, connection: ConnectionSpec): string[] {
  const privateName = privateDnsOf(known, connection) === false ? undefined : privateDnsNameOf(known, connection);
  const own = hostedZonesOf(connection).flatMap(({ spec }) => recordNamesOf(spec).map(nameToTry));
  const names = [privateName && nameToTry(privateName), ...own];
  return names.filter((name) => name !== undefined);
}

/** Whether something about the names of a connection's endpoint is for the consumer's DNS stack. */
export function hasLaterNames(known: Known, connection: ConnectionSpec): boolean {
  return (
    privateDnsOf(known, connection) === "later" ||
    hostedZonesOf(connection).length > 0 ||
    connection.zonalNames === true
  );
}
