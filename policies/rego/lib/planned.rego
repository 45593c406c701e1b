# METADATA
# title: Values of a plan
# description: >-
#   What a plan says of a name of a resource or block: the value, or that it is unknown, and then what the configuration
#   mentions. Rules ask `values`.
package privatelink.lib.planned

import data.privatelink.lib.configuration
import data.privatelink.lib.references

leaf(handle, name) := unknown(handle, name) if {
	object.get(handle.after, name, null) == null
} else := [{"known": handle.after[name]}] if {
	is_scalar(handle.after[name])
} else := array.concat(known(handle.after[name]), unknown(handle, name))

is_scalar(value) if is_boolean(value)

is_scalar(value) if is_number(value)

is_scalar(value) if {
	is_string(value)
	value != ""
}

known(value) := [{"known": item} | some item in items(value); not is_blank(item)]

is_blank(null)

is_blank("")

items(value) := value if {
	is_array(value)
} else := [value]

unknown(handle, name) := expected(handle, name) if {
	has_unknown(unknown_at(handle, name))
} else := []

# What is unknown is left out where nothing says what is: in planned_values, and in an object unknown as a whole.
unknown_at(handle, name) if {
	handle.partial
	object.get(handle.after, name, "absent") == "absent"
} else if {
	handle.unknown == true
} else := object.get(handle.unknown, name, false)

has_unknown(tree) if tree == true

has_unknown(tree) if {
	not is_boolean(tree)
	walk(tree, [_, true])
}

# What an unknown value may turn into. What the configuration does not set, the provider computes by itself.
expected(handle, name) := [{"unknown": {references.unfollowable}}] if {
	not is_configured(handle)
	name != ""
} else := [result | some expression in expressions_at(handle, name); some result in of_expression(handle, expression)] if {
	not handle.is_mixed
} else := array.concat(
	[result | some expression in expressions_at(handle, name); some result in of_expression(handle, expression)],
	[{"unknown": {references.unfollowable}}],
)

of_expression(handle, expression) := known(expression.constant_value) if {
	configuration.is_constant(expression)
} else := [{"unknown": configuration.of_expression(handle.scope, expression, handle.owner)}]

# A resource has the expressions of its configuration; a block those of all blocks that it may come from.
expressions_of(handle) := handle.expressions if {
	handle.expressions
} else := [handle.owner.expressions] if {
	handle.owner.expressions
} else := []

is_configured(handle) if {
	not handle.expressions
	is_object(handle.owner)
}

is_configured(handle) if count(handle.expressions) > 0

# Expressions of a name, in all blocks that the configuration has: the elements of a set are not in its order.
expressions_at(handle, name) := [expression |
	some holder in expressions_of(handle)
	some expression in expressions_within(holder, name)
]

# An expression for a whole block is one for all its arguments.
expressions_within(holder, name) := [holder] if {
	holder.references
	name != ""
} else := items(holder[name]) if {
	holder[name]
} else := []

# Blocks of a name. One that is unknown as a whole is what the configuration has for it.
children(handle, name) := array.concat(configured_blocks(handle, name), generated_blocks(handle, name)) if {
	unknown_at(handle, name) == true
} else := [block |
	listed := items(object.get(handle.after, name, null))
	parent := child(handle, name, count(listed))
	some i, item in listed
	some block in of_block(parent, handle, name, item, object.get(unknown_elements(handle, name), i, false))
]

unknown_elements(handle, name) := {i: element | some i, element in items(unknown_at(handle, name))}

of_block(parent, handle, name, item, unknown) := [object.union(parent, {"opaque": opaque})] if {
	unknown == true
	opaque := mentioned(handle, name) | unsettled(parent)
} else := [object.union(parent, {"after": item, "unknown": unknown})] if {
	is_object(item)
} else := [] if {
	is_blank(item)
} else := [object.union(parent, {"opaque": references.of_literal(item)})]

# A dynamic block leaves nothing in the configuration, so that nothing is known of what is unknown in it.
child(handle, name, number) := {
	"form": "planned",
	"scope": handle.scope,
	"owner": handle.owner,
	"partial": handle.partial,
	"expressions": expressions_at(handle, name),
	"is_mixed": is_mixed(handle, expressions_at(handle, name), number),
}

# More blocks than are written out: some come from a dynamic block of the same name. Which do is not known.
is_mixed(handle, expressions, number) if {
	handle.is_mixed
	number >= 0
	count(expressions) >= 0
} else if {
	number > sum([written_out(expression) | some expression in expressions])
} else := false

# Blocks that are attributes too, such as routes, are one expression, which has at least one of them.
written_out(expression) := count(expression.constant_value) if {
	is_array(expression.constant_value)
} else := 1

unsettled(parent) := {references.unfollowable} if {
	parent.is_mixed
} else := set()

# Blocks that are written out are known to be there: with them, only a dynamic block makes all of them unknown.
generated_blocks(handle, name) := [unseen_block(handle, name)] if {
	is_object(handle.unknown)
	handle.unknown[name] == true
	count(expressions_at(handle, name)) > 0
} else := []

unseen_block(handle, name) := object.union(child(handle, name, 0), {"is_generated": true, "opaque": {references.unfollowable}})

configured_blocks(handle, name) := [unseen_block(handle, name)] if {
	not is_configured(handle)
} else := [block |
	some expression in expressions_at(handle, name)
	block := configured_block(handle, name, expression)
]

configured_block(handle, name, expression) := object.union(child(handle, name, 0), {"opaque": mentioned(handle, name)}) if {
	expression.references
} else := object.union(child(handle, name, 0), {"after": {}, "unknown": true, "expressions": [expression]})

mentioned(handle, name) := {references.unfollowable} if {
	count(expressions_at(handle, name)) == 0
} else := {node |
	some expression in expressions_at(handle, name)
	some node in configuration.of_expression(handle.scope, expression, handle.owner)
}

# What is mentioned anywhere in a resource: known ids, and references of what is not known.
all_nodes(resource) := ids | {node |
	some expression in expressions_of(resource)
	some named in configuration.of_mentioned(resource.scope, expression)
	node := references.thing(named)
} if {
	ids := {references.literal(part) |
		walk(resource.after, [_, part])
		is_string(part)
		references.is_network_id(part)
	}
}
