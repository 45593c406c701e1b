# METADATA
# title: Resource types as data
# description: >-
#   What the rules need to know of a resource type: which arguments say in which VPC it is, which name the target of a
#   route, and what a target is. A type that is not here is counted and not judged.
package privatelink.lib.catalog

vpc_types := {"aws_vpc", "aws_default_vpc", "awscc_ec2_vpc"}

# Arguments that lead to the VPC a resource is in; more than one where a resource names it in either of two ways, or
# names two VPCs. A VPC leads to itself.
vpc_arguments := {
	"aws_default_route_table": ["default_route_table_id"],
	"aws_default_subnet": ["vpc_id"],
	"aws_default_vpc": [],
	"aws_egress_only_internet_gateway": ["vpc_id"],
	"aws_internet_gateway": ["vpc_id"],
	"aws_internet_gateway_attachment": ["vpc_id"],
	"aws_nat_gateway": ["subnet_id", "vpc_id"],
	"aws_nat_gateway_eip_association": ["nat_gateway_id"],
	"aws_route": ["route_table_id"],
	"aws_route_table": ["vpc_id"],
	"aws_route_table_association": ["route_table_id"],
	"aws_subnet": ["vpc_id"],
	"aws_vpc": [],
	"aws_vpc_peering_connection": ["vpc_id", "peer_vpc_id"],
	"aws_vpc_peering_connection_accepter": ["vpc_peering_connection_id"],
	"awscc_ec2_egress_only_internet_gateway": ["vpc_id"],
	"awscc_ec2_gateway_route_table_association": ["route_table_id"],
	"awscc_ec2_internet_gateway": [],
	"awscc_ec2_nat_gateway": ["subnet_id", "vpc_id"],
	"awscc_ec2_route": ["route_table_id"],
	"awscc_ec2_route_table": ["vpc_id"],
	"awscc_ec2_subnet": ["vpc_id"],
	"awscc_ec2_vpc": [],
	"awscc_ec2_vpc_gateway_attachment": ["vpc_id"],
	"awscc_ec2_vpc_peering_connection": ["vpc_id", "peer_vpc_id"],
}

# Every argument by which a route, alone or within a table, names its target.
route_targets := [
	"carrier_gateway_id",
	"core_network_arn",
	"egress_only_gateway_id",
	"egress_only_internet_gateway_id",
	"gateway_id",
	"instance_id",
	"local_gateway_id",
	"nat_gateway_id",
	"network_interface_id",
	"odb_network_arn",
	"transit_gateway_id",
	"vpc_endpoint_id",
	"vpc_peering_connection_id",
]

# Arguments of a resource itself that name a gateway or a target.
target_arguments := {
	"aws_route": route_targets,
	"aws_route_table_association": ["gateway_id"],
	"awscc_ec2_gateway_route_table_association": ["gateway_id"],
	"awscc_ec2_route": route_targets,
	"awscc_ec2_vpc_gateway_attachment": ["internet_gateway_id", "vpn_gateway_id"],
}

# Resources that are routes, or an edge association, by themselves.
standalone_routes := {
	"aws_route",
	"aws_route_table_association",
	"awscc_ec2_gateway_route_table_association",
	"awscc_ec2_route",
}

# Resources with `route` blocks of their own.
route_tables := {"aws_route_table", "aws_default_route_table"}

# A target argument that takes one kind of thing only, so that a value decides, known or not.
kind_of_argument := {
	"egress_only_gateway_id": "internet",
	"egress_only_internet_gateway_id": "internet",
	"nat_gateway_id": "nat",
	"vpc_peering_connection_id": "peering",
}

kind_of_type := {
	"aws_ec2_carrier_gateway": "other",
	"aws_ec2_local_gateway": "other",
	"aws_ec2_transit_gateway": "other",
	"aws_egress_only_internet_gateway": "internet",
	"aws_instance": "other",
	"aws_internet_gateway": "internet",
	"aws_internet_gateway_attachment": "internet",
	"aws_nat_gateway": "nat",
	"aws_network_interface": "other",
	"aws_networkmanager_core_network": "other",
	"aws_odb_network": "other",
	"aws_vpc_endpoint": "other",
	"aws_vpc_peering_connection": "peering",
	"aws_vpc_peering_connection_accepter": "peering",
	"aws_vpc_peering_connections": "peering",
	"aws_vpn_gateway": "other",
	"aws_vpn_gateway_attachment": "other",
	"awscc_ec2_egress_only_internet_gateway": "internet",
	"awscc_ec2_internet_gateway": "internet",
	"awscc_ec2_nat_gateway": "nat",
	"awscc_ec2_network_interface": "other",
	"awscc_ec2_transit_gateway": "other",
	"awscc_ec2_vpc_endpoint": "other",
	"awscc_ec2_vpc_peering_connection": "peering",
	"awscc_ec2_vpn_gateway": "other",
}

# What a literal target is, by the prefix AWS gives its ids.
kind_of_prefix := {
	"arn": "other",
	"cagw": "other",
	"eigw": "internet",
	"eni": "other",
	"i": "other",
	"igw": "internet",
	"lgw": "other",
	"local": "local",
	"nat": "nat",
	"pcx": "peering",
	"tgw": "other",
	"vgw": "other",
	"vpce": "other",
}

is_judged(type) if vpc_arguments[type]

# Arguments that the normal form carries for a type.
arguments(type) := array.concat(vpc_arguments[type], object.get(target_arguments, type, []))
