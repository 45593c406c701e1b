import { type ServiceCardFields, serviceCard } from "../../modules/card/card";
import type { ServiceCard } from "../../modules/card/service-card";
import { httpPathOf } from "../../modules/provider/load-balancer/listener";
import type { Environment } from "../environment";
import { zonesOf } from "../vpc-schema";
import type { ServiceSpec } from "./service-schema";

/** The card of a service as far as synthesis knows it: all but the service's name. */
export function cardOf(environment: Pick<Environment, "name" | "region">, key: string, spec: ServiceSpec): ServiceCard {
  return serviceCard(cardFields(environment, key, spec));
}

/** What the card of a service says. */
export function cardFields(
  { name, region }: Pick<Environment, "name" | "region">,
  key: string,
  spec: ServiceSpec,
): ServiceCardFields {
  const { description, documentation, contact, account, acceptance, vpc, addressTypes } = spec;
  const listeners: Record<string, ServiceCard["listeners"][string]> = {};
  for (const [listener, each] of Object.entries(spec.listeners)) {
    const httpPath = httpPathOf(each);
    const { port, protocol } = each;
    listeners[listener] = { port, protocol, ...(httpPath === undefined ? {} : { httpPath }) };
  }
  return {
    environment: name,
    service: key,
    description,
    documentation,
    contact,
    serviceName: null,
    account,
    region,
    supportedRegions: [region, ...(spec.supportedRegions ?? [])],
    zoneIds: [...zonesOf(vpc)],
    listeners,
    addressTypes: [...addressTypes],
    privateDnsName: spec.privateDns?.name,
    acceptance,
    // Endpoints of services behind Network Load Balancers take none.
    endpointPolicy: false,
  };
}
