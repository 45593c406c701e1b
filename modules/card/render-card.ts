import type { ServiceCard } from "./service-card";

/**
 * The text of a card, without a line break at its end.
 *
 * @param serviceName name of the service where only Terraform knows it: the text is then an expression of Terraform.
 *   @default - what the card says
 */
export function renderCard(card: ServiceCard, serviceName: string | null = card.serviceName): string {
  return JSON.stringify({ ...card, serviceName }, undefined, 2);
}
