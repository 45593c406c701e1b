# METADATA
# title: What routes lead to
# description: >-
#   Which rule answers for the target of a route, and what is behind it: by the type that it resolves to, by the prefix
#   that AWS gives to the ids of each kind, and by the argument where that takes one kind of thing only.
package privatelink.lib.targets

import data.privatelink.lib.address_indexes
import data.privatelink.lib.references

vpc_types := {"aws_vpc", "aws_vpcs", "aws_default_vpc", "awscc_ec2_vpc"}

# The API takes ids of several kinds under one name, so that a literal's prefix goes before its argument.
kind_of_prefix := {
	"arn": "core network",
	"cagw": "carrier gateway",
	"eigw": "egress-only internet gateway",
	"eni": "network interface",
	"i": "instance",
	"igw": "internet gateway",
	"lgw": "local gateway",
	"local": "local",
	"nat": "NAT gateway",
	"pcx": "peering connection",
	"tgw": "transit gateway",
	"vgw": "VPN gateway",
	"vpce": "endpoint",
}

kind_of_argument := {
	"carrier_gateway_id": "carrier gateway",
	"core_network_arn": "core network",
	"egress_only_gateway_id": "egress-only internet gateway",
	"egress_only_internet_gateway_id": "egress-only internet gateway",
	"instance_id": "instance",
	"local_gateway_id": "local gateway",
	"nat_gateway_id": "NAT gateway",
	"network_interface_id": "network interface",
	"odb_network_arn": "ODB network",
	"transit_gateway_id": "transit gateway",
	"vpc_endpoint_id": "endpoint",
	"vpc_peering_connection_id": "peering connection",
	"vpn_gateway_id": "VPN gateway",
}

kind_of_type := {
	"aws_ec2_carrier_gateway": "carrier gateway",
	"aws_ec2_local_gateway": "local gateway",
	"aws_ec2_transit_gateway": "transit gateway",
	"aws_egress_only_internet_gateway": "egress-only internet gateway",
	"aws_instance": "instance",
	"aws_internet_gateway": "internet gateway",
	"aws_internet_gateway_attachment": "internet gateway",
	"aws_nat_gateway": "NAT gateway",
	"aws_network_interface": "network interface",
	"aws_networkmanager_core_network": "core network",
	"aws_odb_network": "ODB network",
	"aws_vpc_endpoint": "endpoint",
	"aws_vpc_peering_connection": "peering connection",
	"aws_vpc_peering_connection_accepter": "peering connection",
	"aws_vpc_peering_connections": "peering connection",
	"aws_vpn_gateway": "VPN gateway",
	"aws_vpn_gateway_attachment": "VPN gateway",
	"awscc_ec2_carrier_gateway": "carrier gateway",
	"awscc_ec2_egress_only_internet_gateway": "egress-only internet gateway",
	"awscc_ec2_instance": "instance",
	"awscc_ec2_internet_gateway": "internet gateway",
	"awscc_ec2_nat_gateway": "NAT gateway",
	"awscc_ec2_network_interface": "network interface",
	"awscc_ec2_transit_gateway": "transit gateway",
	"awscc_ec2_vpc_endpoint": "endpoint",
	"awscc_ec2_vpc_peering_connection": "peering connection",
	"awscc_ec2_vpn_gateway": "VPN gateway",
}

rules := {
	"NAT gateway": {"rule": "no-nat-gateway", "outside": "whatever the NAT gateway's own routes lead to"},
	"ODB network": {"rule": "no-other-network", "outside": "an ODB network"},
	"VPN gateway": {"rule": "no-vpn", "outside": "networks on premises"},
	"carrier gateway": {"rule": "no-other-network", "outside": "a carrier's network"},
	"core network": {"rule": "no-other-network", "outside": "the networks of a Cloud WAN"},
	"egress-only internet gateway": {"rule": "no-internet-gateway", "outside": "the internet"},
	"endpoint": {"rule": "allowed-endpoints", "outside": "what is behind the endpoint"},
	"instance": {"rule": "no-forwarding", "outside": "wherever the instance forwards to"},
	"internet gateway": {"rule": "no-internet-gateway", "outside": "the internet"},
	"local gateway": {"rule": "no-other-network", "outside": "the network of an Outpost's site"},
	"network interface": {"rule": "no-forwarding", "outside": "wherever the interface's host forwards to"},
	"peering connection": {"rule": "no-peering", "outside": "another VPC"},
	"transit gateway": {"rule": "no-transit-gateway", "outside": "the networks of a transit gateway"},
	"unknown": {"rule": "not-visible", "outside": "a target that the document does not show"},
}

# The kind of a target by its node and the argument that names it.
kind(node, argument) := "ODB network" if {
	argument == "odb_network_arn"
	node != ""
} else := by_prefix if {
	references.is_literal(node)
	by_prefix := kind_of_prefix[split(split(trim_prefix(node, "="), "-")[0], ":")[0]]
} else := by_type if {
	by_type := kind_of_type[type(node)]
} else := by_argument if {
	by_argument := kind_of_argument[argument]
} else := "unknown"

# The type in a resource's address: `module.a["b.c"].data.aws_vpc.d[0]` gives aws_vpc. Undefined where the
# address cannot be read.
type(address) := names[count(names) - 2] if {
	not references.is_literal(address)
	bare := address_indexes.without_indexes(address)
	not contains(bare, "[")
	names := split(bare, ".")
	count(names) > 1
}

# A kind of target in words.
words("unknown") := "a target that could not be resolved"

words(kind) := $"an {kind}" if substring(kind, 0, 1) in {"e", "i", "O"}

words(kind) := $"a {kind}" if {
	kind != "unknown"
	not substring(kind, 0, 1) in {"e", "i", "O"}
}
