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
#   remediation: >-
#     Remove the address or its association, or set the argument to false.
package privatelink.rules.no_public_address

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
