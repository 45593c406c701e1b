import { existsSync } from "node:fs";
import { join } from "node:path";
import { accountsOf, isManaged, mayBeConnected } from "../config/environment";
import { loadEnvironments } from "../config/load";
import { hasUnknownAccounts } from "./picture/customers";
import type { Customer, Scene } from "./picture/scene";

/**
 * Customers who run their own side, by the files of the environments: stacks only have their accounts. The files are
 * read only where a service allows an account that no consumer of the stacks has.
 *
 * @param folder folder of the environments. What is not there has no names.
 */
export function loadCustomers(folder: string, scene: Scene): readonly Customer[] {
  const names = [...new Set(scene.stacks.map(({ environment }) => environment))].filter(
    (name) => existsSync(join(folder, name)) && hasUnknownAccounts(scene, name),
  );
  if (names.length === 0) return [];
  return loadEnvironments(folder, names).flatMap(({ name: environment, consumers }) =>
    Object.entries(consumers).flatMap(([name, spec]): Customer[] => {
      if (isManaged(spec) || !mayBeConnected(spec)) return [];
      const services = Object.values(spec.connections).flatMap(({ service, appliance }) => service ?? appliance ?? []);
      return [{ environment, name, accounts: accountsOf(spec), services: [...new Set(services)] }];
    }),
  );
}
