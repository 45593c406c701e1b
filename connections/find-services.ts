import type { CallOptions, Ec2Calls } from "./ec2-calls";
import { allPages, partsOf } from "./pages";

/** Most values of a filter in one call, as the EC2 API allows it. */
export const FILTER_VALUES = 200;

/**
 * Finds endpoint services by their tag `Name`, which each service of this project has.
 *
 * @param names values of the tag.
 * @returns ids of the services with each name: none where it is not deployed, several where one would have to guess.
 */
export async function findServices(
  calls: Ec2Calls,
  names: readonly string[],
  options: CallOptions = {},
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const part of partsOf([...found.keys()], FILTER_VALUES)) {
    const services = await allPages((token) => calls.describeServices({ "tag:Name": part }, token, options));
    for (const { ServiceId, ServiceState = "", Tags = [] } of services) {
      const name = Tags.find(({ Key }) => Key === "Name")?.Value;
      // AWS lists a deleted service for a while.
      if (ServiceId !== undefined && name !== undefined && !/^delet/i.test(ServiceState))
        found.get(name)?.push(ServiceId);
    }
  }
  return found;
}
