import { asList, asMapping, type Mapping } from "../fields";

/** Name of the first load balancer of a service: one that exists under it takes the place of the one that is made. */
export const MAIN = "main";

/** The load balancers that exist, by name, of the settings of a service's load balancer: whatever these are. */
export function existingIn(loadBalancer: unknown): Mapping {
  return asMapping(asMapping(loadBalancer).existing);
}

/** Whether the first load balancer of a service is made. */
export function makesMain(loadBalancer: unknown): boolean {
  return existingIn(loadBalancer)[MAIN] === undefined;
}

/** Whether listeners of a service are made, on one load balancer at least. */
export function makesListeners(loadBalancer: unknown): boolean {
  return makesMain(loadBalancer) || makesListenersOnExisting(loadBalancer);
}

/** Whether listeners are made on a load balancer that exists. */
export function makesListenersOnExisting(loadBalancer: unknown): boolean {
  return Object.values(existingIn(loadBalancer)).some((each) => asMapping(each).makeListeners === true);
}

/** How many load balancers have the listeners of a service made on them. */
export function countListenerSets(loadBalancer: unknown): number {
  const existing = Object.values(existingIn(loadBalancer)).filter((each) => asMapping(each).makeListeners === true);
  const made = makesMain(loadBalancer) ? 1 + asList(asMapping(loadBalancer).additional).length : 0;
  return made + existing.length;
}
