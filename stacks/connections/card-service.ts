import { offeredByCard } from "../../config/connection/offered";
import { type DeployedServiceCard, endpointServiceOf } from "../../modules/card";
import type { FoundService } from "./found-service";

/** Somebody else's service by its card: all of it is known, and AWS is asked nothing. @param here region of the endpoint. */
export function cardService(card: DeployedServiceCard, here: string): FoundService {
  return { service: endpointServiceOf(card, here), ...offeredByCard(card) };
}
