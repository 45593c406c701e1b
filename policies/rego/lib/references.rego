# METADATA
# title: References as nodes of a graph
# description: >-
#   A value is turned into the set of nodes it may stand for. An empty set is a value that is not given.
#   `=vpc-1` is the literal `vpc-1`; `module.net["a"].aws_vpc.main` is a resource, variable, local or output, by its
#   address; `?` is a value that cannot be followed. Following nodes is the matter of `links` and `placement`.
package privatelink.lib.references

import data.privatelink.lib.address_indexes
import data.privatelink.lib.identifiers
import data.privatelink.lib.selections
import data.privatelink.lib.traversals

unfollowable := "?"

# A value that an expression may have beside those that it mentions.
unsaid := "??"

# A value that is known, and is the id of nothing.
nothing := "="

# Nodes of a value as it is written in a configuration: a literal, or an expression in a string.
of_written(null) := set()

of_written("") := set()

of_written(value) := of_text(value) if {
	is_string(value)
	value != ""
}

of_written(value) := {unfollowable} if {
	not is_string(value)
	not is_null(value)
}

# Nodes of a value that is known.
of_literal(value) := {literal(value)} if {
	is_string(value)
} else := {unfollowable}

is_expression(text) if contains(text, "${")

is_expression(text) if contains(text, "%{")

of_text(text) := {literal(text)} if {
	not is_expression(text)
} else := {single} if {
	single := node_of_traversal(traversal(text))
} else := of_mentions(text, mentions(text))

of_mentions(text, found) := {node | some [node, _] in found} if {
	selections.picks_one(text, found)
} else := {unfollowable} | {node | some [node, _] in found}

node_of_traversal(text) := node(names, text) if {
	names := traversals.steps(text)
	traversals.is_followable(names)
}

# A literal id. An ARN of EC2's ends in the id, and both are one thing.
literal(text) := $"={parts[count(parts) - 1]}" if {
	startswith(text, "arn:")
	split(text, ":")[2] == "ec2"
	parts := split(text, "/")
	count(parts) > 1
} else := $"={text}"

# A string that is one reference and nothing else, so that its value is that of the reference.
traversal(text) := trim_space(inner) if {
	inner := between_braces(text)
	not contains(inner, "{")
	not contains(inner, "}")
}

between_braces(text) := trim_suffix(trim_prefix(text, "${"), "}") if {
	startswith(text, "${")
	endswith(text, "}")
}

# Without arithmetic, which is slow in WebAssembly.
last(names) := array.reverse(names)[0]

# The node that a traversal leads to: a resource, whatever attribute follows, or a name for a value of any shape. Of
# such a value the traversal may take a part only.
node(names, text) := of_kind(kind_of_node(names, text), resource_node(names)) if {
	not is_name_of_value(names)
} else := of_kind(kind_of_node(names, text), value_node(names))

of_kind("", address) := address

of_kind(kind, address) := $"{kind}{address}" if kind != ""

# What stands before the address in a node that is not all of it.
kind_of_node(names, text) := part_of if {
	is_name_of_value(names)
	not is_whole_value(names, text)
} else := name_of if {
	not is_name_of_value(names)
	not identifiers.is_made_by_aws(names)
} else := ""

is_whole_value(names, text) if {
	count(names) == value_length(names)
	not is_indexed(names, text)
}

# The name of a resource, which leads to it only from an argument that takes names.
name_of := "the name of "

# The resource that a name is of.
thing(node) := trim_prefix(node, name_of)

resource_node(names) := concat(".", array.slice(names, 0, identifiers.identity_length(names)))

# A reference to a part of a value: one of the ends that the whole has.
part_of := "a part of "

is_name_of_value(names) if names_of_values[names[0]]

names_of_values := {"local", "module", "terraform_data", "var"}

value_node(names) := $"module.{names[1]}.output.{names[2]}" if {
	names[0] == "module"
} else := concat(".", array.slice(names, 0, value_length(names)))

value_length(names) := 2 if {
	names[0] in {"local", "var"}
} else := 3

# Whether an index takes an element of a value. `[*]` takes all of them.
is_indexed(names, text) if {
	contains(text, "[")
	read := address_indexes.parsed(text)
	some i, index in read.indexes
	index != "*"
	count(traversals.names_before(read, i)) >= value_length(names)
}

# The nodes that an expression of more than one reference mentions, each with its text.
mentions(text) := {[node(names, mention), mention] |
	some [mention] in regex.find_all_string_submatch_n(mention_pattern, text, -1)
	names := traversals.steps(mention)
	begins_reference(names[0])
	traversals.is_followable(names)
}

mention_pattern := `[A-Za-z_][A-Za-z0-9_-]*(?:\[(?:\s*"(?:[^"\\{]|\\.)*"\s*|[A-Za-z0-9_.*(),+ -]*)\]|\.[A-Za-z0-9_*-]+)+`

# Whether a name begins a reference: a type of AWS's providers, `data`, or a name of Terraform itself.
begins_reference(name) if names_of_values[name]

begins_reference("data")

begins_reference(name) if {
	startswith(name, "aws")
	rest := trim_prefix(name, "aws")
	contains(rest, "_")
	substring(rest, indexof(rest, "_"), -1) != "_"
	trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

within("", name) := name

within(scope, name) := $"{scope}.{name}" if scope != ""

# The same for a node, whose address stands behind what kind of node it is.
node_within(scope, node) := $"{kind}{within(scope, trim_prefix(node, kind))}" if {
	some kind in [part_of, name_of]
	startswith(node, kind)
} else := within(scope, node)

is_literal(item) if startswith(item, "=")

# A known text that has the form of an id of something in a network, or of an ARN.
is_network_id(text) if {
	regex.match(`^(arn:|(acl|cagw|core-network|dopt|eigw|eipalloc|eni|i|igw|lgw|lt|nat|pcx|rtb|sg|subnet|tgw|vgw|vpc|vpce)-)`, text)
}

# What a node is called in a message. Never the value of a literal: it may be sensitive.
describe(item) := "a literal id" if {
	is_literal(item)
} else := "an expression or value that cannot be followed" if {
	item == unfollowable
} else := "a value that its expression does not mention" if {
	item == unsaid
} else := item
