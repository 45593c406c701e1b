# METADATA
# title: Nobody else is inside
# description: >-
#   No subnet of a consumer VPC is shared with other accounts, and no security group of it is used in another VPC.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ram_resource_association
# custom:
#   id: no-shared-subnet
#   severity: high
#   remediation: >-
#     Remove the association. Another account is a consumer with a VPC of its own.
package privatelink.rules.no_shared_subnet

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
