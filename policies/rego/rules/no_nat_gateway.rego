# METADATA
# title: No NAT gateway
# description: A consumer VPC has no NAT gateway, zonal or regional, public or private, and no route to one.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/nat_gateway
# custom:
#   id: no-nat-gateway
#   severity: critical
#   remediation: >-
#     Remove the NAT gateway or the route. A private NAT gateway is a way out too: it leads to whatever its routes do.
package privatelink.rules.no_nat_gateway

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

refused := {
	"aws_nat_gateway": "a NAT gateway",
	"aws_nat_gateway_eip_association": "a public address for a NAT gateway",
	"awscc_ec2_nat_gateway": "a NAT gateway",
}

findings contains finding if some finding in found.of_types(refused)

findings contains finding if some finding in found.of_routes("nat", "a route to a NAT gateway")
