import { type PortSpec, portSpec, uniquePorts } from "../aws/port";
import type { IEndpointService } from "../consumer/endpoint-service-lookup";
import { endpointPortsOf } from "../provider/load-balancer/listener";
import { invalidCard } from "./card";
import { CARD_FORMAT, CARD_VERSION } from "./format";
import { serviceCardSchema } from "./schema";
import type { ServiceCard } from "./service-card";

/** The command that prints a card. */
const TAKE_IT = "terraform output -raw service_card";

/** A card of a service that is deployed: one that a consumer can be built from. */
export type DeployedServiceCard = ServiceCard & { readonly serviceName: string };

/** Why no consumer can be built from a card, and what to do about it. */
export interface CardProblem {
  readonly path: readonly string[];
  readonly expected: string;
  readonly fix: string;
}

/** Why a document is no card of a version that is read here, in which case nothing else can be said of it. */
export function cardKindProblem(document: unknown): CardProblem | undefined {
  const { format, version } = Object(document) as { format?: unknown; version?: unknown };
  if (format !== CARD_FORMAT)
    return {
      path: ["format"],
      expected: `${CARD_FORMAT}, as in every service card`,
      fix: `take the card from the service's stack: ${TAKE_IT}`,
    };
  if (version === CARD_VERSION) return undefined;
  return {
    path: ["version"],
    expected: `${CARD_VERSION}, the only version that is read here`,
    fix:
      typeof version === "number" && version > CARD_VERSION
        ? `update this project, or ask the provider for a card of version ${CARD_VERSION}`
        : `ask the provider for the card once more, as ${TAKE_IT} prints it`,
  };
}

/** Why no endpoint can be made from a card: its service is not deployed yet. */
export function notDeployedProblem({ serviceName }: ServiceCard): CardProblem | undefined {
  if (serviceName !== null) return undefined;
  return {
    path: ["serviceName"],
    expected: "the name of the service",
    fix: `deploy the service, then take its card with ${TAKE_IT}`,
  };
}

/**
 * Reads the card of a service that is deployed.
 *
 * @param document what `JSON.parse` gives of it.
 * @throws UserError that lists everything wrong with it.
 */
export function readServiceCard(document: unknown): DeployedServiceCard {
  const kind = cardKindProblem(document);
  if (kind) throw invalidCard("service card", [inWords(kind)]);
  const { data: card, error } = serviceCardSchema.safeParse(document);
  if (card === undefined) throw invalidCard("service card", error.issues);
  const absent = notDeployedProblem(card);
  if (absent) throw invalidCard("service card", [inWords(absent)]);
  return card as DeployedServiceCard;
}

function inWords({ path, expected, fix }: CardProblem) {
  return { path: [...path], message: `${expected}: ${fix}` };
}

/**
 * What an endpoint wants to know of a service, by its card.
 *
 * @param here region of the endpoint. @default - the service's
 */
export function endpointServiceOf(card: DeployedServiceCard, here: string = card.region): IEndpointService {
  const { serviceName, region, zoneIds, privateDnsName, addressTypes, endpointPolicy } = card;
  return {
    serviceName,
    zoneIds,
    addressTypes,
    endpointPolicy,
    ...(region === here ? {} : { region }),
    ...(privateDnsName === undefined ? {} : { privateDnsName }),
  };
}

/** Ports that a card's listeners are reached at, each once, ascending. */
export function endpointPorts({ listeners }: Pick<ServiceCard, "listeners">): PortSpec[] {
  return uniquePorts(Object.values(listeners).flatMap(endpointPortsOf)).map(portSpec);
}
