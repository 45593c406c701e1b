# METADATA
# title: No transit gateway
# description: >-
#   A consumer VPC is attached to no transit gateway, from its side or the hub's, and has no route to one.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/tgw/what-is-transit-gateway.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_transit_gateway_vpc_attachment
# custom:
#   id: no-transit-gateway
#   severity: critical
#   remediation: >-
#     Remove the attachment, its acceptance or the route. A service behind the hub is reached by its endpoint service.
package privatelink.rules.no_transit_gateway

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
