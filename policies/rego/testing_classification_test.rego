# A classification of the types that the tests speak of, so that no change of the real one moves them.
package privatelink.testing_classification

classification := {
	"provider": {
		"source": "hashicorp/aws",
		"version": "6.25.0",
	},
	"known_types": {
		"aws_vpc": true,
		"aws_default_vpc": true,
		"aws_default_subnet": true,
		"aws_subnet": true,
		"aws_security_group": true,
		"aws_network_interface": true,
		"aws_route_table": true,
		"aws_default_route_table": true,
		"aws_route": true,
		"aws_route_table_association": true,
		"aws_internet_gateway": true,
		"aws_internet_gateway_attachment": true,
		"aws_egress_only_internet_gateway": true,
		"aws_nat_gateway": true,
		"aws_nat_gateway_eip_association": true,
		"aws_vpc_peering_connection": true,
		"aws_vpc_peering_connection_accepter": true,
		"aws_vpc_peering_connection_options": true,
		"aws_ec2_transit_gateway_vpc_attachment": true,
		"aws_networkmanager_vpc_attachment": true,
		"aws_lambda_function": true,
		"aws_instance": true,
		"aws_launch_template": true,
		"aws_lb": true,
		"aws_vpc_endpoint": true,
		"aws_vpc_endpoint_service": true,
		"aws_cloudformation_stack": true,
		"aws_iam_role": true,
		"aws_eip": true,
		"aws_lb_target_group": true,
		"aws_alb": true,
		"aws_s3_bucket": true,
	},
	"types": {
		"aws_vpc": {
			"kind": "network",
			"vpc_arguments": [],
			"what": "a VPC",
		},
		"awscc_ec2_vpc": {
			"kind": "network",
			"vpc_arguments": [],
			"what": "a VPC",
		},
		"aws_default_vpc": {
			"kind": "path",
			"vpc_arguments": [],
			"what": "the default VPC, which has an internet gateway,",
			"rule": "no-internet-gateway",
			"outside": "the internet",
		},
		"aws_default_subnet": {
			"kind": "path",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a subnet of the default VPC, which has an internet gateway,",
			"rule": "no-internet-gateway",
			"outside": "the internet",
		},
		"aws_subnet": {
			"kind": "network",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a subnet",
			"conditions": [
				{
					"argument": "map_public_ip_on_launch",
					"refuse": [
						true,
					],
					"omitted": "allow",
					"rating": "deny",
					"rule": "no-public-address",
					"what": "public addresses for all that is launched",
				},
			],
		},
		"awscc_ec2_subnet": {
			"kind": "network",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a subnet",
		},
		"aws_security_group": {
			"kind": "network",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a security group",
		},
		"aws_network_interface": {
			"kind": "network",
			"vpc_arguments": [
				"subnet_id",
			],
			"what": "a network interface",
		},
		"aws_route_table": {
			"kind": "route",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a route table",
			"target_arguments": [
				"route.carrier_gateway_id",
				"route.core_network_arn",
				"route.egress_only_gateway_id",
				"route.gateway_id",
				"route.instance_id",
				"route.local_gateway_id",
				"route.nat_gateway_id",
				"route.network_interface_id",
				"route.odb_network_arn",
				"route.transit_gateway_id",
				"route.vpc_endpoint_id",
				"route.vpc_peering_connection_id",
			],
		},
		"awscc_ec2_route_table": {
			"kind": "network",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a route table",
		},
		"aws_default_route_table": {
			"kind": "route",
			"vpc_arguments": [
				"default_route_table_id",
			],
			"what": "the default route table",
			"target_arguments": [
				"route.carrier_gateway_id",
				"route.core_network_arn",
				"route.egress_only_gateway_id",
				"route.gateway_id",
				"route.instance_id",
				"route.local_gateway_id",
				"route.nat_gateway_id",
				"route.network_interface_id",
				"route.odb_network_arn",
				"route.transit_gateway_id",
				"route.vpc_endpoint_id",
				"route.vpc_peering_connection_id",
			],
		},
		"aws_route": {
			"kind": "route",
			"vpc_arguments": [
				"route_table_id",
			],
			"what": "a route",
			"target_arguments": [
				"carrier_gateway_id",
				"core_network_arn",
				"egress_only_gateway_id",
				"gateway_id",
				"instance_id",
				"local_gateway_id",
				"nat_gateway_id",
				"network_interface_id",
				"odb_network_arn",
				"transit_gateway_id",
				"vpc_endpoint_id",
				"vpc_peering_connection_id",
			],
		},
		"awscc_ec2_route": {
			"kind": "route",
			"vpc_arguments": [
				"route_table_id",
			],
			"what": "a route",
			"target_arguments": [
				"carrier_gateway_id",
				"core_network_arn",
				"egress_only_gateway_id",
				"gateway_id",
				"instance_id",
				"local_gateway_id",
				"nat_gateway_id",
				"network_interface_id",
				"odb_network_arn",
				"transit_gateway_id",
				"vpc_endpoint_id",
				"vpc_peering_connection_id",
				"egress_only_internet_gateway_id",
			],
		},
		"aws_route_table_association": {
			"kind": "route",
			"vpc_arguments": [
				"route_table_id",
				"subnet_id",
			],
			"what": "the association of a route table",
			"target_arguments": [
				"gateway_id",
			],
		},
		"awscc_ec2_gateway_route_table_association": {
			"kind": "route",
			"vpc_arguments": [
				"route_table_id",
			],
			"what": "an edge association",
			"target_arguments": [
				"gateway_id",
			],
		},
		"aws_internet_gateway": {
			"kind": "path",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "an internet gateway",
			"rule": "no-internet-gateway",
			"outside": "the internet",
		},
		"awscc_ec2_internet_gateway": {
			"kind": "path",
			"vpc_arguments": [],
			"what": "an internet gateway",
			"rule": "no-internet-gateway",
			"outside": "the internet",
		},
		"aws_internet_gateway_attachment": {
			"kind": "path",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "the attachment of an internet gateway",
			"rule": "no-internet-gateway",
			"outside": "the internet",
		},
		"awscc_ec2_vpc_gateway_attachment": {
			"kind": "conditional",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "the attachment of a gateway",
			"conditions": [
				{
					"argument": "internet_gateway_id",
					"allow": [],
					"omitted": "allow",
					"rating": "deny",
					"rule": "no-internet-gateway",
					"what": "the attachment of an internet gateway",
				},
				{
					"argument": "vpn_gateway_id",
					"allow": [],
					"omitted": "allow",
					"rating": "deny",
					"rule": "no-vpn",
					"what": "the attachment of a VPN gateway",
				},
			],
		},
		"aws_egress_only_internet_gateway": {
			"kind": "path",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "an egress-only internet gateway",
			"rule": "no-internet-gateway",
			"outside": "the internet",
		},
		"awscc_ec2_egress_only_internet_gateway": {
			"kind": "path",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "an egress-only internet gateway",
			"rule": "no-internet-gateway",
			"outside": "the internet",
		},
		"aws_nat_gateway": {
			"kind": "path",
			"vpc_arguments": [
				"subnet_id",
				"vpc_id",
			],
			"what": "a NAT gateway",
			"rule": "no-nat-gateway",
			"outside": "the internet",
		},
		"awscc_ec2_nat_gateway": {
			"kind": "path",
			"vpc_arguments": [
				"subnet_id",
				"vpc_id",
			],
			"what": "a NAT gateway",
			"rule": "no-nat-gateway",
			"outside": "the internet",
		},
		"aws_nat_gateway_eip_association": {
			"kind": "path",
			"vpc_arguments": [
				"nat_gateway_id",
			],
			"what": "a public address for a NAT gateway",
			"rule": "no-nat-gateway",
			"outside": "the internet",
		},
		"aws_vpc_peering_connection": {
			"kind": "path",
			"vpc_arguments": [
				"vpc_id",
				"peer_vpc_id",
			],
			"what": "a peering connection",
			"rule": "no-peering",
			"outside": "another VPC",
		},
		"awscc_ec2_vpc_peering_connection": {
			"kind": "path",
			"vpc_arguments": [
				"vpc_id",
				"peer_vpc_id",
			],
			"what": "a peering connection",
			"rule": "no-peering",
			"outside": "another VPC",
		},
		"aws_vpc_peering_connection_accepter": {
			"kind": "path",
			"vpc_arguments": [
				"vpc_peering_connection_id",
			],
			"what": "the acceptance of a peering connection",
			"rule": "no-peering",
			"outside": "another VPC",
		},
		"aws_vpc_peering_connection_options": {
			"kind": "warn",
			"vpc_arguments": [
				"vpc_peering_connection_id",
			],
			"what": "options of a peering connection",
			"rule": "no-peering",
			"outside": "another VPC",
		},
		"aws_ec2_transit_gateway_vpc_attachment": {
			"kind": "path",
			"vpc_arguments": [
				"vpc_id",
				"subnet_ids",
			],
			"what": "an attachment to a transit gateway",
			"rule": "no-transit-gateway",
			"outside": "the networks of a transit gateway",
		},
		"aws_networkmanager_vpc_attachment": {
			"kind": "path",
			"vpc_arguments": [
				"vpc_arn",
				"subnet_arns",
			],
			"what": "an attachment to a Cloud WAN",
			"rule": "no-other-network",
			"outside": "the networks of a Cloud WAN",
		},
		"aws_lambda_function": {
			"kind": "conditional",
			"vpc_arguments": [
				"vpc_config.subnet_ids",
				"vpc_config.security_group_ids",
			],
			"what": "a function",
		},
		"aws_instance": {
			"kind": "conditional",
			"vpc_arguments": [
				"subnet_id",
				"network_interface.network_interface_id",
			],
			"what": "an instance",
			"conditions": [
				{
					"argument": "associate_public_ip_address",
					"refuse": [
						true,
					],
					"omitted": "allow",
					"rating": "deny",
					"rule": "no-public-address",
					"what": "a public address",
				},
				{
					"argument": "source_dest_check",
					"refuse": [
						false,
					],
					"omitted": "allow",
					"rating": "warn",
					"rule": "no-forwarding",
					"what": "a host that may forward",
				},
			],
		},
		"aws_launch_template": {
			"kind": "conditional",
			"vpc_arguments": [
				"network_interfaces.subnet_id",
			],
			"what": "a launch template",
			"conditions": [
				{
					"argument": "network_interfaces.associate_public_ip_address",
					"refuse": [
						true,
					],
					"omitted": "allow",
					"rating": "deny",
					"rule": "no-public-address",
					"what": "a public address",
				},
			],
		},
		"aws_lb": {
			"kind": "conditional",
			"vpc_arguments": [
				"subnets",
				"subnet_mapping.subnet_id",
			],
			"what": "a load balancer",
			"conditions": [
				{
					"argument": "internal",
					"allow": [
						true,
					],
					"omitted": "deny",
					"rating": "deny",
					"rule": "internal-load-balancer",
					"what": "a load balancer that is not internal",
				},
			],
		},
		"aws_vpc_endpoint": {
			"kind": "endpoint",
			"vpc_arguments": [
				"vpc_id",
				"subnet_ids",
				"subnet_configuration.subnet_id",
			],
			"what": "an endpoint",
		},
		"aws_vpc_endpoint_service": {
			"kind": "inert",
			"vpc_arguments": [],
			"what": "an endpoint service",
		},
		"aws_cloudformation_stack": {
			"kind": "opaque",
			"vpc_arguments": [],
			"what": "a stack of CloudFormation",
		},
	},
	"data_sources": {"external": {"kind": "opaque", "vpc_arguments": [], "what": "a program"}},
	"foreign_providers": {
		"random": "no network",
		"local": "files only",
	},
}
