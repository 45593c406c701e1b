/** Address types of endpoints. */
export const IP_ADDRESS_TYPES = ["ipv4", "ipv6"] as const;

/** An address type of endpoints. */
export type IpAddressType = (typeof IP_ADDRESS_TYPES)[number];
