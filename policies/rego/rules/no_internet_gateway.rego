# METADATA
# title: No internet gateway
# description: >-
#   A consumer VPC has no internet gateway, egress-only internet gateway or route to one, and is not the default VPC,
#   which has one.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/internet_gateway
# custom:
#   id: no-internet-gateway
#   severity: critical
#   remediation: >-
#     Remove the gateway, its attachment or the route. What a consumer needs from outside, give it by an interface
#     endpoint.
package privatelink.rules.no_internet_gateway

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement

annotations := rego.metadata.chain()[1].annotations

refused := {
	"aws_default_subnet": "a subnet of the default VPC, which has an internet gateway,",
	"aws_default_vpc": "the default VPC, which has an internet gateway,",
	"aws_egress_only_internet_gateway": "an egress-only internet gateway",
	"aws_internet_gateway": "an internet gateway",
	"aws_internet_gateway_attachment": "the attachment of an internet gateway",
	"awscc_ec2_egress_only_internet_gateway": "an egress-only internet gateway",
	"awscc_ec2_internet_gateway": "an internet gateway",
}

findings contains finding if some finding in found.of_types(refused)

findings contains finding if some finding in found.of_routes("internet", "a route to an internet gateway")

# The same type attaches VPN gateways, which is not this rule's matter.
findings contains finding if {
	some resource in document.resources
	resource.type == "awscc_ec2_vpc_gateway_attachment"
	resource.mode == "managed"
	not attaches_only_vpn(resource)
	place := placement.of_resource(resource)
	finding := found.of_place(resource, place, "the attachment of an internet gateway")
}

attaches_only_vpn(resource) if {
	count(resource.arguments.internet_gateway_id) == 0
	count(resource.arguments.vpn_gateway_id) > 0
}
