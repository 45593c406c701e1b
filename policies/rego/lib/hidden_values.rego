# METADATA
# title: What hidden values may be
# description: >-
#   What may stand behind the locals of a module and behind attributes that a plan does not name: see `hidden`. Only
#   those that some argument leads to are worked out.
package privatelink.lib.hidden_values

import data.privatelink.lib.address_indexes
import data.privatelink.lib.choices
import data.privatelink.lib.classification
import data.privatelink.lib.configuration
import data.privatelink.lib.document
import data.privatelink.lib.hidden
import data.privatelink.lib.links
import data.privatelink.lib.references
import data.privatelink.lib.targets
import data.privatelink.lib.values

# By hidden value, the nodes that it may stand for. One hidden value may lead to another, three deep; what is deeper has
# no entry, and so is an open end, as is what nothing is found for.
targets_of := object.union_n([of_all(first), of_all(second), of_all(third)]) if {
	second := led_to(of_all(first))
	third := led_to(of_all(second))
}

of_all(nodes) := {node: found |
	some node in nodes
	found := of(node)
	count(found) > 0
}

led_to(found) := {hidden_node |
	some nodes in found
	some node in nodes
	some hidden_node in hidden_in(node)
}

first contains node if {
	some stand_in in links.stand_ins_named
	some node in hidden_in(stand_in)
}

# What routes lead to, and what instances are launched by, does not place anything.
first contains node if {
	document.form == "plan"
	some type, indexes in document.by_type
	some argument in other_references(type)
	some i in indexes
	some named in values.nodes(document.resources[i], argument)
	some node in hidden_in(named)
}

other_references(type) := array.concat(
	object.get(classification.types[type], "target_arguments", []),
	object.get(classification.types[type], "template_arguments", []),
)

hidden_in(node) := {node} if {
	hidden.is_one(node)
} else := {member | some member in choices.members(node); hidden.is_one(member)} if {
	choices.is_choice(node)
} else := set()

of(node) := of_local(hidden.scope_of(node)) if {
	hidden.is_local_value(node)
} else := of_output(hidden.call_of(node)) if {
	hidden.is_output(node)
} else := of_attribute(hidden.resource_of(node))

# A local is made of the resources of its module, of what the module is given, and of what the modules that it calls
# give.
of_local(scope) := ({resource.address |
	some i in by_scope[scope]
	resource := document.resources[i]
	can_be_referred_to(resource)
} | {node | some node, _ in document.normal.aliases; is_input(scope, node)}) | unread(scope)

by_scope[resource.scope] contains resource.index if some resource in document.resources

can_be_referred_to(resource) if links.starts[resource.index]

can_be_referred_to(resource) if targets.vpc_types[resource.type]

can_be_referred_to(resource) if targets.kind_of_type[resource.type]

is_input(scope, node) if {
	startswith(node, references.within(scope, "var."))
}

is_input(scope, node) if is_output(references.within(scope, "module."), node)

# An output of a module whose address starts so, and of none that this one calls.
is_output(prefix, node) if {
	startswith(node, prefix)
	parts := split(address_indexes.without_indexes(trim_prefix(node, prefix)), ".")
	count(parts) == 3
	parts[1] == "output"
}

of_output(call) := {node |
	some node, _ in document.normal.aliases
	startswith(address_indexes.without_indexes(node), $"{address_indexes.without_indexes(call)}.output.")
}

# Data sources that are only read when the plan is applied, and may give any id.
unread(scope) := {references.unfollowable |
	some i in by_scope[scope]
	resource := document.resources[i]
	resource.mode == "data"
	count(resource.unknown) > 0
	not regex.match(`^aws_(ami|availability_zones?|caller_identity|default_tags|iam_.*|kms_.*|partition|region|regions|service_principal)$`, resource.type)
}

# Any attribute of a resource: the thing itself, or what the resource is given beside what places it and what it leads
# to.
of_attribute(node) := {node} | given(resource_behind(node))

resource_behind(node) := links.by_address[node] if {
	links.by_address[node]
} else := links.by_address[min(document.normal.aliases[node])] if {
	links.by_address[min(document.normal.aliases[node])]
} else := null

given(null) := set()

given(resource) := {target |
	some name, expression in resource.owner.expressions
	not name in object.get(structural, resource.type, set())
	some target in configuration.of_mentioned(resource.scope, expression)
} if {
	resource.owner.expressions
} else := set() if {
	is_object(resource)
}

# Arguments by which the classification places a type, or leads from it.
structural[type] contains name if {
	some type, _ in document.by_type
	entry := classification.types[type]
	some argument in array.concat(entry.vpc_arguments, object.get(entry, "target_arguments", []))
	name := split(argument, ".")[0]
}
