import type { Construct } from "constructs";
import type { ServiceInput } from "../config/estate/service-input";
import { ServiceCardParameter } from "../modules/card";

/** Puts a card into a parameter where the environment asks for it, shared with whom it says. */
export function cardParameter(
  scope: Construct,
  { card, cardParameter: parameter }: Pick<ServiceInput, "card" | "cardParameter">,
  serviceName: string,
): ServiceCardParameter | undefined {
  return parameter && new ServiceCardParameter(scope, "service-card", { ...parameter, card, serviceName });
}
