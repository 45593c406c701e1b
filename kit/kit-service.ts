import { crossRegionZoneProblem } from "../modules/aws/zone-id";
import type { DeployedServiceCard } from "../modules/card";

/** What a kit for one service is written from. */
export interface KitService {
  /** The card of the deployed service. */
  readonly card: DeployedServiceCard;
  /** Region of the customer's endpoint. */
  readonly region: string;
  /** ARNs of the principals that may connect. Empty: not known. */
  readonly principals: readonly string[];
  /** Only these endpoints are accepted. @default - every endpoint of the principals' accounts */
  readonly endpointIds?: readonly string[];
  /** Ranges that the provider knows the clients by. @default - not known */
  readonly clientRanges?: readonly string[];
  /** Last day (UTC, YYYY-MM-DD) of the access; null where no end is set. @default - not known */
  readonly until?: string | null;
  /** Whether an acceptor of the provider accepts registered endpoints. @default - not known */
  readonly hasAcceptor?: boolean;
}

/** A port of the service, of one protocol. */
export interface KitPort {
  readonly port: number;
  readonly protocol: "tcp" | "udp";
  /** Name of the listener. */
  readonly listener: string;
  /** What clients speak there, as the card says it. */
  readonly spoken: "TCP" | "TLS" | "UDP" | "TCP_UDP";
  /** Path that is answered over plain HTTP. @default - none is known */
  readonly httpPath?: string;
}

/** Ports of a service in the order of their numbers, TCP before UDP. */
export function portsOf({ listeners }: DeployedServiceCard): KitPort[] {
  return Object.entries(listeners)
    .flatMap(([listener, { port, protocol: spoken, httpPath }]) =>
      protocolsOf(spoken).map(
        (protocol): KitPort => ({
          port,
          protocol,
          listener,
          spoken,
          ...(httpPath === undefined || protocol === "udp" ? {} : { httpPath }),
        }),
      ),
    )
    .sort((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1));
}

function protocolsOf(spoken: KitPort["spoken"]): readonly KitPort["protocol"][] {
  if (spoken === "TCP_UDP") return ["tcp", "udp"];
  return spoken === "UDP" ? ["udp"] : ["tcp"];
}

/** Key of a port in Terraform and CloudFormation, such as `tcp-443`. */
export function portKey({ protocol, port }: KitPort): string {
  return `${protocol}-${port}`;
}

/** Whether the endpoint is in another region than the service. */
export function isCrossRegion({ card, region }: KitService): boolean {
  return card.region !== region;
}

/** Whether the provider accepts each connection. */
export function needsAcceptance({ card }: KitService): boolean {
  return card.acceptance !== "automatic";
}

/** Zones that the endpoint's subnets must be in. Undefined for an endpoint in another region: they need not match. */
export function zonesOf(service: KitService): readonly string[] | undefined {
  return isCrossRegion(service) ? undefined : service.card.zoneIds;
}

/** Address types that the endpoint can have, as the EC2 API has them; the default comes first. */
export function endpointAddressTypes({ addressTypes }: DeployedServiceCard): readonly string[] {
  const [v4, v6] = [addressTypes.includes("ipv4"), addressTypes.includes("ipv6")];
  if (v4 && v6) return ["ipv4", "dualstack", "ipv6"];
  return v4 ? ["ipv4"] : ["ipv6"];
}

/** Name of the endpoint and its security group: of the environment and the service, as far as they can be in it. */
export function endpointName({ environment, service }: DeployedServiceCard): string {
  return `privatelink-${slug(environment)}-${slug(service)}`;
}

/** A text as part of a name: lower-case letters, digits and single hyphens. */
export function slug(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-|-$/g, "");
  return name === "" ? "service" : name;
}

/** Why a region cannot hold the endpoint, as what was expected instead; undefined when it can. */
export function regionProblem(card: DeployedServiceCard, region: string): string | undefined {
  if (!card.supportedRegions.includes(region))
    return `a region that the service is offered to: ${card.supportedRegions.join(", ")}`;
  const refused = region === card.region ? undefined : card.zoneIds.map(crossRegionZoneProblem).find(Boolean);
  return refused === undefined
    ? undefined
    : `${card.region}: the service is in a zone that is offered to no other region`;
}
