import { renderCard } from "./render-card";
import type { ServiceCard } from "./service-card";

/** Most bytes of a parameter of the advanced tier (AWS Systems Manager User Guide, "Managing parameter tiers"). */
const MAX_BYTES = 8192;

/** A service name as long as any. */
const LONGEST_NAME = "x".repeat(72);

/**
 * Why a text is no name of a parameter, as what was expected instead; undefined when it is one.
 *
 * Source: AWS Systems Manager API Reference, PutParameter.
 */
export function parameterNameProblem(text: string): string | undefined {
  const levels = text.split("/").length - 1;
  return /^((\/[\w.-]+)+|[\w.-]+)$/.test(text) && !/^\/?(aws|ssm)/i.test(text) && levels <= 15 && text.length <= 900
    ? undefined
    : "a name of a parameter, such as /privatelink/prod/orders: at most 15 levels of letters, digits and _.-, of which the first does not begin with aws or ssm";
}

/** Why a text is nobody to share with, as what was expected instead; undefined when it is somebody. */
export function sharePrincipalProblem(text: string): string | undefined {
  return /^(\d{12}|arn:aws[a-z-]*:organizations::\d{12}:(organization\/o-[a-z0-9]+|ou\/o-[a-z0-9]+\/ou-[a-z0-9-]+))$/.test(
    text,
  )
    ? undefined
    : "the id of an account, or the ARN of an organization or an organizational unit";
}

/** Why a card does not fit into a parameter, as what was expected instead; undefined when it does. */
export function cardSizeProblem(card: ServiceCard): string | undefined {
  return cardBytes(card) > MAX_BYTES
    ? `a card of at most ${MAX_BYTES} bytes, the most that a parameter takes`
    : undefined;
}

/** Bytes of the text of a card, with room for the service's name. */
export function cardBytes(card: ServiceCard): number {
  return Buffer.byteLength(renderCard(card, LONGEST_NAME));
}
