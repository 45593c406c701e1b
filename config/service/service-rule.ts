import { type Acceptance, openServiceProblem } from "../../modules/provider/acceptance";
import { asList, eachOnce, type Mapping, type Report } from "../fields";
import { acceptanceRule } from "./acceptor-rule";
import { cardRule } from "./card-rule";
import { crossRegionRule } from "./cross-region-rule";
import { listenersRule } from "./listeners-rule";
import { loadBalancerRule } from "./load-balancer-rule";
import { targetsRule } from "./targets-rule";
import { zonalShiftRule } from "./zonal-shift-rule";

/** What must hold between the keys of a service. */
export function serviceRule(service: Mapping, report: Report): void {
  listenersRule(service, report);
  loadBalancerRule(service, report);
  const open = openServiceProblem(asList(service.allowedPrincipals) as string[], service.acceptance as Acceptance);
  if (open !== undefined)
    report(["acceptance"], open, "set `acceptance: registered` or `manual`, or name the principals");
  acceptanceRule(service, report);
  cardRule(service, report);
  eachOnce(["allowedPrincipals"], asList(service.allowedPrincipals), "principal", report);
  crossRegionRule(service, report);
  targetsRule(service, report);
  zonalShiftRule(service, report);
}
