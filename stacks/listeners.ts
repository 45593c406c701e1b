import type { ListenerSpec } from "../config/service/listener-schema";
import { targetsPropsOf } from "../config/service/targets";
import type { ListenerProps } from "../modules/provider";
import { byOwnName } from "../support/by-own-name";

/** Listeners as the load balancer takes them. */
export function listenersOf(specs: Readonly<Record<string, ListenerSpec>>): Record<string, ListenerProps> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, listenerOf(spec)]));
}

function listenerOf({ additionalCertificateArns: arns, targets, ...spec }: ListenerSpec): ListenerProps {
  return {
    ...spec,
    ...(arns ? { additionalCertificateArns: byOwnName(arns) } : {}),
    ...(targets ? { targets: targetsPropsOf(targets) } : {}),
  };
}
