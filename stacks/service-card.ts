import type { Construct } from "constructs";
import { consumersOf, type Environment } from "../config/environment";
import { defaultParameterName } from "../config/service/card-schema";
import type { ServiceSpec } from "../config/service/service-schema";
import { zonesOf } from "../config/vpc-schema";
import { type ServiceCard, ServiceCardParameter, serviceCard } from "../modules/card";
import { httpPathOf } from "../modules/provider/load-balancer";

/** The card of a service as far as synthesis knows it: all but the service's name. */
export function cardOf({ name, region }: Environment, key: string, spec: ServiceSpec): ServiceCard {
  const { description, documentation, contact, account, acceptance, vpc, addressTypes } = spec;
  const listeners: ServiceCard["listeners"] = {};
  for (const [listener, each] of Object.entries(spec.listeners)) {
    const httpPath = httpPathOf(each);
    const { port, protocol } = each;
    listeners[listener] = { port, protocol, ...(httpPath === undefined ? {} : { httpPath }) };
  }
  return serviceCard({
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
  });
}

/** Puts a card into a parameter where the environment asks for it, shared with whom it says. */
export function cardParameter(
  scope: Construct,
  environment: Environment,
  key: string,
  spec: ServiceSpec,
  card: ServiceCard,
  serviceName: string,
): ServiceCardParameter | undefined {
  const parameter = spec.card?.parameter;
  if (parameter === undefined) return undefined;
  const { name, shareWithConsumers, shareWith, allowExternalPrincipals } = parameter;
  const accounts = shareWithConsumers
    ? consumersOf(environment, key).map((each) => environment.consumers[each]?.account ?? "")
    : [];
  return new ServiceCardParameter(scope, "service-card", {
    name: name ?? defaultParameterName(environment.name, key),
    card,
    serviceName,
    shareWith: [...shareWith, ...accounts].filter((principal) => principal !== spec.account),
    allowExternalPrincipals,
  });
}
