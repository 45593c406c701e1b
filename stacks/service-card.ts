import type { Construct } from "constructs";
import { consumersOf, type Environment } from "../config/environment";
import { defaultParameterName } from "../config/service/card-schema";
import type { ServiceSpec } from "../config/service/service-schema";
import { type ServiceCard, ServiceCardParameter } from "../modules/card";

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
