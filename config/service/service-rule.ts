import { addressNumber, contains, parseCidr } from "../../modules/aws/cidr";
import { type Acceptance, openServiceProblem } from "../../modules/provider/endpoint-service";
import { asList, asMapping, eachOnce, type Mapping, type Report } from "../fields";
import { cardRule } from "./card-rule";
import { crossRegionRule } from "./cross-region-rule";
import { listenersRule } from "./listeners-rule";
import { loadBalancerRule } from "./load-balancer-rule";

/** What must hold between the keys of a service. */
export function serviceRule(service: Mapping, report: Report): void {
  listenersRule(service, report);
  loadBalancerRule(service, report);
  const open = openServiceProblem(asList(service.allowedPrincipals) as string[], service.acceptance as Acceptance);
  if (open !== undefined)
    report(["acceptance"], open, "set `acceptance: registered` or `manual`, or name the principals");
  cardRule(service, report);
  eachOnce(["allowedPrincipals"], asList(service.allowedPrincipals), "principal", report);
  crossRegionRule(service, report);
  eachOnce(["targets", "ids"], asList(asMapping(service.targets).ids), "instance", report);
  eachOnce(["targets", "addresses"], asList(asMapping(service.targets).addresses), "address", report);
  addressesWithin(asMapping(service.vpc).cidr, asList(asMapping(service.targets).addresses), report);
}

function addressesWithin(vpcCidr: unknown, addresses: readonly unknown[], report: Report): void {
  const range = typeof vpcCidr === "string" ? parseCidr(vpcCidr) : "";
  if (typeof range === "string") return;
  addresses.forEach((address, index) => {
    const number = typeof address === "string" ? addressNumber(address) : undefined;
    if (number !== undefined && !contains(range, { first: number, last: number }))
      report(["targets", "addresses", index], `an address within the VPC, ${range.text}`);
  });
}
