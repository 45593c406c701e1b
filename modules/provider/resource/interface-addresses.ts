/** IPv4 addresses of each network interface unless said otherwise (VPC Lattice User Guide, "Resource gateways"). */
export const DEFAULT_ADDRESSES_PER_INTERFACE = 16;

/** Most IPv4 addresses of a network interface. */
export const MAX_ADDRESSES_PER_INTERFACE = 62;

/**
 * Why the addresses of a gateway's network interfaces do not fit, as what was expected instead; undefined when they do.
 *
 * @param prefixLength of the smallest subnet. AWS keeps five addresses of each subnet for itself.
 */
export function addressRoomProblem(addresses: number, prefixLength: number): string | undefined {
  const room = 2 ** (32 - prefixLength) - 5;
  return addresses <= room ? undefined : `at most ${room} addresses, as many as a subnet of /${prefixLength} has`;
}
