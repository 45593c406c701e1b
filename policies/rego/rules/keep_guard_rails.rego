# METADATA
# title: Guard rails stay
# description: >-
#   Block Public Access and encryption controls have no exclusions, and are not turned off, where a consumer VPC is.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_block_public_access_options
# custom:
#   id: keep-guard-rails
#   severity: high
#   remediation: >-
#     Remove the exclusion, or turn the control on.
package privatelink.rules.keep_guard_rails

import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

findings := found.of_rule(annotations.custom.id)
