# METADATA
# title: Values that are one of several things
# description: >-
#   A value that is written as one reference stands for what this refers to. One that mentions several things, such as a
#   conditional, stands for one of them, and the document does not say for which. Such a choice is a node of its own, whose
#   name has its members in it, so that "in a consumer VPC for certain" and "perhaps in one" are never taken for each other.
package privatelink.lib.choices

import data.privatelink.lib.references

# The one node of a value. `path` is the argument that has the value: one that takes an id takes no name.
of(nodes, path) := nodes if {
	count(nodes) < 2
} else := {concat(separator, array.concat([prefix(path)], sort([node | some node in nodes])))}

# No address has a line break in it.
separator := "\n"

prefix(path) := "one of these ids" if {
	takes_ids(path)
} else := "one of these"

takes_ids(path) if regex.match(`(^|[._])(ids?|arns?|subnets|security_groups)$`, path)

is_choice(node) if contains(node, separator)

is_choice(node) if startswith(node, references.part_of)

# What a choice is between.
members(node) := {member | some member in array.slice(parts, 1, count(parts))} if {
	contains(node, separator)
	parts := split(node, separator)
} else := {trim_prefix(node, references.part_of)}

# Whether the value may be a name. Otherwise no text or number can be it that has not the form of an id.
takes_names(node) if startswith(node, $"one of these{separator}")

# A known value that is not the id of anything in a network.
is_no_id(node) if {
	references.is_literal(node)
	not references.is_network_id(trim_prefix(node, "="))
}
