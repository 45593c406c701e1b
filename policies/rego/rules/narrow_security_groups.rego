# METADATA
# title: Security groups are no wider than declared
# description: >-
#   The security groups of a consumer VPC let nothing in from, and out to, other ranges than the policy data allows
#   (`allowed_ranges`; by default private ones), and the VPC's default group, which whatever names no group gets, has no
#   rule. Security groups make no path: the proof of the VPC's isolation is not touched.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
# - ref: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html
# custom:
#   id: narrow-security-groups
#   severity: medium
#   remediation: >-
#     Name the clients' ranges or security groups as source, and the endpoint's security group as destination. Leave the
#     default group without rules. A range that is meant is listed in allowed_ranges of the policy data.
package privatelink.rules.narrow_security_groups

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.ranges
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

findings := array.concat(too_wide, default_groups)

too_wide := [finding |
	some range in ranges.wide
	finding := found.of_no_path(range.resource, range.place, {
		"what": {
			true: $"a security group that is open to a range which nobody declared ({range.argument})",
			false: $"a security group that is open to a range which is not known ({range.argument})",
		}[range.is_known],
		"is_certain": range.is_known,
		"cut": $"narrow {range.argument} of {range.resource.address}",
		"settle": $"let the plan know {range.argument} of {range.resource.address}",
	})
]

default_groups := [finding |
	some i in document.by_type.aws_default_security_group
	resource := document.resources[i]
	place := placement.places[i]
	some argument in ["egress", "ingress"]
	count(values.blocks(resource, argument)) > 0
	finding := found.of_no_path(resource, place, {
		"what": $"a default security group that has rules ({argument})",
		"cut": $"remove {argument} of {resource.address}",
	})
]
