# METADATA
# title: The verdict for conftest
# description: >-
#   What fails is denied, and what is warned of or waived is a warning; each with all that the verdict says of it. One run of
#   conftest knows one document at a time, so waivers that nothing needs are not told. A document in which no VPC counts as a
#   consumer's gets a warning, because its pass proves nothing.
package main

import data.privatelink

words := {"clean", "violations", "unjudgeable"}

fails(finding) if {
	finding.outcome != "warning"
	finding.waiver == null
}

deny contains result if {
	some finding in privatelink.verdict.findings
	fails(finding)
	result := object.union(finding, {"msg": message(finding)})
}

deny contains {"msg": $"it could not be judged: {reason}"} if {
	some reason in privatelink.verdict.why
}

# No verdict is no pass.
deny contains {"msg": "the policies give no verdict on it"} if not privatelink.verdict.verdict in words

warn contains result if {
	some finding in privatelink.verdict.findings
	not fails(finding)
	result := object.union(finding, {"msg": message(finding)})
}

# The checker's report has the same note. Stacks of this project have a role, which says that they are no consumer's.
warn contains {"msg": nothing_proven} if {
	privatelink.verdict.verdict != "unjudgeable"
	privatelink.verdict.role == null
	count(privatelink.verdict.consumer_vpcs) == 0
}

nothing_proven := concat(" ", [
	"no VPC counts as a consumer's, so nothing is proven about any VPC;",
	"tag a VPC `privatelink:vpc-role: consumer`, or set `consumer_vpcs` or `strict: true` in the policy data",
])

message(finding) := concat("", [
	$"{finding.rule} ({finding.severity}, {outcome(finding)}) {finding.address}: {finding.message}",
	prefixed("; path: ", path(finding)),
	prefixed("; cut: ", finding.cut),
	prefixed("; settled by: ", finding.settle),
])

outcome(finding) := finding.outcome if finding.waiver == null

outcome(finding) := $"waived until {finding.waiver.expires}" if finding.waiver != null

path(finding) := concat(" -> ", [where | some step in finding.witness; where := place(step)])

place(step) := step.address if is_string(step.address)

place(step) := step.what if not is_string(step.address)

default prefixed(_, _) := ""

prefixed(prefix, text) := concat("", [prefix, text]) if {
	is_string(text)
	text != ""
}
