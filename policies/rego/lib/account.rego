# METADATA
# title: The account of a document
# description: >-
#   Every resource of a document with a consumer VPC is counted once, as outside of all of them, as inside and harmless, as
#   inside and a way out, or as unproven; every end of an argument that places a resource once, as inside, outside, nowhere or
#   open. Ways out and unproven ones are what rules found. What is harmless is asked of the classification, without the rules:
#   a way out that no rule found is neither, and is missing in the sum. The verdict refuses itself where a sum is not that of
#   the document.
package privatelink.lib.account

import data.privatelink.lib.classification
import data.privatelink.lib.conditions
import data.privatelink.lib.consumers
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.one_vpc
import data.privatelink.lib.placement
import data.privatelink.lib.routes

# By outcome, the addresses that rules found something of.
found(findings, outcome) := {finding.address: true |
	some finding in findings
	finding.outcome == outcome
	count(finding.vpcs) > 0
}

resources(findings) := {
	"outside": count([1 | some resource in document.resources; not is_found(resource, violated, unproven); is_outside(resource)]),
	"harmless": count([1 | some i, _ in placement.places; is_harmless(document.resources[i], violated, unproven)]),
	"ways_out": count([1 | some resource in document.resources; violated[resource.address]]),
	"unproven": count([1 | some resource in document.resources; not violated[resource.address]; unproven[resource.address]]),
} if {
	violated := found(findings, "violated")
	unproven := found(findings, "unproven")
}

is_found(resource, violated, _) if violated[resource.address]

is_found(resource, _, unproven) if unproven[resource.address]

is_harmless(resource, violated, unproven) if {
	not is_found(resource, violated, unproven)
	not is_refused(resource)
}

# What has to be found by some rule, as the classification says. A data source is of something that exists, and is judged
# by what was found.
is_refused(resource) if {
	resource.mode == "managed"
	classification.types[resource.type].kind in {"opaque", "path"}
}

is_refused(resource) if {
	resource.mode == "managed"
	not classification.is_classified(resource.type)
}

is_refused(resource) if denied[resource.index]

is_refused(resource) if leads_out[resource.index]

denied := {unmet.index: true | some unmet in conditions.unmet; unmet.condition.rating == "deny"}

leads_out := {target.resource.index: true | some target in routes.all}

# All that places it leads to other VPCs, or to nothing that stands in one.
is_outside(resource) if {
	not placement.places[resource.index]
	every node in object.get(links.starts, resource.index, set()) {
		is_end_outside(node)
	}
}

# An argument that leads to another VPC settles those that are not resolved, but none that leads to a consumer's.
is_outside(resource) if {
	not placement.places[resource.index]
	one_vpc.settled[resource.address]
	every node in links.starts[resource.index] {
		not placement.inside[node]
	}
}

is_end_outside(node) if {
	is_closed(node)
	placement.leads_to_others[node]
}

is_end_outside(node) if is_end_nowhere(node)

is_end_nowhere(node) if {
	is_closed(node)
	not placement.leads_to_others[node]
	placement.leads_to_nothing[node]
}

is_closed(node) if {
	not placement.inside[node]
	not placement.open[node]
}

ends := {
	"inside": count([1 | some node in all_ends; placement.inside[node]; not placement.open[node]]),
	"outside": count([1 | some node in all_ends; is_closed(node); placement.leads_to_others[node]]),
	"nowhere": count([1 | some node in all_ends; is_end_nowhere(node)]),
	"open": count([1 | some node in all_ends; placement.open[node]]),
}

all_ends := [node | some nodes in links.starts; some node in nodes]

# Why the account does not hold; empty where it does, and where there is no consumer VPC to give account of.
why(findings) := set() if {
	not consumers.any_consumer
} else := wrong("resources", resources(findings), document.normal.resource_count) | wrong("ends", ends, count(all_ends))

wrong(what, counts, number) := set() if {
	sum([n | some n in counts]) == number
	what != ""
} else := {$"the account of the {what} is wrong: {sum([n | some n in counts])} of {number} are accounted for; please report it as a defect"}
