// Not from all of cdktf, which takes 0.3 s to load: config loads this file, and builds nothing.

/**
 * Why an endpoint of appliances cannot be in a zone, as what was expected instead; undefined when it can.
 *
 * @param serviceZoneIds ids of the zones of the appliances' endpoint service; undefined where they are not known.
 */
export function applianceZoneProblem(zone: string, serviceZoneIds: readonly string[] | undefined): string | undefined {
  return serviceZoneIds === undefined || serviceZoneIds.includes(zone)
    ? undefined
    : `a zone of the appliances: ${[...serviceZoneIds].sort().join(", ")}`;
}

/**
 * Why the zones of clients and of endpoints do not go together, as what was expected instead; undefined when they do.
 */
export function clientZonesProblem(
  clientZones: readonly string[],
  endpointZones: readonly string[],
): string | undefined {
  const zones = [...endpointZones].sort();
  return [...clientZones].sort().join() === zones.join()
    ? undefined
    : `the zones of the endpoints' subnets: ${zones.join(", ")}`;
}
