import { IPv6 } from "ipaddr.js";

/** Why a text names no IPv6 range, as what was expected instead; undefined when it does. */
export function ipv6RangeProblem(text: string): string | undefined {
  const expected = "an IPv6 range in CIDR notation, such as 2001:db8::/56";
  const [address = "", length = ""] = text.split("/");
  if (!isIpv6(address) || !/^(0|[1-9]\d?|1[01]\d|12[0-8])$/.test(length)) return expected;
  const first = IPv6.networkAddressFromCIDR(text).toRFC5952String();
  // AWS answers with this form, and the AWS provider takes any other for a change.
  return `${first}/${length}` === text
    ? undefined
    : `the first address of its range, as short as can be: ${first}/${length}`;
}

/** Why a text is no IPv6 address, as what was expected instead; undefined when it is one. */
export function ipv6AddressProblem(text: string): string | undefined {
  if (!isIpv6(text)) return "an IPv6 address";
  const short = IPv6.parse(text).toRFC5952String();
  return short === text ? undefined : `the address as short as can be: ${short}`;
}

/** Whether a text is an IPv6 address, without a zone of its own (`%eth0`) and without an IPv4 part. */
function isIpv6(text: string): boolean {
  return text.includes(":") && !/[%.]/.test(text) && IPv6.isValid(text);
}
