import type { KitService } from "../../kit/kit-service";
import type { DeployedServiceCard, ServiceCardFields } from "../../modules/card";
import { CARD } from "./card";

/** The card of a deployed service, with some fields of its own. */
export function deployedCard(fields: Partial<ServiceCardFields> = {}): DeployedServiceCard {
  const card = { format: "privatelink-service-card", version: 1, type: "Interface", ...CARD, ...fields };
  return card as DeployedServiceCard;
}

/** A card that says as little as a card can. */
export const SPARSE: Partial<ServiceCardFields> = {
  description: undefined,
  documentation: undefined,
  contact: undefined,
  privateDnsName: undefined,
  supportedRegions: ["us-east-1"],
  addressTypes: ["ipv4"],
  listeners: { db: { port: 5432, protocol: "TCP" } },
  acceptance: "automatic",
};

/** A service for a kit, with a customer who may connect as a whole account and as a role. */
export function kitService(fields: Partial<ServiceCardFields> = {}, more: Partial<KitService> = {}): KitService {
  return {
    card: deployedCard(fields),
    region: "us-east-1",
    principals: ["arn:aws:iam::888888888888:root", "arn:aws:iam::888888888888:role/connect"],
    ...more,
  };
}
