import { asMapping, type Mapping } from "../fields";

/** Keys of the listeners that end TLS. @param listeners of a service, by their keys, checked or not. */
export function tlsListenersOf(listeners: Mapping): string[] {
  return Object.keys(listeners).filter((key) => asMapping(listeners[key]).protocol === "TLS");
}
