# METADATA
# title: No NAT gateway
# description: >-
#   A consumer VPC has no NAT gateway, zonal or regional, public or private, and no route to one.
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

findings := found.of_rule(annotations.custom.id)
