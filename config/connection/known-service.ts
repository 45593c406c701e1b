import type { ListenerProps } from "../../modules/provider/load-balancer";
import type { ConnectionDraft, EnvironmentDraft } from "../draft";
import { zonesOf } from "../vpc-schema";

/** What the files of an environment tell of the service that a connection leads to. */
export interface KnownService {
  /** What the service is called in reports. */
  readonly name: string;
  /** Undefined where they are not told, or were refused. */
  readonly listeners: readonly Pick<ListenerProps, "port" | "protocol">[] | undefined;
  /** Ids of its zones; undefined where they are not told, or were refused. */
  readonly zones: readonly string[] | undefined;
}

/** What is known of the service of a connection: one of the environment, one that a card tells of, or one by name. */
export function knownService(
  { services, cards }: Pick<EnvironmentDraft, "services" | "cards">,
  { service, card, zones }: ConnectionDraft,
): KnownService {
  if (service !== undefined) {
    const draft = services?.get(service);
    return {
      name: service,
      listeners: draft?.listeners && Object.values(draft.listeners),
      zones: draft?.vpc && zonesOf(draft.vpc),
    };
  }
  if (card === undefined) return { name: "the service", listeners: undefined, zones };
  const document = cards.get(card)?.card;
  return {
    name: `the service of card ${card}`,
    listeners: document && Object.values(document.listeners),
    zones: document?.zoneIds,
  };
}
