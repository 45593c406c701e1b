import { parseArn } from "../../aws/arn";
import { addressNumber } from "../../aws/cidr";
import { isIpv6, privateAddressProblem } from "../../aws/ip-address";
import { resourceId } from "../../aws/resource-id";

/** Families of addresses, one of which all targets of a target group have. */
export const TARGET_ADDRESS_TYPES = ["ipv4", "ipv6"] as const;

/** `ipv4` or `ipv6`. */
export type TargetAddressType = (typeof TARGET_ADDRESS_TYPES)[number];

/** Why a text is no id of an instance, as what was expected instead; undefined when it is one. */
export function instanceIdProblem(text: string): string | undefined {
  return resourceId("i").test(text) ? undefined : "the id of an instance, such as i-0123456789abcdef0";
}

/** Why a text is no address of a target, as what was expected instead; undefined when it is one. */
export function targetAddressProblem(text: string, addressType: TargetAddressType): string | undefined {
  if (addressType === "ipv6") return isIpv6(text) ? undefined : "an IPv6 address";
  return addressNumber(text) === undefined ? "an IPv4 address" : undefined;
}

/**
 * Why a text cannot be the address of a target outside the VPC, as what was expected instead; undefined when it can. Source:
 * User Guide for Network Load Balancers, "Register targets".
 */
export function outsideAddressProblem(text: string): string | undefined {
  return privateAddressProblem(text, "an IPv4 address");
}

/** Why a text is no ARN of an Application Load Balancer, as what was expected instead; undefined when it is one. */
export function applicationLoadBalancerArnProblem(text: string): string | undefined {
  const { service, resource = "" } = parseArn(text) ?? {};
  return service === "elasticloadbalancing" && /^loadbalancer\/app\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/.test(resource)
    ? undefined
    : "the ARN of an Application Load Balancer: arn:<partition>:elasticloadbalancing:<region>:<account>:loadbalancer/app/<name>/<16 hex digits>";
}

/** Why a text is no ARN of a target group, as what was expected instead; undefined when it is one. */
export function targetGroupArnProblem(text: string): string | undefined {
  const { service, resource = "" } = parseArn(text) ?? {};
  return service === "elasticloadbalancing" && /^targetgroup\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/.test(resource)
    ? undefined
    : "the ARN of a target group: arn:<partition>:elasticloadbalancing:<region>:<account>:targetgroup/<name>/<16 hex digits>";
}
