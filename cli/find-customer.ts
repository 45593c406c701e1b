import type { ConsumerSpec } from "../config/consumer-schema";
import type { Environment } from "../config/environment";
import { existingNames, unknownNames } from "../config/nearest";
import { listed } from "../support/listed";
import { NoSuchName } from "../support/no-such-name";
import { printable } from "../support/printable";
import { UserError } from "../support/user-error";

/** A customer, and the environment that their record is in. */
export interface FoundCustomer {
  readonly environment: Environment;
  readonly name: string;
  readonly spec: ConsumerSpec;
}

/**
 * Finds a customer by name.
 *
 * @throws UserError where no environment has the customer, or several have.
 */
export function findCustomer(environments: readonly Environment[], name: string): FoundCustomer {
  const found = environments.flatMap((environment): FoundCustomer[] => {
    // `toString` is a key of every object, and no customer.
    const spec = Object.hasOwn(environment.consumers, name) ? environment.consumers[name] : undefined;
    return spec === undefined || isHubVpc(spec) ? [] : [{ environment, name, spec }];
  });
  const [only, ...others] = found;
  if (only === undefined) throw noCustomer(name, namesIn(environments));
  if (others.length > 0)
    throw new UserError(
      `${printable(name)} is a customer of several environments: ${listed(found.map((each) => each.environment.name))}. ` +
        "Choose one with --env.",
    );
  return only;
}

/** An error that says which customers there are. */
export function noCustomer(name: string, known: readonly string[]): NoSuchName {
  return new NoSuchName(`No such customer:\n${unknownNames([name], known)}\n${existingNames([name], known)}`);
}

/** Whether a consumer stands for a VPC of a hub, which is no customer. */
export function isHubVpc(spec: ConsumerSpec): boolean {
  return spec.external !== true && spec.hubVpc !== undefined;
}

function namesIn(environments: readonly Environment[]): string[] {
  const names = environments.flatMap(({ consumers }) =>
    Object.entries(consumers).flatMap(([name, spec]) => (isHubVpc(spec) ? [] : [name])),
  );
  return [...new Set(names)].sort();
}
