import type { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { elementsOf } from "../aws/expressions";
import type { SubnetIdsByZone } from "../vpc";

/**
 * A text for each zone, by the zone's id. Terraform knows it after the apply: `Fn.lookup(map, "use1-az1")` gives one.
 */
export type ByZone = Readonly<Record<string, string>>;

/**
 * Where an endpoint is, and what its network interfaces have: for firewall rules, for DNS outside of AWS, and for the
 * targets of a load balancer in front of it.
 */
export interface EndpointDetails {
  /** Ids of the endpoint's subnets. */
  readonly subnetIds: ByZone;
  /** IPv4 addresses of its network interfaces. Zones without one are left out. */
  readonly ipv4Addresses: ByZone;
  /** IPv6 addresses of its network interfaces. Zones without one are left out. */
  readonly ipv6Addresses: ByZone;
  /** Ids of its security groups: the one that is made, or those that were given. */
  readonly securityGroupIds: readonly string[];
}

/**
 * The details of an endpoint, in its own scope.
 *
 * The addresses are those of `subnet_configuration`, which the AWS provider reads from the network interfaces: so
 * they need no data source, which would have to be asked for ids that no plan of a new endpoint knows.
 * `network_interface_ids` has no order.
 *
 * @param vpcSubnetIds subnets of the VPC, among which those of the endpoint are.
 */
export function endpointDetails(
  scope: Construct,
  endpoint: VpcEndpoint,
  vpcSubnetIds: SubnetIdsByZone,
  securityGroupIds: readonly string[],
): EndpointDetails {
  const zones = Object.keys(vpcSubnetIds).sort();
  const byZone = new TerraformLocal(
    scope,
    "vpc_subnets",
    Object.fromEntries(zones.map((zone) => [zone, vpcSubnetIds[zone]])),
  );
  const map = (id: string, list: string, subnet: string, value: string): ByZone =>
    new TerraformLocal(
      scope,
      id,
      `\${merge([for one in ${elementsOf(`${endpoint.fqn}.${list}`)} : {for zone_id, subnet_id in ${byZone.fqn} : zone_id => ${value} if try(subnet_id == ${subnet} && length(${value}) > 0, false)}]...)}`,
    ).asStringMap;
  return {
    subnetIds: map("subnets_by_zone", "subnet_ids", "one", "one"),
    ipv4Addresses: map("ipv4_addresses", "subnet_configuration", "one.subnet_id", "one.ipv4"),
    ipv6Addresses: map("ipv6_addresses", "subnet_configuration", "one.subnet_id", "one.ipv6"),
    securityGroupIds: [...securityGroupIds],
  };
}
