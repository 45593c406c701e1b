import { loadEnvironments } from "../../config/load";
import { deliveryFiles } from "../../delivery/files";
import type { System } from "../../delivery/systems";
import { environmentsOf } from "./environments";

/** The files of a system for the environments that the tests have, by path. */
export function filesOf(system: System, shards?: number): Readonly<Record<string, string>> {
  const environments = loadEnvironments(environmentsOf("on", "prod-eu-2", "yes"));
  return deliveryFiles(system, { environments, folder: "environments", branch: "main", shards });
}
