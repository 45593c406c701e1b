import { markdown } from "./escape";
import type { KitService } from "./kit-service";

/**
 * How an endpoint is accepted: by AWS at once, by a person, by the provider's acceptor without anybody doing anything,
 * by the provider once it has the id; or by the provider in one of these last two ways, where only the card is known.
 */
export type Acceptance = "at-once" | "by-person" | "by-acceptor" | "by-id" | "by-provider";

/** How the endpoint is accepted, as far as it is known here. */
export function acceptanceOf({ card, hasAcceptor, endpointIds }: KitService): Acceptance {
  if (card.acceptance === "automatic") return "at-once";
  if (card.acceptance === "manual") return "by-person";
  if (hasAcceptor === undefined) return "by-provider";
  // The acceptor leaves every other endpoint of a connection that has ids.
  return hasAcceptor && endpointIds === undefined ? "by-acceptor" : "by-id";
}

/** Whether the endpoint is not accepted before the provider has its id. */
export function needsId(service: KitService): boolean {
  const acceptance = acceptanceOf(service);
  return acceptance === "by-id" || acceptance === "by-person";
}

const IN_WORDS: Readonly<Record<Acceptance, string>> = {
  "at-once": "AWS accepts each endpoint at once",
  "by-person": "a person of the provider accepts each endpoint",
  "by-acceptor": "software of the provider accepts your endpoints within minutes",
  "by-id": "the provider accepts the endpoints that it has the ids of",
  "by-provider": "the provider accepts the endpoints of the customers that are registered",
};

/** How the endpoint is accepted, in words. */
export function acceptanceText(service: KitService): string {
  return IN_WORDS[acceptanceOf(service)];
}

/** Who is asked about the connection. */
export function contactText({ card }: KitService): string {
  return card.contact === undefined ? "the provider (the contact is not known here)" : markdown(card.contact);
}

/** What the customer does for the endpoint to be accepted, where AWS does not accept it at once. */
export function acceptanceStep(service: KitService): string {
  const send = `to ${contactText(service)}: the id of the endpoint (\`vpce-...\`), your account id, and the service name.`;
  const late = `If the state is still \`pendingAcceptance\` after 15 minutes, send ${send}`;
  switch (acceptanceOf(service)) {
    case "by-acceptor":
      return `You need not send the id: software of the provider accepts the endpoint within minutes. ${late}`;
    case "by-provider":
      return (
        "Some providers accept the endpoint by software within minutes, others once they have its id. Which it is here is " +
        `not known. ${late}`
      );
    default:
      return `Send ${send}`;
  }
}

/** What to do with the id of the endpoint, behind its description. */
export function idText(service: KitService): string {
  if (acceptanceOf(service) === "at-once") return "";
  return needsId(service)
    ? ". Send it to the provider, who accepts it"
    : ". Send it to the provider if the endpoint still waits after 15 minutes";
}
