import { eachConnection } from "./connections";
import type { Rule } from "./rule";

/** The regions of an external consumer's endpoints are such that the service, or the appliances, are offered to. */
export const endpointRegionRule: Rule = (environment) =>
  eachConnection(environment, ({ file }, name, { regions = [], service, appliance }) => {
    const { region: own } = environment;
    const spec = environment.services?.get(service ?? "")?.spec;
    // Of a service that could not be read, it is not known where it is offered.
    if (own === undefined || (spec === undefined && !environment.appliances?.has(appliance ?? ""))) return [];
    const offered = [own, ...(spec?.supportedRegions ?? [])];
    return regions.flatMap((region, index) =>
      offered.includes(region)
        ? []
        : [
            file.problemAt(
              ["connections", name, "regions", index],
              `a region that ${service ?? appliance} is offered to: ${offered.join(", ")}`,
              spec === undefined
                ? "take it out"
                : `take it out, or add ${region} to \`supportedRegions\` of ${service} in ${environment.file.name}`,
            ),
          ],
    );
  });
