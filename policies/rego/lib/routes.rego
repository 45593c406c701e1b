# METADATA
# title: Routes and what they lead to
# description: Routes that stand alone, inline ones and edge associations, with the kinds of their targets.
package privatelink.lib.routes

import data.privatelink.lib.catalog
import data.privatelink.lib.document
import data.privatelink.lib.placement
import data.privatelink.lib.references

# Targets of routes in, or possibly in, consumer VPCs: the resource, where it is, the argument, and the kinds of thing
# it may be: internet, nat, peering, local, other, or unknown.
targets := array.concat(standalone, inline)

standalone := [{"resource": resource, "place": place, "argument": name, "kinds": kinds(name, nodes)} |
	some resource in document.resources
	resource.type in catalog.standalone_routes
	resource.mode == "managed"
	place := placement.of_resource(resource)
	some name in catalog.target_arguments[resource.type]
	nodes := resource.arguments[name]
	count(nodes) > 0
]

inline := [{"resource": resource, "place": place, "argument": $"route.{name}", "kinds": kinds(name, nodes)} |
	some resource in document.resources
	resource.mode == "managed"
	count(resource.routes) > 0
	place := placement.of_resource(resource)
	some route in resource.routes
	some name, nodes in route
	count(nodes) > 0
]

kinds(name, _) := {catalog.kind_of_argument[name]}

kinds(name, nodes) := {kind | some node in ends(nodes); kind := kind_of(node)} if not catalog.kind_of_argument[name]

# A reference stands for the first resource or literal it leads to.
ends(nodes) := {node | some node in ((nodes | graph.reachable(aliases, nodes)) | targets_of(nodes)); not aliases[node]}

targets_of(nodes) := {target | some node in graph.reachable(aliases, nodes); some target in aliases[node]}

# A literal is known by its prefix, whichever resource has that id.
aliases := {node: targets | some node, targets in document.normal.aliases; not references.is_literal(node)}

default kind_of(_) := "unknown"

kind_of(node) := kind if {
	references.is_literal(node)
	kind := catalog.kind_of_prefix[split(trim_prefix(node, "="), "-")[0]]
}

kind_of(node) := kind if {
	not references.is_literal(node)
	names := split(trim_prefix(split(node, "/")[1], "data."), ".")
	kind := catalog.kind_of_type[names[0]]
}

# Targets of one kind, as (resource, place, argument).
leading_to(kind) := [target | some target in targets; target.kinds[kind]]
