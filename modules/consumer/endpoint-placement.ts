import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { elementsOf, joined } from "../aws/expressions";
import { zoneNamesById } from "../aws/zone-names";
import type { IVpc } from "../vpc";
import type { IEndpointService } from "./endpoint-service-lookup";
import { DEFAULT_MINIMUM_ZONES, type EndpointZones, usableZones } from "./endpoint-zones";

/** Where an endpoint is placed. */
export interface EndpointPlacement {
  readonly subnetIds: string[];
  /** What must hold for it when Terraform plans. @default - nothing: synthesis knew all */
  readonly precondition?: { readonly condition: string; readonly errorMessage: string };
}

/** What a placement depends on. */
export interface PlacementProps extends EndpointZones {
  /** Name of the endpoint. */
  readonly name: string;
  readonly vpc: Pick<IVpc, "subnetIds">;
  readonly service: IEndpointService;
  /** What the user takes a zone out of, as messages say it. @default "`inZones`" */
  readonly zonesBy?: string;
}

/**
 * The subnets of an endpoint: those in the service's zones. They are compared by id at synthesis where the ids are
 * known, else in the account's own naming when Terraform plans. Zones that are asked for must all be the service's.
 */
export function placeEndpoint(scope: Construct, props: PlacementProps): EndpointPlacement {
  const { vpc, service, inZones } = props;
  const { availabilityZones, zoneIds } = service;
  const otherRegion = service.region !== undefined;
  if (!otherRegion && zoneIds === undefined && availabilityZones !== undefined)
    return byZoneName(scope, props, availabilityZones);
  if (inZones === undefined && zoneIds === undefined && !otherRegion)
    return { subnetIds: Object.values(vpc.subnetIds) };
  const surroundings = { vpcZoneIds: Object.keys(vpc.subnetIds), serviceZoneIds: zoneIds, otherRegion };
  const zones = inZones ? [...inZones].sort() : usableZones(surroundings);
  return { subnetIds: zones.map((zone) => vpc.subnetIds[zone] as string) };
}

/** The same where only Terraform knows the service's zones: names of zones differ from account to account, ids do not. */
function byZoneName(scope: Construct, props: PlacementProps, serviceZones: readonly string[]): EndpointPlacement {
  const { name, vpc, inZones, minimumZones = DEFAULT_MINIMUM_ZONES, zonesBy = "`inZones`" } = props;
  const chosen = inZones ? [...inZones].sort() : Object.keys(vpc.subnetIds);
  const needed = inZones ? inZones.length : minimumZones;
  const zoneNames = new TerraformLocal(scope, "zone_names", `\${${zoneNamesById(scope, "zones")}}`);
  const subnetIds = Object.fromEntries(chosen.map((zone) => [zone, vpc.subnetIds[zone] as string]));
  const subnets = new TerraformLocal(scope, "subnets", subnetIds);
  const offered = new TerraformLocal(scope, "service_zones", serviceZones);
  const shared = new TerraformLocal(
    scope,
    "subnets_in_service_zones",
    `\${[for zone_id, subnet_id in ${subnets.fqn} : subnet_id if contains(${elementsOf(offered.fqn)}, lookup(${zoneNames.fqn}, zone_id, zone_id))]}`,
  );
  const named = `\${join(", ", [for zone_id in ${JSON.stringify([...chosen].sort())} : "\${zone_id} (\${lookup(${zoneNames.fqn}, zone_id, "not in this account")})"])}`;
  const [wanted, fix] = inZones
    ? [
        "The endpoint is to be in",
        `Take the others out of ${zonesBy}, or ask the provider of the service to offer them.`,
      ]
    : [
        "The VPC has subnets in",
        "Add a subnet in one of the service's zones, ask its provider to offer one of yours, or lower the minimum of zones.",
      ];
  return {
    // Those that are asked for are known, whatever the service's turn out to be.
    subnetIds: inZones ? Object.values(subnetIds) : shared.asList,
    precondition: {
      condition: `\${length(${shared.fqn}) >= ${needed}}`,
      errorMessage:
        `Endpoint ${name} needs ${needed} zone(s) that both the service and the VPC are in, but found \${length(${shared.fqn})}. ` +
        `The service is offered in: \${${joined(offered.fqn, "no zone")}}. ${wanted}: ${named}. ${fix}`,
    },
  };
}
