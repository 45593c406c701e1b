import type { Problem } from "../problem";

/** Keys that services have and appliances do not, with the reason. */
const REASONS: Readonly<Record<string, string>> = {
  acceptor: "no acceptor: for appliances, the acceptance stack accepts connections (`acceptanceShards` splits it)",
  notifications: "no notifications: AWS notifies only of connections through interface endpoints",
  privateDns: "no private DNS name: nothing is addressed to appliances, packets are routed through them",
  supportedRegions: "no other regions: a Gateway Load Balancer endpoint is in the service's own",
  listeners: "no listeners: a Gateway Load Balancer hears every packet, whatever its port and protocol",
  card: "no service card: cards are for interface endpoints, which are connected to; the outputs tell what a route needs",
};

const APPLIANCE_KEY = new RegExp(`^appliances\\.[^.]+\\.(${Object.keys(REASONS).join("|")})$`);

/** A problem with a key of appliances that only services have, with the reason in place of the keys that there are. */
export function withReason(problem: Problem): Problem {
  const reason = REASONS[APPLIANCE_KEY.exec(problem.path)?.[1] ?? ""];
  return reason === undefined ? problem : { ...problem, expected: reason, fix: "take it out" };
}
