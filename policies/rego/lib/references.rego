# METADATA
# title: References as nodes of a graph
# description: >-
#   A value is turned into the set of nodes it may stand for. An empty set is a value that is not given.
#   `=vpc-1` is the literal `vpc-1`; `module.net/aws_vpc.main` is a resource, variable, local or output of a module,
#   without indexes; `?` is a value that cannot be followed. Following nodes is the matter of `placement` and `routes`.
package privatelink.lib.references

unfollowable := "?"

# Nodes of a value as it is written in a configuration: a literal, or an expression in a string.
of_written(_, null) := set()

of_written(_, "") := set()

of_written(scope, value) := of_text(scope, value) if {
	is_string(value)
	value != ""
}

of_written(_, value) := {unfollowable} if {
	not is_string(value)
	not is_null(value)
}

is_expression(text) if contains(text, "${")

is_expression(text) if contains(text, "%{")

# The traversal of a string that is one reference and nothing else, so that its value is that of the reference.
traversal(text) := trim_space(substring(text, 2, count(text) - 3)) if regex.match(`^\$\{[^{}]*\}$`, text)

default of_text(_, _) := {"?"}

of_text(_, text) := {$"={text}"} if not is_expression(text)

of_text(scope, text) := of_steps(scope, steps(traversal(text))) if is_followable(steps(traversal(text)))

# The names of a traversal: `aws_vpc.x["a"].id` gives aws_vpc, x, id.
steps(text) := split(replace(without_indexes(text), ".*", ""), ".")

# Not by a regular expression's replacement, which WebAssembly lacks. What an odd key (`["a]b"]`) leaves behind is no
# name, and so is not followed.
without_indexes(text) := concat("", array.concat([parts[0]], after)) if {
	parts := split(text, "[")
	after := [substring(part, indexof(part, "]") + 1, -1) | some i, part in parts; i > 0; contains(part, "]")]
}

is_followable(names) if {
	every name in names {
		regex.match(`^[A-Za-z_][A-Za-z0-9_-]*$`, name)
	}
	is_identifier(names)
}

# What a reference ends in must be an identifier of the thing, or of what it is in: a tag, a description or an output
# of another system's may hold any id at all.
is_identifier(names) if {
	count(names) > identity_length(names)
	regex.match(`^(id|arn|[a-z_]+_id)$`, names[count(names) - 1])
}

is_identifier(names) if names[0] in {"local", "var"}

is_identifier(names) if {
	names[0] == "module"
	count(names) > 2
}

default identity_length(_) := 2

identity_length(names) := 3 if names[0] == "data"

# The node that a traversal's names lead to, whatever attribute follows.
of_steps(scope, names) := {node(scope, concat(".", array.slice(names, 0, 2)))} if {
	not names[0] in {"data", "module", "each", "count", "self", "path", "terraform"}
	count(names) > 1
}

of_steps(scope, names) := {node(scope, concat(".", array.slice(names, 0, 3)))} if {
	names[0] == "data"
	count(names) > 2
}

of_steps(scope, names) := {node(child_scope(scope, names[1]), $"output.{names[2]}")} if {
	names[0] == "module"
	count(names) > 2
}

of_steps(_, names) := {unfollowable} if names[0] in {"each", "count", "self", "path", "terraform"}

of_steps(_, names) := {unfollowable} if {
	names[0] in {"data", "module"}
	count(names) < 3
}

of_steps(_, names) := {unfollowable} if count(names) < 2

node(scope, name) := $"{scope}/{name}"

child_scope("", name) := $"module.{name}"

child_scope(scope, name) := $"{scope}.module.{name}" if scope != ""

is_literal(item) if startswith(item, "=")

# What a node is called in a message. Never the value of a literal: it may be sensitive.
describe(item) := "a literal id" if is_literal(item)

describe(item) := "an expression or value that cannot be followed" if item == unfollowable

describe(item) := replace(trim_prefix(item, "/"), "/", ".") if {
	not is_literal(item)
	item != unfollowable
}
