import type { Context } from "../context";
import { flowLogs } from "./flow-logs";
import { loadBalancer } from "./load-balancer";
import { monitoring } from "./monitoring";
import { notifications } from "./notifications";
import { portsByProtocol } from "./ports-by-protocol";
import { privateDns } from "./private-dns";
import { serviceCard } from "./service-card";
import { severalListeners } from "./several-listeners";
import { supportedRegions } from "./supported-regions";

/** Capabilities of the modules, by name: each is deployed by itself, in a simulated cloud of its own. */
export const TRIALS: Readonly<Record<string, (context: Context) => Promise<void>>> = {
  "flow-logs": flowLogs,
  monitoring,
  "load-balancer": loadBalancer,
  notifications,
  "ports-by-protocol": portsByProtocol,
  "private-dns": privateDns,
  "service-card": serviceCard,
  "several-listeners": severalListeners,
  "supported-regions": supportedRegions,
};
