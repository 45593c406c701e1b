import { NETWORK_ARGUMENTS, networkArgument } from "../../../../scripts/policy/classification/network-arguments";

/** For each pattern, in their order, what it finds. */
const FOUND: readonly (readonly [what: string, ...paths: string[]])[] = [
  ["a VPC", "vpc_id", "peer_vpc_id", "vpc_arn", "vpc_identifier", "vpc", "vpc_config.vpc_id"],
  ["a VPC endpoint", "vpce_id", "access_endpoints.vpce_ids"],
  ["a subnet", "subnet_id", "subnets", "db_subnet_group_name", "vpc_config.subnet_ids"],
  ["subnets of an Auto Scaling group", "vpc_zone_identifier"],
  ["a network interface", "eni_id", "network_interface_id", "network_interface"],
  ["a security group", "security_groups", "engine_security_group_id"],
  ["a network ACL", "network_acl_id"],
  ["a route table, or a server that writes into it", "route_table_id", "route_server_endpoint_id"],
  ["a gateway", "nat_gateway_id", "gateway_id", "route.egress_only_gateway_id", "gateway_arn"],
  ["a virtual private gateway or VPN", "propagating_vgws", "vpn_connection_arn"],
  ["the other side of a peering", "peer_network_id", "vpc_peering_connection_id", "peer_address"],
  ["a transit gateway, or an attachment to a hub", "transit_gateway_route_table_arn", "attachment_id"],
  ["a hub or another network", "core_network_arn", "global_network_id", "service_network_identifier"],
  ["Direct Connect", "dx_gateway_id", "direct_connect_gateway_arn", "virtual_interface_id"],
  ["an Outpost or a carrier's network", "customer_owned_ipv4_pool", "outpost_arn", "associate_carrier_ip_address"],
  [
    "an endpoint of DNS or VPC Lattice, or what one leads to",
    "resolver_endpoint_id",
    "resource_gateway_identifier",
    "resource_configuration_arn",
  ],
  ["a prefix list", "prefix_list_ids"],
  ["an address range", "cidr_block", "ipv6_cidr_blocks", "destination_cidr_block"],
  ["public access or a public address", "publicly_accessible", "endpoint_public_access", "public_connectivity"],
  ["the internet", "direct_internet_access", "enable_internet_access"],
  ["a public address", "elastic_ip", "allocation_id", "address_allocation_ids"],
  ["whether a load balancer is internal", "internal"],
  ["whether an interface forwards", "source_dest_check"],
  ["a load balancer or its targets", "load_balancer_arn", "target_group_arns", "load_balancers"],
  ["the kind of network or address", "network_mode", "ip_address_type", "endpoint_type"],
];

test("every pattern has examples", () => {
  expect(FOUND.map(([what]) => what)).toEqual(NETWORK_ARGUMENTS.map(({ what }) => what));
});

test.each(FOUND)("%s is found", (...found) => {
  const [, ...paths] = found;
  // What an earlier pattern finds too is called by that.
  const before = NETWORK_ARGUMENTS.slice(0, FOUND.findIndex(([what]) => what === found[0]) + 1).map(({ what }) => what);
  for (const path of paths)
    expect([path, before.includes(networkArgument("aws_thing", path) ?? "")]).toEqual([path, true]);
});

test.each([
  "name",
  "tags",
  "route53_zone_name",
  "interval",
  "preview",
  "key_pair.public_key",
  "public_signing_key_endpoint",
  "block_public_acls",
  "tunnel1_inside_cidr",
  "override.instance_requirements.network_interface_count.min",
])("%s is none", (path) => {
  expect(networkArgument("aws_thing", path)).toBeUndefined();
});

test("an argument may be none in one type only", () => {
  expect(networkArgument("aws_s3_account_public_access_block", "public_thing")).toBeUndefined();
  expect(networkArgument("aws_thing", "public_thing")).toBe("public access or a public address");
});
