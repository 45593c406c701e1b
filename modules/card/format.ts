/** What a service card says of itself under `format`. */
export const CARD_FORMAT = "privatelink-service-card";

/** Version of the format that this project writes, and the only one that it reads: see README.md for what changes it. */
export const CARD_VERSION = 1;
