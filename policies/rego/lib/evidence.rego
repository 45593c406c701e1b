# METADATA
# title: What the verdict is made of
# description: The findings of all rules with their waivers, and for each consumer VPC whether it is proven isolated.
package privatelink.lib.evidence

import data.privatelink.lib.account as accounts
import data.privatelink.lib.consumers
import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.links
import data.privatelink.lib.names_in_use
import data.privatelink.lib.placement
import data.privatelink.lib.registry
import data.privatelink.lib.waivers
import data.privatelink.rules.expired_waiver

rules := array.concat(registry.all, [{"about": expired_waiver.annotations, "findings": expired_waiver.findings}])

is_rule(id) if {
	some rule in rules
	rule.about.custom.id == id
}

examined := {
	"resources": document.normal.resource_count,
	"types": count(document.by_type),
	"vpcs": count(links.vpcs),
	"rules": sort([rule.about.custom.id | some rule in rules]),
	"account": account,
}

# How all resources and ends were judged; null where there is no consumer VPC.
account := {"resources": accounts.resources(findings), "ends": accounts.ends} if {
	consumers.any_consumer
} else := null

why := accounts.why(findings)

# In the order of the rules; the checker sorts them, for WebAssembly's own sort takes minutes for thousands of objects.
findings := [complete(rule.about, finding) |
	some rule in rules
	some finding in rule.findings
	not finding.relies_on
]

# What would be a finding, if AWS did not say that nobody is connected.
relied_on := [{
	"rule": rule.about.custom.id,
	"address": finding.address,
	"message": finding.message,
	"because": finding.relies_on.because,
	"status": finding.relies_on.status,
} |
	some rule in rules
	some finding in rule.findings
	finding.relies_on
]

complete(about, finding) := object.union(finding, {
	"rule": about.custom.id,
	"title": about.title,
	"severity": about.custom.severity,
	"remediation": trim_space(about.custom.remediation),
	"links": [link.ref | some link in about.related_resources],
	"waiver": waivers.holding(about.custom.id, finding.address),
})

counts(finding) if {
	finding.waiver == null
	finding.outcome != "warning"
}

word := "violations" if {
	some finding in findings
	counts(finding)
} else := "clean"

# Outcomes that concern a VPC.
outcomes[vpc] contains finding.outcome if {
	some finding in findings
	counts(finding)
	some vpc in finding.vpcs
}

result(vpc) := "VIOLATED" if {
	"violated" in outcomes[vpc]
} else := "UNPROVEN" if {
	"unproven" in outcomes[vpc]
} else := "PROVEN"

consumer_vpcs := [{
	"address": vpc,
	"construct_path": construct_path(vpc),
	"result": result(vpc),
	"because": because(vpc),
	"examined": object.get(examined_in, vpc, {}),
	"endpoints": [endpoint | some endpoint in object.get(endpoints_in, vpc, [])],
	"assumptions": array.flatten([consumers.assumptions(vpc), assumed_of_endpoints(vpc), names_in_use.assumptions]),
} |
	some vpc in consumers.addresses
]

default construct_path(_) := null

construct_path(vpc) := links.by_address[vpc].construct_path

because(vpc) := min(consumers.reasons[vpc]) if {
	consumers.reasons[vpc]
} else := "strict" if {
	vpc == consumers.not_shown
} else := "role"

# Numbers of what stands in a VPC, by type; types of data sources begin with `data.`.
examined_in[vpc] := {type: count(indexes) | some type, indexes in by_type} if {
	some vpc, by_type in members_of
}

type_of(resource) := $"data.{resource.type}" if {
	resource.mode == "data"
} else := resource.type

members_of[vpc][type_of(document.resources[i])] contains i if {
	some i, place in placement.places
	place.basis != "unresolved"
	some vpc in place.vpcs
}

endpoints_in[vpc] := [endpoints.shown[i] | some i in indexes] if {
	some vpc, indexes in endpoint_indexes
}

assumed_of_endpoints(vpc) := sort([endpoints.assumption(endpoints.all[i]) | some i in object.get(endpoint_indexes, vpc, set())])

endpoint_indexes[vpc] contains i if {
	some i, endpoint in endpoints.all
	some vpc in placement.places[endpoint.index].vpcs
}
