import type { ListenerSpec } from "../config/service/listener-schema";
import type { ListenerProps } from "../modules/provider";

/** Listeners as the load balancer takes them. */
export function listenersOf(specs: Readonly<Record<string, ListenerSpec>>): Record<string, ListenerProps> {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, listenerOf(spec)]));
}

function listenerOf({ additionalCertificateArns: arns, ...spec }: ListenerSpec): ListenerProps {
  return { ...spec, ...(arns ? { additionalCertificateArns: byOwnName(arns) } : {}) };
}

/** Things under their own names (ids, ARNs, addresses): what keys them where nothing else does. */
export function byOwnName(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]));
}
