# METADATA
# title: Address ranges are the VPC's own
# description: >-
#   A consumer VPC has no IPv6 ranges and no further ranges, which are what public addresses and overlaps need.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
# custom:
#   id: address-ranges
#   severity: low
#   remediation: >-
#     Remove the range where nothing needs it.
package privatelink.rules.address_ranges

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
