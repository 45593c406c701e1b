import { existingNames, unknownNames } from "../../config/nearest";
import { UserError } from "../../support/user-error";
import type { OfferedService } from "./offered-services";

/** What a user wants to see. */
export interface StatusSelection {
  /** Keys of services or appliances. @default - all */
  readonly service?: readonly string[] | undefined;
  /** Names of customers, whose services are then the only ones. @default - all */
  readonly consumer?: readonly string[] | undefined;
}

/**
 * The services that a user wants to see.
 *
 * @throws CouldNotSelect where nothing has a name that was given, or nothing is left.
 */
export function selectServices(
  services: readonly OfferedService[],
  { service, consumer }: StatusSelection,
): OfferedService[] {
  check("service", service, [...new Set(services.map(({ ledger }) => ledger.service))]);
  const entries = services.flatMap(({ ledger }) => ledger.entries);
  check("customer with a connection to a service", consumer, [...new Set(entries.map(({ customer }) => customer))]);
  const wanted = consumer && new Set(consumer);
  const selected = services.filter(
    ({ ledger }) =>
      (service?.includes(ledger.service) ?? true) &&
      (wanted === undefined || ledger.entries.some(({ customer }) => wanted.has(customer))),
  );
  if (selected.length === 0)
    throw new CouldNotSelect(
      services.length === 0
        ? "The environments offer no service whose connections could be asked for."
        : "No customer that was named connects to a service that was named. Leave out --service or --consumer.",
    );
  return selected;
}

/** What was selected is not there: nothing can be said of it. */
export class CouldNotSelect extends UserError {
  override readonly name = "CouldNotSelect";
}

function check(noun: string, names: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = unknownNames(names ?? [], known);
  if (unknown !== undefined)
    throw new CouldNotSelect(`No such ${noun}:\n${unknown}\n${existingNames(names ?? [], known)}`);
}
