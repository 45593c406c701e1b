/** What can happen to a connection: it is asked for, accepted, rejected, or its endpoint is deleted. */
export const CONNECTION_EVENTS = ["Connect", "Accept", "Reject", "Delete"] as const;

/** Something that can happen to a connection. */
export type ConnectionEvent = (typeof CONNECTION_EVENTS)[number];
