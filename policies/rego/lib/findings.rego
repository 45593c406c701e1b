# METADATA
# title: What a rule found
# description: One shape for all rules. Names of arguments and addresses are shown, values never are.
package privatelink.lib.findings

import data.privatelink.lib.classification
import data.privatelink.lib.conditions
import data.privatelink.lib.document
import data.privatelink.lib.found
import data.privatelink.lib.homes
import data.privatelink.lib.placement
import data.privatelink.lib.presence
import data.privatelink.lib.routes
import data.privatelink.lib.witness

# A finding about a resource at a place. Details: `what` was found, in words; and where they are not the usual,
# `rating` (deny), `is_certain` (true), `witness`, `cut`, `settle`, and what the message says after the place (`more`).
of_place(resource, place, details) := {
	"address": resource.address,
	"construct_path": resource.construct_path,
	"vpcs": place.vpcs,
	"about": [],
	"basis": place.basis,
	"outcome": outcome(resource, place, details),
	"message": $"{details.what} {where(place)}{object.get(details, "more", "")}",
	"witness": object.get(details, "witness", []),
	"cut": object.get(details, "cut", $"remove {resource.address}"),
	"settle": settle(resource, place, details),
}

# A finding about what is in a consumer VPC and makes no path out of it: the proof of the VPC stands. `about` names
# the VPC.
of_no_path(resource, place, details) := object.union(of_place(resource, place, details), {"vpcs": [], "about": place.vpcs})

# A finding that is not about a place: what a plan does, or what the document is.
of_document(resource, details) := object.union(
	{
		"address": resource.address,
		"construct_path": object.get(resource, "construct_path", null),
		"vpcs": [],
		"about": [],
		"basis": "document",
		"outcome": "violated",
		"witness": [],
		"cut": null,
		"settle": null,
	},
	details,
)

outcome(resource, place, details) := "warning" if {
	details.rating == "warn"
	place.basis != ""
} else := "unproven" if {
	details.is_certain == false
} else := "unproven" if {
	may_be_absent(resource)
} else := "unproven" if {
	place.basis in {"beside", "unresolved"}
} else := "violated"

settle(resource, place, details) := null if {
	outcome(resource, place, details) != "unproven"
} else := details.settle if {
	details.is_certain == false
} else := "check a plan, which knows how many there are" if {
	may_be_absent(resource)
} else := settle_place

may_be_absent(resource) if presence.may_be_disabled(resource)

# Of a resource with `count` or `for_each` a stack does not say whether there is one.
may_be_absent(resource) if {
	resource.form == "written"
	some name in ["count", "for_each"]
	number := object.get(resource.body, name, null)
	number != null
	not is_certainly_there(number)
}

is_certainly_there(number) if {
	is_number(number)
	number > 0
}

is_certainly_there(items) if {
	not is_string(items)
	not is_number(items)
	count(items) > 0
}

settle_place := $"name the VPC by a plain reference{or_plan("its id")}; list the id of another VPC in `other_vpcs` of the policy data"

# What settles a value that is not known: a plan's, too, may be known only after apply.
plainly(argument, resource) := $"give {argument} of {resource.address} a plain value{or_plan("it")}"

or_plan(what) := $", or check a plan in which {what} is known" if {
	document.form != "plan"
} else := $", or apply what {what} comes from, and plan again"

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

all := array.flatten([of_types, of_conditions, of_routes, found.all])

# Resources that are refused for what they are.
of_types := [{"rule": entry.rule, "finding": finding} |
	some type, indexes in document.by_type
	entry := classification.types[type]
	entry.kind in {"path", "warn"}
	some i in indexes
	resource := document.resources[i]
	is_there(resource)
	not is_bridge(entry, resource.address)
	some place in placement.all_places(i)
	finding := of_place(resource, place, {
		"what": entry.what,
		"rating": {"path": "deny", "warn": "warn"}[entry.kind],
		"witness": witness.of_resource(resource, place, entry.what, entry.outside),
	})
]

# `no-forwarding` compares the homes of a resource. What it finds there says more than the warning of the type.
is_bridge(entry, address) if {
	entry.kind == "warn"
	bridges[address]
}

bridges[bridge.resource.address] := true if some bridge in homes.bridges

# A data source is of something that exists; what it only asks for may be anywhere else.
is_there(resource) if resource.mode == "managed"

is_there(resource) if {
	resource.mode == "data"
	placement.inside[resource.address]
}

# Resources that are refused for an argument.
of_conditions := [{"rule": condition.rule, "finding": finding} |
	some unmet in conditions.unmet
	condition := unmet.condition
	resource := document.resources[unmet.index]
	entry := classification.types[resource.type]
	some place in places_of(unmet.index, condition)
	finding := of_place(resource, place, {
		"what": $"{condition.what} ({condition.argument}{words[unmet.result]})",
		"rating": condition.rating,
		"is_certain": is_certain(unmet.result, condition.rule),
		"witness": witness_of(resource, place, condition, entry),
		"cut": conditions.cut(resource, condition),
		"settle": plainly(condition.argument, resource),
	})
]

# What opens no way has no path.
witness_of(resource, place, condition, entry) := [] if {
	condition.opens_no_way
} else := witness.of_resource(resource, place, $"{object.get(entry, "what", resource.type)} with {condition.what}", outside(entry, condition))

# What no argument places may concern any consumer VPC.
places_of(i, condition) := [place | place := placement.beside] if condition.beside

else := placement.all_places(i)

# What runs unseen may as well open nothing.
is_certain(result, rule) if {
	result != "unknown"
	rule != "unseen-change"
} else := false

outside(entry, condition) := condition.outside if {
	condition.outside
} else := entry.outside if {
	entry.outside
} else := object.get(outside_of_rule, condition.rule, "what is outside the VPC")

outside_of_rule := {
	"no-dynamic-routes": "networks whose routes the table takes",
	"no-forwarding": "wherever it forwards to",
	"no-public-address": "whoever reaches the address",
}

words := {"omitted": " is left out", "refused": "", "unknown": " is not known"}

# Routes, by what they lead to.
of_routes := [{"rule": target.rule, "finding": finding} |
	some target in routes.all
	finding := of_place(target.resource, target.place, {
		"what": $"a route to {target.what} ({target.argument})",
		"is_certain": target.is_certain,
		"witness": witness.of_route(target),
		"cut": target.cut,
		"settle": $"name the target by a plain reference{or_plan("its id")}",
	})
]
