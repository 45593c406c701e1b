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
#   subject: consumer-vpc
#   remediation: >-
#     Remove the attachment, its acceptance or the route. A service behind the hub is reached by its endpoint service.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(3)
#     reason: The VPC has no external connection through a transit gateway.
#   - framework: nist-800-53
#     control: SC-7(21)
#     reason: The VPC is isolated from the networks that a transit gateway joins.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: No network behind a transit gateway has a way into the VPC.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: The VPC has no way out to networks behind a transit gateway.
#   - framework: iso-27001
#     control: A.8.22
#     reason: The VPC is segregated from the networks that a transit gateway joins.
package privatelink.rules.no_transit_gateway

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
