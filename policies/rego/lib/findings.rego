# METADATA
# title: What a rule found
# description: One shape for all rules. Names of arguments and addresses are shown, values never are.
package privatelink.lib.findings

import data.privatelink.lib.document
import data.privatelink.lib.placement
import data.privatelink.lib.routes

of_place(resource, place, what) := {
	"address": resource.address,
	"construct_path": resource.construct_path,
	"basis": place.basis,
	"message": $"{what} {where(place)}",
}

default where(_) := "in a place that could not be described"

where(place) := "in a stack whose role is consumer" if place.basis == "role"

where(place) := $"in the consumer VPC {concat(", ", place.vpcs)}" if place.basis == "resolved"

where(place) := $"beside the consumer VPC {concat(", ", place.vpcs)}" if place.basis == "beside"

where(place) := concat("", [
	$"in a VPC that could not be resolved ({concat(", ", place.open)}), while the document has the consumer VPC ",
	$"{concat(", ", place.vpcs)}; a plain reference to the VPC, or a plan in which its id is known, would settle it",
]) if {
	place.basis == "unresolved"
}

# Findings for resources that are refused for what they are.
of_types(types) := {finding |
	some resource in document.resources
	resource.mode == "managed"
	what := types[resource.type]
	place := placement.of_resource(resource)
	finding := of_place(resource, place, what)
}

# Findings for routes that lead to a kind of target.
of_routes(kind, what) := {finding |
	some target in routes.leading_to(kind)
	finding := of_place(target.resource, target.place, $"{what} ({target.argument})")
}
