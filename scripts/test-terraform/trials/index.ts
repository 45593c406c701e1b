import type { Context } from "../context";
import { flowLogs } from "./flow-logs";
import { loadBalancer } from "./load-balancer";
import { monitoring } from "./monitoring";
import { portsByProtocol } from "./ports-by-protocol";
import { severalListeners } from "./several-listeners";

/** Capabilities of the modules, by name: each is deployed by itself, in a simulated cloud of its own. */
export const TRIALS: Readonly<Record<string, (context: Context) => Promise<void>>> = {
  "flow-logs": flowLogs,
  monitoring,
  "ports-by-protocol": portsByProtocol,
  "load-balancer": loadBalancer,
  "several-listeners": severalListeners,
};
