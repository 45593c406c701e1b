/** States of an endpoint connection, as the EC2 API has them (`VpcEndpointState`). */
export const ENDPOINT_STATES = [
  "pendingAcceptance",
  "pending",
  "available",
  "rejected",
  "deleting",
  "deleted",
  "failed",
  "expired",
  "partial",
] as const;

/** A state of an endpoint connection. */
export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** Account or region of an endpoint that nobody told: states do not have those of an endpoint that they only accept. */
export const NOT_KNOWN = "unknown";

/** A connection to an endpoint service, as AWS describes it to the service's owner. */
export interface ObservedConnection {
  /** `vpce-...` */
  readonly endpointId: string;
  /** Account of the endpoint, 12 digits; {@link NOT_KNOWN} where states do not say it. */
  readonly owner: string;
  /** Region of the endpoint; {@link NOT_KNOWN} where states do not say it. */
  readonly region: string;
  readonly state: EndpointState;
  /** When the endpoint was made, as an ISO 8601 time; undefined where it is not known. */
  readonly createdAt?: string;
}

/**
 * What there is of a customer or an endpoint, as decisions are made by it: `none` is a customer without an endpoint,
 * `waiting` an endpoint that waits for acceptance, `pending` one that is being connected.
 */
export const OBSERVATIONS = [
  "none",
  "waiting",
  "pending",
  "available",
  "rejected",
  "deleted",
  "failed",
  "expired",
] as const;

/** Something that is observed. */
export type Observation = (typeof OBSERVATIONS)[number];

/** What a state of AWS's counts as. A `partial` endpoint is connected in some of its zones. */
export function observationOf(state: EndpointState): Observation {
  switch (state) {
    case "pendingAcceptance":
      return "waiting";
    case "deleting":
      return "deleted";
    case "partial":
      return "available";
    default:
      return state;
  }
}
