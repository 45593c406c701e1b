import type { Mismatch } from "./decide";
import { NOT_KNOWN, type ObservedConnection } from "./observation";
import type { LedgerEntry } from "./service-ledger";

/** Whether an endpoint is of an account and a region of a record. What is not known of it speaks against none. */
export function isOf(entry: LedgerEntry, connection: ObservedConnection): boolean {
  return isOfAccount(entry, connection) && isOfRegion(entry, connection);
}

function isOfAccount({ accounts }: LedgerEntry, { owner }: ObservedConnection): boolean {
  return owner === NOT_KNOWN || accounts.includes(owner);
}

function isOfRegion({ regions }: LedgerEntry, { region }: ObservedConnection): boolean {
  return region === NOT_KNOWN || regions === undefined || regions.includes(region);
}

/** Of what other account or region an endpoint is than a record says that names its id. */
export function mismatchOf(entry: LedgerEntry, connection: ObservedConnection): { kind: Mismatch; says: string } {
  const { accounts, regions = [] } = entry;
  const { owner, region } = connection;
  return isOfAccount(entry, connection)
    ? { kind: "other-region", says: `it is of region ${region}; expected: ${regions.join(" or ")}` }
    : { kind: "other-account", says: `it is of account ${owner}; expected: ${accounts.join(" or ")}` };
}
