import { targetGroupKey } from "../../modules/provider/load-balancer/target-groups";
import type { TargetsProps } from "../../modules/provider/load-balancer/targets";
import { type ShiftedListener, zonalShiftProblems } from "../../modules/provider/load-balancer/zonal-shift";
import { asMapping, isMapping, type Mapping, part, type Report, soundParts } from "../fields";
import { subnetRangesOf, vpc, zonesOf } from "../vpc-schema";
import { makesMain } from "./existing-load-balancers";
import { loadBalancer } from "./load-balancer-schema";
import { targetsPropsOf } from "./targets";
import { listenerTargets, targets } from "./targets-schema";

/** A zonal shift takes a zone away, and what is in it: what must hold for it of listeners, targets and zones. */
export function zonalShiftRule(service: Mapping, report: Report): void {
  const spec = part(vpc, service.vpc);
  if (spec === undefined || !makesMain(service.loadBalancer)) return;
  const around = { zoneIds: zonesOf(spec), subnetCidrBlocks: subnetRangesOf(spec) };
  const options = soundParts(loadBalancer, service.loadBalancer);
  for (const { path, expected, fix } of zonalShiftProblems(options, around, shiftedListeners(service)))
    report(["loadBalancer", ...path], expected, fix);
}

/** What listeners forward to, each target group by itself, as far as it can be read. */
function shiftedListeners(service: Mapping): Record<string, ShiftedListener> {
  const ofAll = part(targets, service.targets ?? { type: "sample" });
  return Object.fromEntries(
    Object.entries(asMapping(service.listeners)).flatMap(([name, listener]) => {
      if (!isMapping(listener)) return [];
      if (listener.targetGroups !== undefined)
        return Object.entries(asMapping(listener.targetGroups)).map(([group, spec]) => [
          targetGroupKey(name, group),
          { listener, targets: targetsIn(asMapping(spec).targets) },
        ]);
      const own = listener.targets === undefined ? ofAll && targetsPropsOf(ofAll) : targetsIn(listener.targets);
      return [[name, { listener, targets: own }]];
    }),
  );
}

function targetsIn(value: unknown): TargetsProps | undefined {
  const spec = part(listenerTargets, value);
  return spec && targetsPropsOf(spec);
}
