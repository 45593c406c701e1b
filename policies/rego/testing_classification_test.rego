# A classification of the types that the tests speak of, so that no change of the real one moves them.
package privatelink.testing_classification

classification := {
	"foreign_providers": {
		"local": {"types": ["local_file"], "data_sources": ["local_file"], "ephemeral": []},
		"random": {"types": ["random_id", "random_password"], "data_sources": [], "ephemeral": ["random_password"]},
	},
	"networks": {
		"arguments": {},
		"ids_made_by_aws": {
			"aws_default_vpc": true,
			"aws_ec2_transit_gateway": true,
			"aws_instance": true,
			"aws_internet_gateway": true,
			"aws_launch_template": true,
			"aws_nat_gateway": true,
			"aws_network_interface": true,
			"aws_route_table": true,
			"aws_security_group": true,
			"aws_subnet": true,
			"aws_vpc": true,
			"aws_vpc_endpoint": true,
			"aws_vpc_endpoint_service": true,
			"aws_vpc_peering_connection": true,
			"aws_vpn_gateway": true,
			"awscc_ec2_vpc_endpoint": true,
		},
		"maps": {"tags": true},
		"pattern": "^newer_vpc",
		"names": {},
		"plain_names": {},
	},
	"known_types": {
		"aws_alb": true,
		"aws_apprunner_vpc_connector": true,
		"aws_autoscaling_group": true,
		"aws_cloudformation_stack": true,
		"aws_default_route_table": true,
		"aws_default_subnet": true,
		"aws_default_vpc": true,
		"aws_dx_gateway_association": true,
		"aws_ec2_carrier_gateway": true,
		"aws_ec2_instance_connect_endpoint": true,
		"aws_ec2_transit_gateway_vpc_attachment": true,
		"aws_ec2_tag": true,
		"aws_egress_only_internet_gateway": true,
		"aws_eip": true,
		"aws_eks_cluster": true,
		"aws_iam_role": true,
		"aws_instance": true,
		"aws_internet_gateway": true,
		"aws_internet_gateway_attachment": true,
		"aws_lambda_function": true,
		"aws_launch_template": true,
		"aws_lb": true,
		"aws_lb_target_group": true,
		"aws_nat_gateway": true,
		"aws_nat_gateway_eip_association": true,
		"aws_network_interface": true,
		"aws_network_interface_attachment": true,
		"aws_networkmanager_vpc_attachment": true,
		"aws_ram_resource_association": true,
		"aws_route": true,
		"aws_route53_resolver_endpoint": true,
		"aws_route_table": true,
		"aws_route_table_association": true,
		"aws_s3_bucket": true,
		"aws_default_security_group": true,
		"aws_security_group": true,
		"aws_security_group_rule": true,
		"aws_vpc_endpoint_connection_notification": true,
		"aws_vpc_endpoint_private_dns": true,
		"aws_vpc_endpoint_service_allowed_principal": true,
		"aws_vpc_security_group_egress_rule": true,
		"aws_vpc_security_group_ingress_rule": true,
		"aws_subnet": true,
		"aws_vpc": true,
		"aws_vpc_block_public_access_options": true,
		"aws_vpc_encryption_control": true,
		"aws_vpc_endpoint": true,
		"aws_vpc_endpoint_service": true,
		"aws_vpc_ipv4_cidr_block_association": true,
		"aws_vpc_peering_connection": true,
		"aws_vpc_peering_connection_accepter": true,
		"aws_vpc_peering_connection_options": true,
		"aws_vpc_route_server_propagation": true,
		"aws_vpclattice_service_network_vpc_association": true,
		"aws_vpn_gateway": true,
	},
	"provider": {
		"source": "hashicorp/aws",
		"version": "6.25.0",
	},
	"types": {
		"aws_apprunner_vpc_connector": {
			"kind": "warn",
			"outside": "App Runner",
			"rule": "service-interfaces",
			"vpc_arguments": [
				"subnets",
			],
			"what": "a connector of App Runner",
		},
		"aws_autoscaling_group": {
			"kind": "inert",
			"template_arguments": ["launch_configuration", "launch_template.id", "launch_template.name"],
			"vpc_arguments": [
				"vpc_zone_identifier",
			],
			"what": "an autoscaling group",
		},
		"aws_ec2_tag": {
			"kind": "inert",
			"vpc_arguments": [
				"resource_id",
			],
		},
		"aws_cloudformation_stack": {
			"kind": "opaque",
			"vpc_arguments": [],
			"what": "a stack of CloudFormation",
		},
		"aws_default_route_table": {
			"kind": "route",
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
			"vpc_arguments": [
				"default_route_table_id",
			],
			"what": "the default route table",
		},
		"aws_default_subnet": {
			"kind": "path",
			"outside": "the internet",
			"rule": "no-internet-gateway",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a subnet of the default VPC, which has an internet gateway,",
		},
		"aws_default_vpc": {
			"kind": "path",
			"outside": "the internet",
			"rule": "no-internet-gateway",
			"vpc_arguments": [],
			"what": "the default VPC, which has an internet gateway,",
		},
		"aws_dx_gateway_association": {
			"kind": "path",
			"outside": "networks on premises",
			"rule": "no-direct-connect",
			"vpc_arguments": [
				"associated_gateway_id",
			],
			"what": "the association of a Direct Connect gateway",
		},
		"aws_ec2_carrier_gateway": {
			"kind": "path",
			"outside": "a carrier's network",
			"rule": "no-other-network",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a carrier gateway",
		},
		"aws_ec2_instance_connect_endpoint": {
			"kind": "path",
			"outside": "administrators",
			"rule": "no-administration-tunnel",
			"vpc_arguments": [
				"subnet_id",
			],
			"what": "an EC2 Instance Connect endpoint",
		},
		"aws_ec2_transit_gateway_vpc_attachment": {
			"kind": "path",
			"outside": "the networks of a transit gateway",
			"rule": "no-transit-gateway",
			"vpc_arguments": [
				"vpc_id",
				"subnet_ids",
			],
			"what": "an attachment to a transit gateway",
		},
		"aws_egress_only_internet_gateway": {
			"kind": "path",
			"outside": "the internet",
			"rule": "no-internet-gateway",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "an egress-only internet gateway",
		},
		"aws_eks_cluster": {
			"conditions": [
				{
					"allow": [
						false,
					],
					"argument": "vpc_config.endpoint_public_access",
					"omitted": "deny",
					"outside": "the internet",
					"rating": "deny",
					"rule": "no-public-exposure",
					"what": "a public endpoint",
				},
			],
			"kind": "conditional",
			"vpc_arguments": [
				"vpc_config.subnet_ids",
			],
			"what": "a cluster",
		},
		"aws_instance": {
			"conditions": [
				{
					"argument": "associate_public_ip_address",
					"omitted": "allow",
					"rating": "deny",
					"refuse": [
						true,
					],
					"rule": "no-public-address",
					"what": "a public address",
				},
				{
					"argument": "source_dest_check",
					"omitted": "allow",
					"rating": "warn",
					"refuse": [
						false,
					],
					"rule": "no-forwarding",
					"what": "a host that may forward",
				},
			],
			"homes": ["subnet_id", "network_interface.network_interface_id"],
			"template_arguments": ["launch_template.id", "launch_template.name"],
			"kind": "conditional",
			"vpc_arguments": [
				"subnet_id",
				"network_interface.network_interface_id",
			],
			"what": "an instance",
		},
		"aws_internet_gateway": {
			"kind": "path",
			"outside": "the internet",
			"rule": "no-internet-gateway",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "an internet gateway",
		},
		"aws_internet_gateway_attachment": {
			"kind": "path",
			"outside": "the internet",
			"rule": "no-internet-gateway",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "the attachment of an internet gateway",
		},
		"aws_lambda_function": {
			"kind": "conditional",
			"vpc_arguments": [
				"vpc_config.subnet_ids",
				"vpc_config.security_group_ids",
			],
			"what": "a function",
		},
		"aws_launch_template": {
			"conditions": [
				{
					"argument": "network_interfaces.associate_public_ip_address",
					"omitted": "allow",
					"rating": "deny",
					"refuse": [
						true,
					],
					"rule": "no-public-address",
					"what": "a public address",
				},
			],
			"homes": ["network_interfaces.subnet_id"],
			"kind": "conditional",
			"vpc_arguments": [
				"network_interfaces.subnet_id",
			],
			"what": "a launch template",
		},
		"aws_lb": {
			"conditions": [
				{
					"allow": [
						true,
					],
					"argument": "internal",
					"omitted": "deny",
					"rating": "deny",
					"rule": "internal-load-balancer",
					"what": "a load balancer that is not internal",
				},
			],
			"kind": "conditional",
			"vpc_arguments": [
				"subnets",
				"subnet_mapping.subnet_id",
			],
			"what": "a load balancer",
		},
		"aws_nat_gateway": {
			"kind": "path",
			"outside": "the internet",
			"rule": "no-nat-gateway",
			"vpc_arguments": [
				"subnet_id",
				"vpc_id",
			],
			"what": "a NAT gateway",
		},
		"aws_nat_gateway_eip_association": {
			"kind": "path",
			"outside": "the internet",
			"rule": "no-nat-gateway",
			"vpc_arguments": [
				"nat_gateway_id",
			],
			"what": "a public address for a NAT gateway",
		},
		"aws_network_interface": {
			"homes": ["subnet_id", "attachment.instance"],
			"kind": "network",
			"vpc_arguments": [
				"subnet_id",
				"attachment.instance",
			],
			"what": "a network interface",
		},
		"aws_network_interface_attachment": {
			"homes": ["instance_id", "network_interface_id"],
			"kind": "warn",
			"outside": "the VPC of the instance's other interface",
			"rule": "no-forwarding",
			"vpc_arguments": [
				"instance_id",
				"network_interface_id",
			],
			"what": "the attachment of an interface",
		},
		"aws_networkmanager_vpc_attachment": {
			"kind": "path",
			"outside": "the networks of a Cloud WAN",
			"rule": "no-other-network",
			"vpc_arguments": [
				"vpc_arn",
				"subnet_arns",
			],
			"what": "an attachment to a Cloud WAN",
		},
		"aws_ram_resource_association": {
			"kind": "path",
			"outside": "another account",
			"rule": "no-shared-subnet",
			"vpc_arguments": [
				"resource_arn",
			],
			"what": "the sharing of a subnet",
		},
		"aws_route": {
			"kind": "route",
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
			"vpc_arguments": [
				"route_table_id",
			],
			"what": "a route",
		},
		"aws_route53_resolver_endpoint": {
			"kind": "warn",
			"outside": "other name servers",
			"rule": "no-dns-way-out",
			"vpc_arguments": [
				"ip_address.subnet_id",
			],
			"what": "a resolver endpoint",
		},
		"aws_route_table": {
			"conditions": [
				{
					"allow": [],
					"argument": "propagating_vgws",
					"omitted": "allow",
					"rating": "deny",
					"rule": "no-vpn",
					"what": "routes that a VPN gateway writes",
				},
			],
			"kind": "route",
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
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a route table",
		},
		"aws_route_table_association": {
			"kind": "route",
			"target_arguments": [
				"gateway_id",
			],
			"vpc_arguments": [
				"route_table_id",
				"subnet_id",
			],
			"what": "the association of a route table",
		},
		"aws_security_group_rule": {
			"kind": "network",
			"vpc_arguments": ["security_group_id"],
			"what": "a rule of a security group",
		},
		"aws_vpc_security_group_egress_rule": {
			"kind": "network",
			"vpc_arguments": ["security_group_id"],
			"what": "a rule of a security group",
		},
		"aws_vpc_security_group_ingress_rule": {
			"kind": "network",
			"vpc_arguments": ["security_group_id"],
			"what": "a rule of a security group",
		},
		"aws_default_security_group": {
			"kind": "network",
			"vpc_arguments": ["vpc_id"],
			"what": "the default security group",
		},
		"aws_security_group": {
			"kind": "network",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a security group",
		},
		"aws_subnet": {
			"conditions": [
				{
					"argument": "map_public_ip_on_launch",
					"omitted": "allow",
					"rating": "deny",
					"refuse": [
						true,
					],
					"rule": "no-public-address",
					"what": "public addresses for all that is launched",
				},
			],
			"kind": "network",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a subnet",
		},
		"aws_vpc": {
			"kind": "network",
			"vpc_arguments": [],
			"what": "a VPC",
		},
		"aws_vpc_block_public_access_options": {
			"conditions": [
				{
					"allow": [
						"block-bidirectional",
					],
					"argument": "internet_gateway_block_mode",
					"omitted": "deny",
					"rating": "deny",
					"rule": "keep-guard-rails",
					"what": "Block Public Access that lets something through",
				},
			],
			"everywhere": true,
			"kind": "conditional",
			"vpc_arguments": [],
			"what": "Block Public Access",
		},
		"aws_vpc_encryption_control": {
			"conditions": [
				{
					"argument": "lambda_exclusion",
					"omitted": "allow",
					"opens_no_way": true,
					"rating": "warn",
					"refuse": [
						"enable",
					],
					"rule": "keep-guard-rails",
					"what": "an exclusion from encryption",
				},
			],
			"kind": "conditional",
			"reason": "for tests",
			"source": "https://example.com",
			"target_arguments": [],
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "an encryption control",
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
		"aws_vpc_endpoint_policy": {
			"kind": "inert",
			"vpc_arguments": [
				"vpc_endpoint_id",
			],
			"what": "the policy of an endpoint",
		},
		"aws_vpc_endpoint_route_table_association": {
			"kind": "endpoint",
			"target_arguments": [
				"vpc_endpoint_id",
			],
			"vpc_arguments": [
				"route_table_id",
			],
			"what": "the route to an endpoint",
		},
		"aws_vpc_endpoint_service": {
			"kind": "inert",
			"vpc_arguments": [],
			"what": "an endpoint service",
		},
		"aws_vpc_ipv4_cidr_block_association": {
			"kind": "warn",
			"outside": "overlapping networks",
			"rule": "address-ranges",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a further range",
		},
		"aws_vpc_peering_connection": {
			"kind": "path",
			"outside": "another VPC",
			"rule": "no-peering",
			"vpc_arguments": [
				"vpc_id",
				"peer_vpc_id",
			],
			"what": "a peering connection",
		},
		"aws_vpc_peering_connection_accepter": {
			"kind": "path",
			"outside": "another VPC",
			"rule": "no-peering",
			"vpc_arguments": [
				"vpc_peering_connection_id",
				"vpc_id",
				"peer_vpc_id",
			],
			"what": "the acceptance of a peering connection",
		},
		"aws_vpc_peering_connection_options": {
			"kind": "warn",
			"outside": "another VPC",
			"rule": "no-peering",
			"vpc_arguments": [
				"vpc_peering_connection_id",
			],
			"what": "options of a peering connection",
		},
		"aws_vpc_route_server_propagation": {
			"kind": "path",
			"outside": "wherever the routes lead",
			"rule": "no-dynamic-routes",
			"vpc_arguments": [
				"route_table_id",
			],
			"what": "the propagation of a route server",
		},
		"aws_vpclattice_service_network_vpc_association": {
			"kind": "path",
			"outside": "the services of a network",
			"rule": "no-service-network",
			"vpc_arguments": [
				"vpc_identifier",
			],
			"what": "the association of a service network",
		},
		"aws_vpn_gateway": {
			"kind": "path",
			"outside": "networks on premises",
			"rule": "no-vpn",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a VPN gateway",
		},
		"awscc_ec2_egress_only_internet_gateway": {
			"kind": "path",
			"outside": "the internet",
			"rule": "no-internet-gateway",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "an egress-only internet gateway",
		},
		"awscc_ec2_gateway_route_table_association": {
			"kind": "route",
			"target_arguments": [
				"gateway_id",
			],
			"vpc_arguments": [
				"route_table_id",
			],
			"what": "an edge association",
		},
		"awscc_ec2_internet_gateway": {
			"kind": "path",
			"outside": "the internet",
			"rule": "no-internet-gateway",
			"vpc_arguments": [],
			"what": "an internet gateway",
		},
		"awscc_ec2_nat_gateway": {
			"kind": "path",
			"outside": "the internet",
			"rule": "no-nat-gateway",
			"vpc_arguments": [
				"subnet_id",
				"vpc_id",
			],
			"what": "a NAT gateway",
		},
		"awscc_ec2_route": {
			"kind": "route",
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
			"vpc_arguments": [
				"route_table_id",
			],
			"what": "a route",
		},
		"awscc_ec2_route_table": {
			"kind": "network",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a route table",
		},
		"awscc_ec2_subnet": {
			"kind": "network",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "a subnet",
		},
		"awscc_ec2_vpc": {
			"kind": "network",
			"vpc_arguments": [],
			"what": "a VPC",
		},
		"awscc_ec2_vpc_endpoint": {
			"kind": "endpoint",
			"vpc_arguments": [
				"vpc_id",
				"subnet_ids",
			],
			"what": "an endpoint",
		},
		"awscc_ec2_vpc_gateway_attachment": {
			"conditions": [
				{
					"allow": [],
					"argument": "internet_gateway_id",
					"omitted": "allow",
					"rating": "deny",
					"rule": "no-internet-gateway",
					"what": "the attachment of an internet gateway",
				},
				{
					"allow": [],
					"argument": "vpn_gateway_id",
					"omitted": "allow",
					"rating": "deny",
					"rule": "no-vpn",
					"what": "the attachment of a VPN gateway",
				},
			],
			"kind": "conditional",
			"vpc_arguments": [
				"vpc_id",
			],
			"what": "the attachment of a gateway",
		},
		"awscc_ec2_vpc_peering_connection": {
			"kind": "path",
			"outside": "another VPC",
			"rule": "no-peering",
			"vpc_arguments": [
				"vpc_id",
				"peer_vpc_id",
			],
			"what": "a peering connection",
		},
	},
	"data_sources": {
		"aws_internet_gateway": {
			"kind": "inert",
			"vpc_arguments": ["attachments.vpc_id"],
		},
		"aws_vpc_peering_connections": {
			"kind": "conditional",
			"what": "a list of peering connections",
			"vpc_arguments": ["filter.values"],
			"conditions": [
				{
					"argument": "ids",
					"allow": [],
					"omitted": "allow",
					"rating": "deny",
					"rule": "no-peering",
					"what": "a peering connection",
					"outside": "the peered VPC",
				},
			],
		},
		"aws_lb": {
			"kind": "inert",
			"vpc_arguments": ["vpc_id"],
		},
		"aws_network_interface": {
			"kind": "conditional",
			"what": "a network interface",
			"vpc_arguments": [
				"vpc_id",
				"subnet_id",
				"security_groups",
			],
			"conditions": [
				{
					"argument": "association.public_ip",
					"allow": [],
					"omitted": "allow",
					"rating": "deny",
					"rule": "no-public-address",
					"what": "a public address of a network interface",
					"outside": "the internet",
				},
			],
		},
		"aws_route_table": {
			"kind": "route",
			"what": "a route table",
			"vpc_arguments": [
				"vpc_id",
				"subnet_id",
			],
			"target_arguments": [
				"routes.gateway_id",
				"routes.vpc_peering_connection_id",
			],
		},
		"aws_vpn_gateway": {
			"kind": "inert",
			"vpc_arguments": ["attached_vpc_id"],
		},
		"aws_lambda_invocation": {
			"kind": "opaque",
			"vpc_arguments": [],
			"what": "a call of a function",
		},
		"external": {
			"kind": "opaque",
			"vpc_arguments": [],
			"what": "a program",
		},
		"http": {
			"kind": "opaque",
			"vpc_arguments": [],
			"what": "a request to another system",
		},
		"local_command": {
			"kind": "opaque",
			"vpc_arguments": [],
			"what": "a program",
		},
	},
}
