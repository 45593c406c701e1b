# METADATA
# title: Normal form of a plan
# description: >-
#   `terraform show -json` of a plan. Judged is the final state: every object that is there after the plan, changed or
#   not. Where a value is unknown, the references of the configuration say what it may be.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/internals/json-format
package privatelink.lib.plan

import data.privatelink.lib.catalog
import data.privatelink.lib.marks
import data.privatelink.lib.modules
import data.privatelink.lib.references

is_form if {
	some key in {"format_version", "planned_values", "resource_changes", "prior_state"}
	object.get(input, key, null) != null
}

document := {
	"role": role,
	"resources": resources,
	"to_judge": [instance.address | some instance in instances; catalog.is_judged(instance.type)],
	"resource_count": count({resource.address | some resource in instances}),
	"aliases": object.union(ids, object.union(variables, outputs)),
	"hidden_modules": [],
	"replaced": replaced,
}

default role := null

role := marked_output.value if marked_output.value != null

# An output that is planned but not known.
role := "unknown until apply" if {
	marked_output
	object.get(marked_output, "value", null) == null
}

marked_output := input.planned_values.outputs[marks.role_output]

planned_root := object.get(input, ["planned_values", "root_module"], {})

prior_root := object.get(input, ["prior_state", "values", "root_module"], {})

configuration_root := object.get(input, ["configuration", "root_module"], {})

resource_changes := object.get(input, "resource_changes", [])

# All objects of the final state. One that resource_changes lists is as it says there; the others come from what was
# planned, from the prior state, and from drift: a refresh-only plan lists no changes.
instances := array.flatten([changed, planned, prior, drifted])

changed := [from_change(entry) |
	some entry in resource_changes
	object.get(entry, ["change", "actions"], []) != ["delete"]
]

changed_addresses := {instance.address | some instance in changed}

# What resource_changes speaks of, deleted or not; a deposed object's entry says nothing of the current one.
listed[entry.address] := true if {
	some entry in resource_changes
	not entry.deposed
}

listed[entry.previous_address] := true if some entry in resource_changes

planned := [object.union(resource, {"values": object.get(resource, "values", {}), "unknown": {}, "partial": true}) |
	some resource in modules.resources(planned_root)
	not changed_addresses[resource.address]
]

planned_addresses := {resource.address | some resource in planned}

prior := [object.union(resource, {"values": object.get(resource, "values", {}), "unknown": {}, "partial": false}) |
	some resource in modules.resources(prior_root)
	not listed[resource.address]
	not planned_addresses[resource.address]
]

drifted := [from_change(entry) |
	some entry in object.get(input, "resource_drift", [])
	not listed[entry.address]
	not planned_addresses[entry.address]
	object.get(entry, ["change", "actions"], []) != ["delete"]
]

from_change(entry) := {
	"address": entry.address,
	"mode": entry.mode,
	"type": entry.type,
	"name": entry.name,
	"module_address": object.get(entry, "module_address", ""),
	"values": final_values(entry.change),
	"unknown": unknown_values(entry.change),
	"partial": is_wholly_unknown(entry.change),
}

default unknown_values(_) := {}

unknown_values(change) := change.after_unknown if is_object(change.after_unknown)

default is_wholly_unknown(_) := false

is_wholly_unknown(change) if change.after_unknown == true

# What is destroyed and made anew, in either order, and the arguments that force it.
replaced := [object.union(named, {"kinds": kinds, "arguments": arguments, "reason": reason}) |
	some entry in resource_changes
	entry.mode == "managed"
	actions := {action | some action in object.get(entry, ["change", "actions"], [])}
	actions == {"create", "delete"}
	named := {"address": entry.address, "type": entry.type}
	before := object.get(entry, ["change", "before"], null)
	kinds := {before[name] | some name in ["load_balancer_type", "type"]}
	arguments := sort([name | some name in {path[0] | some path in object.get(entry, ["change", "replace_paths"], [])}])
	reason := object.get(entry, "action_reason", "")
]

# An object that Terraform only forgets stays as it was.
final_values(change) := change.after if is_object(change.after)

else := change.before if is_object(change.before)

else := {}

resources := [resource |
	some instance in instances
	catalog.is_judged(instance.type)
	scope := references.without_indexes(module_address(instance))
	node := references.node(scope, $"{prefix[instance.mode]}{instance.type}.{instance.name}")
	resource := {
		"address": instance.address,
		"node": node,
		"type": instance.type,
		"mode": instance.mode,
		"construct_path": null,
		"mark": mark(instance),
		"arguments": {name: nodes |
			some name in catalog.arguments(instance.type)
			nodes := argument(instance, scope, node, name)
		},
		"routes": routes(instance, scope, node),
	}
]

prefix := {"managed": "", "data": "data."}

# planned_values and prior_state give the module's address only as the start of the resource's own.
module_address(instance) := instance.module_address

module_address(instance) := parent if {
	not instance.module_address
	parent := trim_suffix(before_last(instance.address, $"{prefix[instance.mode]}{instance.type}.{instance.name}"), ".")
}

before_last(text, part) := substring(text, 0, positions[count(positions) - 1]) if {
	pieces := split(text, part)
	positions := [count(text) - (count(pieces[count(pieces) - 1]) + count(part))]
}

argument(instance, scope, node, name) := expected(scope, node, name) if is_unknown(instance, name)

argument(instance, _, _, name) := of_value(object.get(instance.values, name, null)) if not is_unknown(instance, name)

of_value(null) := set()

of_value("") := set()

of_value(value) := {$"={value}"} if {
	is_string(value)
	value != ""
}

of_value(value) := {references.unfollowable} if {
	not is_string(value)
	not is_null(value)
}

is_unknown(instance, name) if not object.get(instance.unknown, name, false) in {false, null}

# What is unknown is left out where nothing says what is: in planned_values, and in an object unknown as a whole.
is_unknown(instance, name) if {
	instance.partial
	object.get(instance.values, name, "absent") == "absent"
}

# Nodes that an unknown value may turn into. What the configuration does not set, the provider computes by itself.
expected(_, node, _) := {references.unfollowable} if not configured[node]

expected(_, node, name) := set() if {
	configured[node]
	not configured[node].expressions[name]
}

expected(scope, node, name) := of_expression(scope, configured[node].expressions[name], configured[node]) if {
	configured[node].expressions[name]
}

configured[node] := resource if {
	some called in configurations
	some resource in object.get(called.module, "resources", [])
	catalog.is_judged(resource.type)
	node := references.node(called.scope, $"{prefix[resource.mode]}{resource.type}.{resource.name}")
}

configurations := modules.calls(configuration_root)

# Nodes of a configuration's expression. `references` says what is mentioned, not what the value is: one reference is
# taken as the value, of several none may be it.
of_expression(scope, expression, owner) := nodes if {
	mentioned := mentions(expression)
	nodes := of_mentions(scope, instead_of_each(mentioned, owner))
}

mentions(expression) := {references.without_indexes(text) |
	walk(expression, [_, part])
	is_object(part)
	some text in object.get(part, "references", [])
}

# `each.value` is an element of what for_each refers to; keys and counts only index.
instead_of_each(mentioned, owner) := own | elements if {
	own := {text | some text in mentioned; not split(text, ".")[0] in {"each", "count", "path", "terraform"}}
	elements := {text |
		some used in mentioned
		startswith(used, "each.value")
		some text in mentions(object.get(owner, "for_each_expression", {}))
	}
}

of_mentions(scope, mentioned) := nodes if {
	longest := {text | some text in mentioned; not is_prefix(text, mentioned)}
	found := {node | some text in longest; some node in of_mention(scope, split(text, "."))}
	nodes := found | unsettled(longest)
}

is_prefix(text, mentioned) if {
	some other in mentioned
	startswith(other, $"{text}.")
}

unsettled(longest) := set() if count(longest) == 1

unsettled(longest) := {references.unfollowable} if count(longest) != 1

of_mention(scope, names) := references.of_steps(scope, names) if is_followable(names)

of_mention(_, names) := {references.unfollowable} if not is_followable(names)

is_followable(names) if references.is_followable(names)

# Behind an index that is an expression, Terraform lists the resource without its attribute.
is_followable(names) if count(names) == references.identity_length(names)

# Inline routes. The provider computes `route` where the configuration does not set it, and then there is none.
routes(instance, scope, node) := known if {
	instance.type in catalog.route_tables
	is_array(object.get(instance.values, "route", null))
	known := [targets(instance, scope, node, i, route) | some i, route in instance.values.route]
}

routes(instance, scope, node) := [{"gateway_id": expected(scope, node, "route")}] if {
	instance.type in catalog.route_tables
	not is_array(object.get(instance.values, "route", null))
	is_unknown(instance, "route")
}

routes(instance, _, _) := [] if {
	instance.type in catalog.route_tables
	not is_array(object.get(instance.values, "route", null))
	not is_unknown(instance, "route")
}

routes(instance, _, _) := [] if not instance.type in catalog.route_tables

targets(instance, scope, node, i, route) := {name: nodes |
	some name in catalog.route_targets
	nodes := target(instance, scope, node, i, object.get(route, name, null), name)
}

target(_, _, _, _, value, _) := of_value(value) if not value in {null, ""}

target(instance, _, _, i, value, name) := set() if {
	value in {null, ""}
	not is_unknown_target(instance, i, name)
}

# The elements of a set are not in the configuration's order, so that a target may be any that the routes mention.
target(instance, scope, node, i, value, name) := mentioned_by_routes(scope, node) if {
	value in {null, ""}
	is_unknown_target(instance, i, name)
}

is_unknown_target(instance, i, name) if instance.unknown.route[i][name] == true

is_unknown_target(instance, i, _) if instance.unknown.route[i] == true

mentioned_by_routes(scope, node) := expected(scope, node, "route") if configured[node].expressions.route

# A dynamic block leaves nothing in the configuration.
mentioned_by_routes(_, node) := {references.unfollowable} if not configured[node].expressions.route

# The mark. `tags_all` has the provider's default tags too.
mark(instance) := marks.of_tags(tags(instance))

tags(instance) := null if {
	some name in {"tags", "tags_all"}
	is_unreadable(object.get(instance.unknown, name, false), name)
}

tags(instance) := object.union(
	by_key(object.get(instance.values, "tags_all", null)),
	by_key(object.get(instance.values, "tags", null)),
) if {
	every name in {"tags", "tags_all"} {
		not is_unreadable(object.get(instance.unknown, name, false), name)
	}
}

# tags_all unknown as a whole is what a provider gives for tags that are.
is_unreadable(true, "tags")

is_unreadable(unknown, _) if unknown[marks.tag]

is_unreadable(unknown, _) if is_array(unknown)

by_key(null) := {}

by_key(tags) := tags if is_object(tags)

by_key(tags) := {item.key: item.value | some item in tags} if is_array(tags)

# What is known of an id, of a VPC's tables too.
ids[literal] contains resource_node if {
	some instance in instances
	catalog.is_judged(instance.type)
	some name in ["id", "arn", "default_route_table_id", "main_route_table_id"]
	value := instance.values[name]
	is_string(value)
	value != ""
	name in identities(instance.type)
	literal := $"={value}"
	scope := references.without_indexes(module_address(instance))
	resource_node := references.node(scope, $"{prefix[instance.mode]}{instance.type}.{instance.name}")
}

identities(type) := {"id", "arn", "default_route_table_id", "main_route_table_id"} if type in catalog.vpc_types

identities(type) := {"id", "arn"} if not type in catalog.vpc_types

# Variables: the root module's have values, a called module's what the caller passes.
variables[node] contains value if {
	some name, variable in object.get(input, "variables", {})
	node := references.node("", $"var.{name}")
	some value in of_value(object.get(variable, "value", null))
}

variables[node] contains value if {
	some caller in configurations
	some name, call in object.get(caller.module, "module_calls", {})
	some argument_name, expression in object.get(call, "expressions", {})
	node := references.node(references.child_scope(caller.scope, name), $"var.{argument_name}")
	some value in of_passed(caller.scope, expression, call)
}

outputs[node] contains value if {
	some called in configurations
	called.scope != ""
	some name, output in object.get(called.module, "outputs", {})
	node := references.node(called.scope, $"output.{name}")
	some value in of_passed(called.scope, object.get(output, "expression", {}), {})
}

of_passed(_, expression, _) := of_value(expression.constant_value)

of_passed(scope, expression, owner) := of_expression(scope, expression, owner) if {
	object.get(expression, "constant_value", null) == null
}
