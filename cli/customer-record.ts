import type { ConsumerSpec } from "../config/consumer-schema";
import { accountsOf } from "../config/environment";
import { principalsOfConsumer } from "../config/estate/principals";
import type { State } from "../ledger/state";

/** What the ledger says of a customer, whatever they connect to. */
export interface CustomerRecord {
  readonly state: State;
  readonly accounts: readonly string[];
  /** ARNs of those who may connect. */
  readonly principals: readonly string[];
  readonly since?: string | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  readonly contact?: string | undefined;
}

/** The record of a customer. @param region of the environment: it tells the partition of the principals. */
export function customerRecord(spec: ConsumerSpec, region: string): CustomerRecord {
  const { state, since, reason, until } = spec;
  const contact = spec.external === true ? spec.contact : undefined;
  return {
    state,
    since,
    reason,
    until,
    contact,
    accounts: accountsOf(spec),
    principals: principalsOfConsumer(spec, region),
  };
}
