import type { Observation } from "./observation";
import { STATES, type State } from "./state";

/**
 * What is declared of an endpoint or a customer: `ended` is an access whose `until` has passed, `unknown` no record.
 */
export const DECLARED = [...STATES, "ended", "unknown"] as const;

/** Something that is declared, or not. */
export type Declared = (typeof DECLARED)[number];

/** What is done with endpoints that no record names: they are left as they are, or rejected. */
export type UnknownPolicy = "leave" | "reject";

/** Kinds of differences between what is declared and what is observed. */
export const DIFFERENCES = [
  "not-accepted-yet",
  "never-connected",
  "endpoint-deleted",
  "endpoint-failed",
  "request-expired",
  "rejected-but-allowed",
  "request-while-invited",
  "connected-but-invited",
  "request-while-draining",
  "request-of-revoked",
  "revoked-but-connected",
  "request-of-ended",
  "ended-but-connected",
  "ended-not-revoked",
  "unknown-request",
  "unknown-connected",
  "other-account",
  "other-region",
] as const;

/** A kind of difference. */
export type Difference = (typeof DIFFERENCES)[number];

/** What follows from something declared and something observed. */
export interface Decision {
  /** What is done to the endpoint. */
  readonly action: "none" | "accept" | "reject";
  /** How it differs from what is declared; undefined where it is as declared. */
  readonly difference: Difference | undefined;
  /** The decision in a sentence. */
  readonly says: string;
}

const done = (says: string): Decision => ({ action: "none", difference: undefined, says });
const differs = (difference: Difference, says: string, action: Decision["action"] = "none"): Decision => ({
  action,
  difference,
  says,
});

/**
 * What the states of an allowed customer lead to. AWS does not document whether a rejected connection can be accepted
 * again: it is tried.
 */
const ALLOWED: Readonly<Record<Observation, Decision>> = {
  none: differs("never-connected", "The customer may connect, and has no endpoint."),
  waiting: differs("not-accepted-yet", "The request is to be accepted.", "accept"),
  pending: done("The connection is being made."),
  available: done("The customer is connected."),
  rejected: differs(
    "rejected-but-allowed",
    "The connection was rejected. It is to be accepted again; if AWS refuses, the customer must make a new endpoint.",
    "accept",
  ),
  deleted: differs("endpoint-deleted", "The customer deleted the endpoint. Nothing is to be done."),
  failed: differs("endpoint-failed", "The endpoint failed. The customer must make a new one."),
  expired: differs("request-expired", "The request expired. The customer must make a new endpoint."),
};

const GONE = done("Nothing is connected.");

const INVITED: Readonly<Record<Observation, Decision>> = {
  none: done("The customer is invited, and has no endpoint."),
  waiting: differs("request-while-invited", "The request waits until the customer is allowed."),
  pending: differs("connected-but-invited", "Somebody else accepts this connection. It is left as it is."),
  available: differs("connected-but-invited", "Somebody else accepted this connection. It is left as it is."),
  rejected: GONE,
  deleted: GONE,
  failed: GONE,
  expired: GONE,
};

const DRAINING: Readonly<Record<Observation, Decision>> = {
  none: GONE,
  waiting: differs("request-while-draining", "Nothing new is accepted. The request waits."),
  pending: done("The connection is being made. It stays."),
  available: done("The customer is still connected."),
  rejected: GONE,
  deleted: GONE,
  failed: GONE,
  expired: GONE,
};

const REVOKED: Readonly<Record<Observation, Decision>> = {
  none: GONE,
  waiting: differs("request-of-revoked", "The request is to be rejected.", "reject"),
  pending: differs("revoked-but-connected", "The connection is to be rejected.", "reject"),
  available: differs("revoked-but-connected", "The connection is to be rejected.", "reject"),
  rejected: GONE,
  deleted: GONE,
  failed: GONE,
  expired: GONE,
};

const NOT_REVOKED = differs("ended-not-revoked", "The access has ended. The record still has to say `revoked`.");

const ENDED: Readonly<Record<Observation, Decision>> = {
  none: NOT_REVOKED,
  waiting: differs("request-of-ended", "The access has ended. The request is to be rejected.", "reject"),
  pending: differs("ended-but-connected", "The access has ended. The connection is to be rejected.", "reject"),
  available: differs("ended-but-connected", "The access has ended. The connection is to be rejected.", "reject"),
  rejected: NOT_REVOKED,
  deleted: NOT_REVOKED,
  failed: NOT_REVOKED,
  expired: NOT_REVOKED,
};

const UNKNOWN: Readonly<Record<Observation, Decision>> = {
  none: GONE,
  waiting: differs("unknown-request", "No record names this endpoint. It is left as it is."),
  pending: differs("unknown-connected", "No record names this endpoint. It is left as it is."),
  available: differs("unknown-connected", "No record names this endpoint. It is left as it is."),
  rejected: GONE,
  deleted: GONE,
  failed: GONE,
  expired: GONE,
};

const TABLE: Readonly<Record<Declared, Readonly<Record<Observation, Decision>>>> = {
  invited: INVITED,
  allowed: ALLOWED,
  draining: DRAINING,
  revoked: REVOKED,
  ended: ENDED,
  unknown: UNKNOWN,
};

/** What of an endpoint is not as the record says that names its id. */
export type Mismatch = Extract<Difference, "other-account" | "other-region">;

/**
 * Decides about an endpoint that a record names by its id, and that is of another account or region than the record
 * says. The record does not count then. The action is that of an unknown endpoint.
 *
 * @param names how it is named and what it is, such as `globex/orders names this endpoint, but ...`: a clause.
 */
export function decideMismatch(
  mismatch: Mismatch,
  observed: Observation,
  unknown: UnknownPolicy,
  names: string,
): Decision {
  const decision = decide("unknown", observed, unknown);
  if (decision.difference === undefined) return decision;
  const end = decision.action === "reject" ? "It is to be rejected." : "It is left as it is.";
  return { ...decision, difference: mismatch, says: `${names}. ${end}` };
}

/** Decides what follows from something declared and something observed. The table in the docs is made of this. */
export function decide(declared: Declared, observed: Observation, unknown: UnknownPolicy = "leave"): Decision {
  const decision = TABLE[declared][observed];
  return declared === "unknown" && unknown === "reject" && decision.difference !== undefined
    ? { ...decision, action: "reject", says: "No record names this endpoint. It is to be rejected." }
    : decision;
}

/**
 * What a record declares on a day.
 *
 * @param record the state, and the last day of the access.
 * @param today the day (UTC), as YYYY-MM-DD.
 */
export function declaredOn(record: { readonly state: State; readonly until?: string }, today: string): Declared {
  const hasEnded = record.until !== undefined && record.until < today;
  return hasEnded && (record.state === "allowed" || record.state === "draining") ? "ended" : record.state;
}
