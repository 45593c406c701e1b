import { known } from "../aws/property-problems";
import { crossRegionZoneProblem } from "../aws/zone-id";

/** Fewest zones of an endpoint unless said otherwise: with one zone, the connection fails when that zone fails. */
export const DEFAULT_MINIMUM_ZONES = 2;

/** Which of a VPC's zones an endpoint is in. */
export interface EndpointZones {
  /** Fewest zones of the endpoint. */
  readonly minimumZones?: number | undefined;
  /** Ids of the zones to use: each must be one of the VPC's and of the service's. */
  readonly inZones?: readonly string[] | undefined;
}

/** What is known of the zones on both sides. */
export interface ZoneSurroundings {
  /** Ids of the zones that the VPC has subnets in. */
  readonly vpcZoneIds: readonly string[];
  /** Ids of the zones of the service; undefined where they are not known. */
  readonly serviceZoneIds?: readonly string[] | undefined;
  /** Whether the service is in another region, whose zones have nothing to do with the VPC's. */
  readonly otherRegion: boolean;
}

/** What is wrong with an option of an endpoint: its path, and what was expected instead. */
export interface EndpointProblem {
  readonly path: readonly PropertyKey[];
  readonly expected: string;
}

/** What is wrong with the zones that an endpoint is to be in. */
export function endpointZoneProblems(
  { minimumZones = DEFAULT_MINIMUM_ZONES, inZones }: EndpointZones,
  { vpcZoneIds, serviceZoneIds, otherRegion }: ZoneSurroundings,
): EndpointProblem[] {
  if (inZones === undefined) return [];
  const here = [...vpcZoneIds].sort();
  const problems = inZones.flatMap((zone, index): EndpointProblem[] => {
    const expected =
      inZones.indexOf(zone) < index
        ? "each zone once"
        : !here.includes(zone)
          ? `a zone of the VPC: ${here.join(", ")}`
          : otherRegion
            ? crossRegionZoneProblem(zone)
            : serviceZoneIds && !serviceZoneIds.includes(zone)
              ? `a zone of the service: ${[...serviceZoneIds].sort().join(", ")}`
              : undefined;
    return expected === undefined ? [] : [{ path: ["inZones", index], expected }];
  });
  const needed = known(minimumZones) ? minimumZones : 1;
  return inZones.length < needed && problems.length === 0
    ? [{ path: ["inZones"], expected: `at least ${needed} zone(s), or a lower \`minimumZones\`` }]
    : problems;
}

/** Zones of a VPC that an endpoint can be in, as far as synthesis knows; sorted. */
export function usableZones({ vpcZoneIds, serviceZoneIds, otherRegion }: ZoneSurroundings): string[] {
  return [...vpcZoneIds]
    .filter((zone) =>
      otherRegion ? crossRegionZoneProblem(zone) === undefined : (serviceZoneIds?.includes(zone) ?? true),
    )
    .sort();
}

/** Zones of an endpoint, as far as synthesis knows: those of the VPC that are asked for, else those that it can be in. */
export function expectedZones({ inZones }: EndpointZones, surroundings: ZoneSurroundings): string[] {
  return inZones ? inZones.filter((zone) => surroundings.vpcZoneIds.includes(zone)) : usableZones(surroundings);
}
