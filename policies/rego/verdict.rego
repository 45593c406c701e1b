# METADATA
# title: The verdict on a document
# description: >-
#   The entrypoint: always an object that says what was seen, so that an empty answer is never taken for a pass.
#   `verdict` is clean, violations or unjudgeable.
package privatelink

import data.privatelink.lib.document
import data.privatelink.lib.placement
import data.privatelink.rules.no_internet_gateway
import data.privatelink.rules.no_nat_gateway
import data.privatelink.rules.no_peering
import data.privatelink.rules.no_replacement
import data.privatelink.rules.not_visible

judged_by := [
	{"about": no_internet_gateway.annotations, "findings": no_internet_gateway.findings},
	{"about": no_nat_gateway.annotations, "findings": no_nat_gateway.findings},
	{"about": no_peering.annotations, "findings": no_peering.findings},
	{"about": no_replacement.annotations, "findings": no_replacement.findings},
	{"about": not_visible.annotations, "findings": not_visible.findings},
]

verdict := {
	"verdict": "unjudgeable",
	"form": document.form,
	"why": sort([reason | some reason in document.why]),
} if {
	count(document.why) > 0
} else := {
	"verdict": word,
	"form": document.form,
	"role": document.role,
	"examined": {
		"resources": document.normal.resource_count,
		"vpcs": count(placement.vpcs),
		"consumer_vpcs": placement.consumer_addresses,
		"rules": [rule.about.custom.id | some rule in judged_by],
	},
	"violations": violations,
}

word := "clean" if count(violations) == 0

word := "violations" if count(violations) > 0

# In order under OPA, where sets are; the checker sorts what WebAssembly gives, whose own sort takes minutes for
# thousands of objects.
violations := [violation |
	some rule in judged_by
	some finding in rule.findings
	violation := object.union(finding, {
		"rule": rule.about.custom.id,
		"title": rule.about.title,
		"severity": rule.about.custom.severity,
		"remediation": trim_space(rule.about.custom.remediation),
	})
]
