import { awsServiceRegion, regionOfGlobalName } from "../../modules/aws/aws-service";
import { parseServiceArn, parseServiceName } from "../../modules/aws/endpoint-service-name";
import type { ListenerProps } from "../../modules/provider/load-balancer";
import type { ConnectionDraft, EnvironmentDraft } from "../draft";
import { zonesOf } from "../vpc-schema";

/** What the files of an environment tell of the service that a connection leads to. */
export interface KnownService {
  /** What the service is called in reports. */
  readonly name: string;
  /** Undefined where they are not told, or were refused. */
  readonly listeners?: readonly Pick<ListenerProps, "port" | "protocol">[] | undefined;
  /** Ids of its zones; undefined where they are not told, or were refused. */
  readonly zones?: readonly string[] | undefined;
  /** Addresses that its endpoints may have; undefined where that is not told. */
  readonly addressTypes?: readonly string[] | undefined;
  /** Whether its endpoints may have a policy; undefined where only AWS knows. */
  readonly endpointPolicy?: boolean | undefined;
  /** Undefined where that is not told, or was refused. */
  readonly region?: string | undefined;
  /** Whether it is known to be in another region than the consumer's VPC. */
  readonly otherRegion: boolean;
}

/**
 * What is known of the service of a connection: one of the environment, one that a card tells of, or one by name.
 *
 * @param here region of the consumer's VPC.
 */
export function knownService(
  environment: Pick<EnvironmentDraft, "services" | "cards" | "region">,
  connection: ConnectionDraft,
  here: string | undefined,
): KnownService {
  const { service, card } = connection;
  if (service === undefined && card === undefined) return withOther(findKnown(environment, connection, here), here);
  // Of these, the files of consumers say nothing: thousands of connections lead to the same service.
  const all = known.get(environment) ?? new Map<string, KnownService>();
  known.set(environment, all);
  const key = JSON.stringify([service, card, here]);
  const found = all.get(key) ?? withOther(findKnown(environment, connection, here), here);
  all.set(key, found);
  return found;
}

/** Services that are declared in an environment, or that its cards tell of. See {@link knownService}. */
const known = new WeakMap<Pick<EnvironmentDraft, "services" | "cards" | "region">, Map<string, KnownService>>();

function withOther(service: Omit<KnownService, "otherRegion">, here: string | undefined): KnownService {
  const { region } = service;
  return { ...service, otherRegion: here !== undefined && region !== undefined && region !== here };
}

function findKnown(
  { services, cards, region }: Pick<EnvironmentDraft, "services" | "cards" | "region">,
  connection: ConnectionDraft,
  here: string | undefined,
): Omit<KnownService, "otherRegion"> {
  const { service, card, zones } = connection;
  if (service !== undefined) {
    const draft = services?.get(service);
    return {
      name: service,
      listeners: draft?.listeners && Object.values(draft.listeners),
      zones: draft?.vpc && zonesOf(draft.vpc),
      addressTypes: draft?.spec?.addressTypes,
      endpointPolicy: false,
      region,
    };
  }
  if (card === undefined) return { name: "the service", zones, ...namedService(connection, here) };
  const document = cards.get(card)?.card;
  return {
    name: `the service of card ${card}`,
    listeners: document && Object.values(document.listeners),
    zones: document?.zoneIds,
    addressTypes: document?.addressTypes,
    endpointPolicy: document?.endpointPolicy,
    region: document?.region,
  };
}

/** What the name or the ARN of a service says of it. */
function namedService(
  { serviceName, serviceArn, awsService, region }: ConnectionDraft,
  here: string | undefined,
): Pick<KnownService, "endpointPolicy" | "region"> {
  if (awsService !== undefined) return { region: here && awsServiceRegion(awsService, here, region) };
  const parsed = serviceName === undefined ? parseServiceArn(serviceArn ?? "") : parseServiceName(serviceName);
  if (typeof parsed === "string") return {};
  return {
    region: parsed.region ?? (here && regionOfGlobalName(parsed.serviceName, here)),
    ...(parsed.serviceId === undefined ? {} : { endpointPolicy: false }),
  };
}
