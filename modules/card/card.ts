import { UserError } from "../../support/user-error";
import { CARD_FORMAT, CARD_VERSION } from "./format";
import { serviceCardSchema } from "./schema";
import type { ServiceCard } from "./service-card";

/** What a card is made from: all but what every card says of itself. */
export type ServiceCardFields = Omit<ServiceCard, "format" | "version" | "type">;

/**
 * Makes the card of a service. Lists come out sorted and keys in one order, so that the same service gives the same text.
 *
 * @throws UserError that lists everything wrong with it.
 */
export function serviceCard(fields: ServiceCardFields): ServiceCard {
  const result = parse(fields);
  if (result.success) return result.data;
  throw invalidCard(`card of service ${fields.service}`, result.error.issues);
}

/** The same without an error: undefined where something is wrong with it. */
export function soundCard(fields: ServiceCardFields): ServiceCard | undefined {
  return parse(fields).data;
}

function parse(fields: ServiceCardFields) {
  return serviceCardSchema.safeParse({
    format: CARD_FORMAT,
    version: CARD_VERSION,
    type: "Interface",
    ...fields,
    supportedRegions: sorted(fields.supportedRegions),
    zoneIds: sorted(fields.zoneIds),
    addressTypes: sorted(fields.addressTypes),
    listeners: Object.fromEntries(Object.entries(fields.listeners).sort(([a], [b]) => (a < b ? -1 : 1))),
  } satisfies ServiceCard);
}

/** One thing that is wrong with a card. */
interface CardIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** An error that lists what is wrong with a card. */
export function invalidCard(what: string, issues: readonly CardIssue[]): UserError {
  const lines = issues.map(({ path, message }) => `  - \`${path.map(String).join(".")}\`: ${message}`);
  return new UserError(`Invalid ${what}:\n${lines.join("\n")}`);
}

function sorted<T extends string>(items: readonly T[]): T[] {
  return [...new Set(items)].sort();
}
