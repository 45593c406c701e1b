# METADATA
# title: What a rule found
# description: One shape for all rules. Names of arguments and addresses are shown, values never are.
package privatelink.lib.findings

import data.privatelink.lib.classification
import data.privatelink.lib.conditions
import data.privatelink.lib.document
import data.privatelink.lib.placement
import data.privatelink.lib.routes
import data.privatelink.lib.witness

# A finding about a resource at a place. Details: `what` was found, in words; and where they are not the usual,
# `rating` (deny), `is_certain` (true), `witness`, `cut`, `settle`.
of_place(resource, place, details) := {
	"address": resource.address,
	"construct_path": resource.construct_path,
	"vpcs": place.vpcs,
	"basis": place.basis,
	"outcome": outcome(place, details),
	"message": $"{details.what} {where(place)}",
	"witness": object.get(details, "witness", []),
	"cut": object.get(details, "cut", $"remove {resource.address}"),
	"settle": settle(place, details),
}

# A finding about what is in a consumer VPC and makes no path out of it: the proof of the VPC stands.
of_no_path(resource, place, details) := object.union(of_place(resource, place, details), {"vpcs": []})

# A finding that is not about a place: what a plan does, or what the document is.
of_document(resource, details) := object.union(
	{
		"address": resource.address,
		"construct_path": object.get(resource, "construct_path", null),
		"vpcs": [],
		"basis": "document",
		"outcome": "violated",
		"witness": [],
		"cut": null,
		"settle": null,
	},
	details,
)

outcome(place, details) := "warning" if {
	details.rating == "warn"
	place.basis != ""
} else := "unproven" if {
	details.is_certain == false
} else := "unproven" if {
	place.basis in {"beside", "unresolved"}
} else := "violated"

settle(place, details) := null if {
	outcome(place, details) != "unproven"
} else := details.settle if {
	details.is_certain == false
} else := settle_place

settle_place := "name the VPC by a plain reference, or check a plan in which its id is known"

default where(_) := "in a place that could not be described"

where(place) := "in a stack whose role is consumer" if place.basis == "role"

where(place) := $"in the consumer VPC {listed(place.vpcs)}" if place.basis == "resolved"

where(place) := $"beside the consumer VPC {listed(place.vpcs)}" if place.basis == "beside"

where(place) := concat("", [
	$"in a VPC that could not be resolved ({listed(place.open)}), while the document has the consumer VPC ",
	listed(place.vpcs),
]) if {
	place.basis == "unresolved"
}

# The first three, for there may be a thousand.
listed(names) := concat(", ", names) if {
	count(names) < 4
} else := $"{concat(", ", array.slice(names, 0, 3))} and {count(names) - 3} more"

# All that the classification and the routes give, by the rule that answers for it.
of_rule(id) := [all[i].finding | some i in by_rule[id]] if {
	by_rule[id]
} else := []

by_rule[entry.rule] contains i if some i, entry in all

all := array.flatten([of_types, of_conditions, of_routes])

# Resources that are refused for what they are.
of_types := [{"rule": entry.rule, "finding": finding} |
	some type, indexes in document.by_type
	entry := classification.types[type]
	entry.kind in {"path", "warn"}
	some i in indexes
	resource := document.resources[i]
	is_there(resource)
	place := placement.places[i]
	finding := of_place(resource, place, {
		"what": entry.what,
		"rating": {"path": "deny", "warn": "warn"}[entry.kind],
		"witness": witness.of_resource(resource, place, entry.what, entry.outside),
	})
]

# A data source is of something that exists; what it only asks for may be anywhere else.
is_there(resource) if resource.mode == "managed"

is_there(resource) if {
	resource.mode == "data"
	placement.inside[resource.address]
}

# Resources that are refused for an argument.
of_conditions := [{"rule": condition.rule, "finding": finding} |
	some type, indexes in document.by_type
	entry := classification.types[type]
	some condition in entry.conditions
	some i in indexes
	resource := document.resources[i]
	resource.mode == "managed"
	place := placement.places[i]
	result := conditions.of(resource, condition)
	finding := of_place(resource, place, {
		"what": $"{condition.what} ({condition.argument}{words[result]})",
		"rating": condition.rating,
		"is_certain": result != "unknown",
		"witness": witness.of_resource(resource, place, $"{object.get(entry, "what", type)} with {condition.what}", object.get(condition, "outside", object.get(entry, "outside", "outside"))),
		"cut": conditions.cut(resource, condition),
		"settle": $"give {condition.argument} of {resource.address} a plain value, or check a plan in which it is known",
	})
]

words := {"omitted": " is left out", "refused": "", "unknown": " is not known"}

# Routes, by what they lead to.
of_routes := [{"rule": target.rule, "finding": finding} |
	some target in routes.all
	finding := of_place(target.resource, target.place, {
		"what": $"a route to {target.what} ({target.argument})",
		"is_certain": target.kind != "unknown",
		"witness": witness.of_route(target),
		"cut": target.cut,
		"settle": "name the target by a plain reference, or check a plan in which its id is known",
	})
]
