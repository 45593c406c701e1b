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
#   remediation: >-
#     Remove the peering connection, its acceptance or the route. A service in another VPC is reached by its endpoint
#     service.
package privatelink.rules.no_peering

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
