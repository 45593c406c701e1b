# METADATA
# title: No expired waiver
# description: No waiver is past its date while what it was for is still there.
# related_resources:
# - ref: https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/welcome.html
# custom:
#   id: expired-waiver
#   severity: medium
#   subject: consumer-vpc
#   remediation: >-
#     Remove what the waiver is for, or have its owner set a new date.
#   controls: []
#   no_controls: It keeps waivers current. That no waiver is past its last day says nothing about the boundary.
package privatelink.rules.expired_waiver

import data.privatelink.lib.findings as found
import data.privatelink.lib.waived
import data.privatelink.lib.waivers

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some i in waived.use.expired
	waiver := waivers.all[i]
	finding := found.of_document(waiver, {"message": $"the waiver for the rule {waiver.rule} expired on {waiver.expires}, and what it was for is still there"})
]
