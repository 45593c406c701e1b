# METADATA
# title: No public address
# description: >-
#   Nothing in a consumer VPC has, or is given at launch, a public address.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-ip-addressing.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eip
# custom:
#   id: no-public-address
#   severity: high
#   subject: consumer-vpc
#   remediation: >-
#     Remove the address or its association, or set the argument to false.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(28)
#     reason: Nothing in the VPC has an address on the internet.
#   - framework: nist-800-53
#     control: SC-7(11)
#     reason: Nothing in the VPC has a public address that traffic from the internet could be sent to.
#   - framework: pci-dss
#     control: "1.4.2"
#     reason: Nothing in the VPC has a public address that traffic from the internet could be sent to.
#   - framework: pci-dss
#     control: "1.4.4"
#     reason: What is in the VPC has no public address to be reached at.
#   - framework: iso-27001
#     control: A.8.20
#     reason: No device of the VPC is addressed on a public network.
package privatelink.rules.no_public_address

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
