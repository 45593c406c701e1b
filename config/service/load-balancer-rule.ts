import { dualstackProblems } from "../../modules/provider/load-balancer/dualstack";
import { LISTENER_PROTOCOLS, type ListenerProtocol } from "../../modules/provider/load-balancer/listener";
import { optionProblems } from "../../modules/provider/load-balancer/options";
import { asList, asMapping, eachOnce, type Mapping, part, type Report, soundParts } from "../fields";
import { isLookedUp, NEW_OR_EXISTING, SERVICE_VPC_FIX, serviceVpc, subnetRangesOf, zonesOf } from "../vpc-schema";
import { makesMain } from "./existing-load-balancers";
import { loadBalancer } from "./load-balancer-schema";

/** What must hold between the load balancer of a service, its VPC and its listeners. */
export function loadBalancerRule(service: Mapping, report: Report): void {
  const { additional, accessLogs } = asMapping(service.loadBalancer);
  additionalRule(asList(additional), report);
  madeBucketRule(asMapping(accessLogs), report);
  const spec = part(serviceVpc, service.vpc);
  if (spec === undefined) return;
  if (isLookedUp(spec) && makesMain(service.loadBalancer)) report(["vpc"], NEW_OR_EXISTING, SERVICE_VPC_FIX);
  const around = {
    // Whether a VPC that is looked up has IPv6 only Terraform knows: it refuses a load balancer that is not dualstack.
    ipv6: spec.ipv6 === true || isLookedUp(spec),
    zoneIds: zonesOf(spec),
    subnetCidrBlocks: subnetRangesOf(spec),
    protocols: protocolsIn(service.listeners),
  };
  const { privateLinkRules, ...ofOneMade } = soundParts(loadBalancer, service.loadBalancer);
  // What is said of one that is made is refused where there is none.
  const options = { privateLinkRules, ...(makesMain(service.loadBalancer) ? ofOneMade : {}) };
  for (const { path, expected, fix, places } of optionProblems(options, around))
    report(
      ["loadBalancer", ...path],
      expected,
      fix,
      places?.map((place) => ["loadBalancer", ...place]),
    );
  addressTypesRule(asList(service.addressTypes), dualstackProblems(options, around), report);
}

function additionalRule(names: readonly unknown[], report: Report): void {
  names.forEach((name, index) => {
    if (name === "main")
      report(["loadBalancer", "additional", index], "a name other than main, which is the first load balancer's");
  });
  eachOnce(["loadBalancer", "additional"], names, "name", report);
}

/** What is said of a bucket that is made goes with none that exists. */
function madeBucketRule(accessLogs: Mapping, report: Report): void {
  for (const key of ["retentionDays", "forceDestroy"])
    if (accessLogs.bucket !== undefined && accessLogs[key] !== undefined)
      report(
        ["loadBalancer", "accessLogs", key],
        "none with a bucket that exists, which has its own",
        "take it out, or take `bucket` out to have one made",
      );
}

function addressTypesRule(types: readonly unknown[], dualstack: readonly string[], report: Report): void {
  const path = ["addressTypes"];
  const ipv6 = types.indexOf("ipv6");
  if (ipv6 >= 0) for (const expected of dualstack) report([...path, ipv6], `with ipv6, ${expected}`);
  // Of a type that there is not, something is said already.
  if (types.length > 0 && types.every((type) => type === "ipv6"))
    report(path, "ipv4 among them: a dualstack load balancer has both", "write `[ipv4, ipv6]`");
  eachOnce(path, types, "address type", report);
}

/** Protocols of the listeners by name, of those that have one. */
function protocolsIn(listeners: unknown): Record<string, ListenerProtocol> {
  const protocols = Object.entries(asMapping(listeners)).flatMap(([name, listener]): [string, ListenerProtocol][] => {
    const { protocol = "TCP" } = asMapping(listener);
    const known = LISTENER_PROTOCOLS.find((each) => each === protocol);
    return known === undefined ? [] : [[name, known]];
  });
  return Object.fromEntries(protocols);
}
