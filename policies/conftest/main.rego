# METADATA
# title: The verdict for conftest
# description: >-
#   What fails is denied, and what is warned of or waived is a warning; each with all that the verdict says of it. A document
#   in which no VPC counts as a consumer's is denied, because its pass would prove nothing; unless the policy data allows it.
#   conftest knows one document at a time, so that waivers that nothing needs are not told, and a name of the policy data
#   that matches nothing is a warning: another document may have it.
package main

import data.privatelink
import data.privatelink.lib.remote_states
import data.privatelink_policy

words := {"clean", "violations", "unjudgeable"}

fails(finding) if {
	finding.outcome != "warning"
	finding.waiver == null
}

deny contains result if {
	some finding in findings
	fails(finding)
	result := object.union(finding, {"msg": message(finding)})
}

deny contains {"msg": $"it could not be judged: {reason}"} if {
	some reason in privatelink.verdict.why
}

# No verdict is no pass.
deny contains {"msg": "the policies give no verdict on it"} if not privatelink.verdict.verdict in words

warn contains result if {
	some finding in findings
	not fails(finding)
	result := object.union(finding, {"msg": message(finding)})
}

# What would be a finding, if AWS did not say that nobody is connected.
warn contains {"msg": $"{relied.rule} {relied.address}: no finding, because {relied.because}"} if {
	some relied in privatelink.verdict.relied_on
}

# What says the same of the same thing is one finding, as in the checker.
findings := [privatelink.verdict.findings[min(indexes)] | some indexes in alike]

alike[[finding.rule, finding.address, finding.outcome, finding.message]] contains i if {
	some i, finding in privatelink.verdict.findings
}

deny contains {"msg": nothing_proven} if {
	proves_nothing
	not is_allowed
}

warn contains {"msg": nothing_proven} if {
	proves_nothing
	is_allowed
}

# Stacks of this project have a role, which says that they are no consumer's.
proves_nothing if {
	privatelink.verdict.verdict != "unjudgeable"
	privatelink.verdict.role == null
	count(privatelink.verdict.consumer_vpcs) == 0
	not destroys_consumer_vpc
}

destroys_consumer_vpc if count(privatelink.verdict.names.destroyed) > 0

is_allowed if privatelink_policy.config.allow_no_consumer_vpc == true

warn contains {"msg": $"`{list}` of the policy data names `{name}`, which matches nothing in this document"} if {
	some list, used in privatelink.verdict.names.used
	some i, entry in privatelink_policy.config[list]
	not i in used
	name := name_of(entry)
}

name_of(entry) := entry if is_string(entry)

name_of(entry) := entry.type if entry.type

name_of(entry) := remote_states.words(entry) if entry.remote_state

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
