import { addressNumber, contains, parseCidr } from "../../modules/aws/cidr";
import { isIpv6 } from "../../modules/aws/ip-address";
import { forwardingProblems, groupForwardingProblems } from "../../modules/provider/load-balancer/forwarding-rule";
import type { TargetsProps } from "../../modules/provider/load-balancer/targets";
import { asList, asMapping, eachOnce, isMapping, type Mapping, part, type Report } from "../fields";
import { countListenerSets, makesListeners } from "./existing-load-balancers";
import { targetsPropsOf } from "./targets";
import { listenerTargets, targets } from "./targets-schema";

/** Network Load Balancers that an Application Load Balancer can be a target of (User Guide for Network Load Balancers). */
export const LOAD_BALANCERS_OF_AN_ALB = 2;

/** What must hold between targets, and between them and the rest of a service. */
export function targetsRule(service: Mapping, report: Report): void {
  // Listeners that exist forward to targets of their own.
  if (!makesListeners(service.loadBalancer)) return;
  placeRule(["targets"], asMapping(service.targets), service, report);
  const listeners = Object.entries(asMapping(service.listeners)).filter(([, listener]) => isMapping(listener));
  const ofAll = part(targets, service.targets ?? { type: "sample" });
  for (const [name, each] of listeners) {
    const listener = asMapping(each);
    if (listener.targetGroups !== undefined) {
      groupsRule(name, listener, service, report);
      continue;
    }
    const own = listener.targets === undefined ? ofAll : part(listenerTargets, listener.targets);
    if (listener.targets !== undefined)
      placeRule(["listeners", name, "targets"], asMapping(listener.targets), service, report);
    if (own)
      for (const { path, expected, fix } of forwardingProblems(listener, targetsPropsOf(own)))
        report(["listeners", name, ...path], expected, fix);
  }
}

/** What must hold of each of several target groups, and of them together. */
function groupsRule(name: string, listener: Mapping, service: Mapping, report: Report): void {
  const read: [string, TargetsProps][] = [];
  for (const [key, group] of Object.entries(asMapping(listener.targetGroups))) {
    const spec = asMapping(group).targets;
    placeRule(["listeners", name, "targetGroups", key, "targets"], asMapping(spec), service, report);
    const own = part(listenerTargets, spec);
    if (own) read.push([key, targetsPropsOf(own)]);
  }
  for (const { path, expected, fix } of groupForwardingProblems(listener, Object.fromEntries(read)))
    report(["listeners", name, ...path], expected, fix);
}

/** What must hold between the keys of targets, wherever they stand, and their service. */
function placeRule(path: string[], spec: Mapping, service: Mapping, report: Report): void {
  eachOnce([...path, "ids"], asList(spec.ids), "instance", report);
  eachOnce([...path, "addresses"], asList(spec.addresses), "address", report);
  eachOnce([...path, "outsideAddresses"], asList(spec.outsideAddresses), "address", report);
  eachOnce([...path, "names"], asList(spec.names), "group", report);
  asList(spec.outsideAddresses).forEach((address, index) => {
    if (asList(spec.addresses).includes(address))
      report([...path, "outsideAddresses", index], "an address that is not among `addresses`", "take one of them out");
  });
  addressesWithin(path, asMapping(service.vpc), asList(spec.addresses), report);
  ipv6Rule(path, spec, service, report);
  if (spec.outsideAddresses !== undefined && asMapping(service.vpc).cidr !== undefined)
    report(
      [...path, "outsideAddresses"],
      "none with a VPC that is made, which has no way out",
      "name a VPC that exists under `vpc.id`, with routes to the targets",
    );
  if (spec.tags !== undefined && asMapping(service.vpc).cidr !== undefined)
    report(
      [...path, "tags"],
      "none with a VPC that is made: Terraform finds instances when it plans, before the VPC is there",
      "name a VPC that exists under `vpc.id`, or use an Auto Scaling group (`type: autoScalingGroup`)",
    );
  const loadBalancers = countListenerSets(service.loadBalancer);
  if (spec.type === "targetGroup" && loadBalancers > 1)
    report(
      [...path, "arn"],
      `no target group that exists for ${loadBalancers} load balancers: it is of one alone`,
      "have listeners on one load balancer, or let target groups be made",
    );
  if (spec.type === "alb" && loadBalancers > LOAD_BALANCERS_OF_AN_ALB)
    report(
      [...path, "arn"],
      `at most ${LOAD_BALANCERS_OF_AN_ALB} load balancers in front of an Application Load Balancer, not ${loadBalancers}`,
      "take load balancers out",
    );
}

function addressesWithin(path: string[], { cidr }: Mapping, addresses: readonly unknown[], report: Report): void {
  const range = typeof cidr === "string" ? parseCidr(cidr) : "";
  if (typeof range === "string") return;
  addresses.forEach((address, index) => {
    const number = typeof address === "string" ? addressNumber(address) : undefined;
    if (number !== undefined && !contains(range, { first: number, last: number }))
      report([...path, "addresses", index], `an address within the VPC, ${range.text}`);
  });
}

/** A target group of IPv6 wants a load balancer that has both families. */
function ipv6Rule(path: string[], { addresses }: Mapping, { addressTypes }: Mapping, report: Report): void {
  const index = asList(addresses).findIndex((address) => isIpv6(String(address)));
  if (index >= 0 && !asList(addressTypes).includes("ipv6"))
    report(
      [...path, "addresses", index],
      "an IPv4 address: targets have IPv6 behind a dualstack load balancer alone",
      "set `addressTypes: [ipv4, ipv6]`, and `ipv6: true` of the VPC",
    );
}
