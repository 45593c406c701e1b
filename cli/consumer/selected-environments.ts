import { type RecordPlace, recordPlaces } from "../../config/edit/record-place";
import { environmentNames } from "../../config/environments-folder";
import { listed } from "../../support/listed";
import { printable } from "../../support/printable";
import { shown } from "../../support/shown";
import { UserError } from "../../support/user-error";
import { noCustomer } from "../find-customer";
import type { ConsumerOptions } from "./options";

/** Names of the environments that a command looks at. */
export function selectedEnvironments({ environments, env }: ConsumerOptions): string[] {
  return environmentNames(environments, env === undefined ? undefined : [env]);
}

/**
 * The record of a customer.
 *
 * @throws UserError where there is none, or several.
 */
export function recordNamed(name: string, options: ConsumerOptions): RecordPlace {
  const folder = options.environments;
  const names = selectedEnvironments(options);
  const found = names.flatMap((environment) => recordPlaces(folder, environment, new Set([name])));
  const [only, ...others] = found;
  if (only === undefined) {
    const known = names.flatMap((environment) => recordPlaces(folder, environment).map(({ customer }) => customer));
    throw noCustomer(name, [...new Set(known)].sort());
  }
  if (others.length === 0) return only;
  const environments = [...new Set(found.map(({ environment }) => environment))];
  const places = found.map(({ path, line }) => `${shown(path)}:${line}`);
  throw new UserError(
    environments.length > 1
      ? `${printable(name)} is a customer of several environments: ${listed(environments)}. Choose one with --env.`
      : `${printable(name)} has several records: ${listed(places)}. Expected one: remove the others by hand.`,
  );
}
