import { parseCidr } from "../../aws/cidr";
import { isIpv6 } from "../../aws/ip-address";
import { ipv6RangeProblem } from "../../aws/ipv6";
import type { PortSpec } from "../../aws/port";
import { resourceId } from "../../aws/resource-id";

/** Where a gateway may connect to. */
export interface GatewayDestination {
  /** IPv4 or IPv6 range, security group (`sg-...`) or managed prefix list (`pl-...`). */
  readonly to: string;
  /** TCP ports there: numbers, or ranges as texts (`"5432-5440"`). */
  readonly ports: readonly PortSpec[];
}

/** Why a text cannot be a destination of a gateway, as what was expected instead; undefined when it can. */
export function destinationProblem(text: string): string | undefined {
  if (resourceId("(sg|pl)").test(text)) return undefined;
  const [address = "", length = ""] = text.split("/");
  if (isIpv6(address) && /^([1-9]|[1-9]\d|1[01]\d|12[0-8])$/.test(length)) return ipv6RangeProblem(text);
  return typeof parseCidr(text) !== "string" && length !== "0"
    ? undefined
    : "an IPv4 or IPv6 range narrower than every address, the id of a security group (sg-...), or the id of a prefix list (pl-...)";
}
