# METADATA
# title: Security groups are no wider than declared
# description: >-
#   The security groups of a consumer VPC let nothing in from other ranges than the policy data allows (`allowed_ranges`; by
#   default private ones). The VPC's default group, which AWS gives to everything that names no group, has no rule that
#   lets traffic in. Rules that let traffic out to other ranges are reported: AWS's own default lets everything out. With
#   `require_narrow_egress: true` they fail. Security groups make no path: the proof of the VPC's isolation is not touched.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
# - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html
# custom:
#   id: narrow-security-groups
#   severity: medium
#   subject: consumer-vpc
#   loosened_by: [allowed_ranges]
#   remediation: >-
#     Name the clients' ranges or security groups as source, and the endpoint's security group as destination. Leave the
#     default group without rules. A range that is meant is listed in allowed_ranges of the policy data.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(5)
#     reason: Security groups deny by default, and what they let in comes only from ranges that the policy data allows.
#   - framework: nist-800-53
#     control: SC-7(11)
#     reason: Traffic is let in only from the ranges that the policy data allows, by default private ones.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: Security groups let in traffic only from allowed ranges. AWS denies everything else.
#   - framework: cis-aws
#     control: "6.3"
#     reason: A security group that lets in 0.0.0.0/0, at any port, is refused unless the policy data allows the range.
#   - framework: cis-aws
#     control: "6.4"
#     reason: A security group that lets in ::/0, at any port, is refused unless the policy data allows the range.
#   - framework: iso-27001
#     control: A.8.20
#     reason: Security groups limit what reaches the devices of the network to declared sources.
package privatelink.rules.narrow_security_groups

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.ranges
import data.privatelink.lib.settings
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([found.of_rule(annotations.custom.id), too_wide, default_groups])

too_wide := [finding |
	some range in ranges.wide
	finding := found.of_no_path(range.resource, range.place, {
		"what": $"a security group rule that lets traffic {ways[range.direction]} a range that {reasons[range.is_known]} ({range.argument})",
		"rating": rating[range.direction],
		"is_certain": certain(range),
		"cut": $"narrow {range.argument} of {range.resource.address}",
		"settle": found.plainly(unsettled(range), range.resource),
	})
]

ways := {"in": "in from", "out": "out to", "unknown": "in from, or out to,"}

reasons := {true: "the policy data does not allow", false: "is not known"}

# A group lets everything out unless somebody says otherwise, and where nothing leads out of the VPC that leads nowhere.
rating := {"in": "deny", "out": rating_out, "unknown": "deny"}

default rating_out := "warn"

rating_out := "deny" if settings.config.require_narrow_egress == true

certain(range) if {
	range.is_known
	range.direction != "unknown"
} else := false

unsettled(range) := range.argument if {
	not range.is_known
} else := "type"

default_groups := [finding |
	some i in document.by_type.aws_default_security_group
	resource := document.resources[i]
	place := placement.places[i]
	some argument, way in {"egress": "out", "ingress": "in"}
	count(values.blocks(resource, argument)) > 0
	finding := found.of_no_path(resource, place, {
		"what": $"a default security group that has rules ({argument})",
		"rating": rating[way],
		"cut": $"remove {argument} of {resource.address}",
	})
]
