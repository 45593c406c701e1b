import { crossRegionZoneProblem } from "../../modules/aws/zone-id";
import { asList, asMapping, eachOnce, type Mapping, type Report } from "../fields";

/** Seconds after which a load balancer forgets a connection without traffic, when nobody says otherwise. */
const IDLE_TIMEOUT = 350;

/** What must hold of a service that is offered to other regions (AWS PrivateLink Guide, "Cross-Region access"). */
export function crossRegionRule({ supportedRegions, vpc, listeners }: Mapping, report: Report): void {
  const regions = asList(supportedRegions);
  eachOnce(["supportedRegions"], regions, "region", report);
  if (regions.length === 0) return;
  const { zones, subnets } = asMapping(vpc);
  const where: [PropertyKey[], unknown][] = [
    ...asList(zones).map((zone, index): [PropertyKey[], unknown] => [["vpc", "zones", index], zone]),
    ...Object.keys(asMapping(subnets)).map((zone): [PropertyKey[], unknown] => [["vpc", "subnets", zone], zone]),
  ];
  for (const [path, zone] of where) {
    const expected = typeof zone === "string" ? crossRegionZoneProblem(zone) : undefined;
    if (expected !== undefined) report(path, expected, "choose another zone, or take out `supportedRegions`");
  }
  for (const [name, listener] of Object.entries(asMapping(listeners))) {
    const { idleTimeoutSeconds } = asMapping(listener);
    if (idleTimeoutSeconds !== undefined && idleTimeoutSeconds !== IDLE_TIMEOUT)
      report(
        ["listeners", name, "idleTimeoutSeconds"],
        `the default of ${IDLE_TIMEOUT} seconds for a service that is offered to other regions: AWS supports no other there`,
        "take it out, or take out `supportedRegions`",
      );
  }
}
