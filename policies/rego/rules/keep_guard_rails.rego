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
#   subject: consumer-vpc
#   remediation: >-
#     Remove the exclusion, or turn the control on.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(5)
#     reason: >-
#       The configuration makes no exception to Block Public Access or encryption controls, and does not turn them off.
#   - framework: iso-27001
#     control: A.8.20
#     reason: Controls of AWS that protect the whole network stay on, without exclusions.
package privatelink.rules.keep_guard_rails

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement

annotations := rego.metadata.chain()[1].annotations

findings := array.concat(found.of_rule(annotations.custom.id), [finding |
	some change in document.normal.changes
	change.actions == {"delete"}
	what := guards[change.type]
	finding := found.of_place(object.union(change, {"construct_path": null}), placement.account, {
		"what": $"the end of {what}",
		"cut": $"keep {change.address}",
	})
])

guards := {
	"aws_vpc_block_public_access_options": "Block Public Access",
	"aws_vpc_encryption_control": "an encryption control",
	"awscc_ec2_vpc_block_public_access_options": "Block Public Access",
	"awscc_ec2_vpc_encryption_control": "an encryption control",
}
