# METADATA
# title: No VPC peering
# description: >-
#   A consumer VPC is on neither side of a peering connection, accepts none, and has no route to one.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/peering/what-is-vpc-peering.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_peering_connection
# custom:
#   id: no-peering
#   severity: critical
#   subject: consumer-vpc
#   remediation: >-
#     Remove the peering connection, its acceptance or the route. A service in another VPC is reached by its endpoint
#     service.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(3)
#     reason: The VPC has no external connection through VPC peering.
#   - framework: nist-800-53
#     control: SC-7(21)
#     reason: >-
#       The VPC is isolated from other VPCs: none is peered with it.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: No other VPC has a way in through a peering connection.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: The VPC has no way out to another VPC through a peering connection.
#   - framework: cis-aws
#     control: "6.6"
#     reason: >-
#       The VPC has no peering connection and no route to one, so that no route can allow more than the least access.
#   - framework: iso-27001
#     control: A.8.22
#     reason: The VPC is segregated from other VPCs.
package privatelink.rules.no_peering

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
