import { IPv6 } from "ipaddr.js";
import { addressNumber, isPrivate } from "./cidr";

/** Whether a text is an address of IPv6, without a zone of its own machine. */
export function isIpv6(text: string): boolean {
  return text.includes(":") && IPv6.isValid(text) && !text.includes("%");
}

/**
 * Why a text is no private IPv4 address (RFC 1918 or RFC 6598), as what was expected instead; undefined when it is one.
 *
 * @param otherwise what was expected of a text that is no IPv4 address at all.
 */
export function privateAddressProblem(text: string, otherwise: string): string | undefined {
  const number = addressNumber(text);
  if (number === undefined) return otherwise;
  return isPrivate({ text, first: number, last: number, prefixLength: 32 })
    ? undefined
    : "a private address, within 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10";
}
