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
#   subject: consumer-vpc
#   remediation: >-
#     Remove the association. Another account is a consumer with a VPC of its own.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(21)
#     reason: No other account places resources into the subnets of the VPC.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: No other account is inside the VPC, where no boundary would restrict its traffic.
#   - framework: iso-27001
#     control: A.8.22
#     reason: The VPC is not shared with groups of users in other accounts.
package privatelink.rules.no_shared_subnet

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
