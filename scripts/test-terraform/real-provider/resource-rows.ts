import {
  ResourceConfiguration,
  type ResourceConfigurationProps,
  ResourceGateway,
  type ResourceGatewayProps,
} from "../../../modules/provider";
import { otherSubnet, type Planned, type Row, type Surroundings, zonesOf } from "./row";

const NOTHING = () => ({});
const DESTINATIONS = { resource: { to: "10.10.0.9/32", ports: [443] } };

/** A change of a resource gateway in two zones. */
function gateway(
  id: string,
  change: string,
  expected: Planned,
  after: (around: Surroundings) => Partial<ResourceGatewayProps>,
): Row {
  const make = (given: (around: Surroundings) => Partial<ResourceGatewayProps>): Row["before"] => {
    return (scope, construct, around) =>
      void new ResourceGateway(scope, construct, {
        name: id,
        vpc: zonesOf(around.vpc, 2),
        destinations: DESTINATIONS,
        ...given(around),
      });
  };
  const type = "aws_vpclattice_resource_gateway";
  return { id, change, type, expected, before: make(NOTHING), after: make(after) };
}

/** A change of a resource configuration. */
function configuration(
  id: string,
  change: string,
  expected: Planned,
  after: Partial<ResourceConfigurationProps>,
  before: Partial<ResourceConfigurationProps> = {},
): Row {
  const make = (given: Partial<ResourceConfigurationProps>): Row["before"] => {
    return (scope, construct, { vpc }) => {
      const resourceGateway = new ResourceGateway(scope, `${construct}-gateway`, {
        name: id,
        vpc: zonesOf(vpc, 2),
        destinations: DESTINATIONS,
      });
      new ResourceConfiguration(scope, construct, {
        name: id,
        resourceGateway,
        resource: { ipAddress: "10.10.0.9" },
        ports: [443],
        ...given,
      });
    };
  };
  const type = "aws_vpclattice_resource_configuration";
  return { id, change, type, expected, before: make(before), after: make(after) };
}

export const RESOURCE_ROWS: readonly Row[] = [
  gateway("gw-zone-more", "a zone more of a resource gateway", "create then delete", ({ vpc }) => ({
    vpc: zonesOf(vpc, 3),
  })),
  gateway("gw-subnet", "another subnet of a resource gateway", "create then delete", ({ vpc, otherSubnetId }) => ({
    vpc: otherSubnet(zonesOf(vpc, 2), otherSubnetId),
  })),
  gateway("gw-type", "addressType of a resource gateway", "create then delete", () => ({ addressType: "dualstack" })),
  configuration("cfg-ip", "ipAddress of a resource", "update", { resource: { ipAddress: "10.10.0.10" } }),
  configuration("cfg-ports", "ports of a resource", "update", { ports: [443, 8443] }),
  configuration(
    "cfg-dns",
    "dnsName of a resource",
    "create then delete",
    { resource: { dnsName: "b.example.com" } },
    { resource: { dnsName: "a.example.com" } },
  ),
  configuration("cfg-name", "name of a resource configuration", "create then delete", { name: "another" }),
];
