import { type Acceptance, openServiceProblem } from "../../modules/provider/acceptance";
import { SAMPLE_INSTANCE_TYPE } from "../../modules/provider/sample-application/default-instance-type";
import { encryptedWorkloadRule } from "../encryption-control-schema";
import { asList, asMapping, eachOnce, type Mapping, type Report } from "../fields";
import { acceptanceRule } from "./acceptor-rule";
import { cardRule } from "./card-rule";
import { crossRegionRule } from "./cross-region-rule";
import { makesMain } from "./existing-load-balancers";
import { listenersRule } from "./listeners-rule";
import { loadBalancerRule } from "./load-balancer-rule";
import { targetsRule } from "./targets-rule";
import { tlsListenersOf } from "./tls-listeners";
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
  encryptedWorkloadRule(
    service.vpc,
    {
      role: "service",
      instanceTypes: sampleInstanceTypes(service),
      tlsListeners: tlsListenersOf(asMapping(service.listeners)),
    },
    report,
  );
}

/** Types of the instances of the sample application, where there is one. */
function sampleInstanceTypes(service: Mapping): string[] {
  const { type = "sample", instanceType = SAMPLE_INSTANCE_TYPE } = asMapping(service.targets);
  const served = Object.values(asMapping(service.listeners)).some((each) => asMapping(each).targets === undefined);
  return type === "sample" && served && makesMain(service.loadBalancer) && typeof instanceType === "string"
    ? [instanceType]
    : [];
}
