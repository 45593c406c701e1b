# METADATA
# title: References as nodes of a graph
# description: >-
#   A value is turned into the set of nodes it may stand for. An empty set is a value that is not given.
#   `=vpc-1` is the literal `vpc-1`; `module.net["a"].aws_vpc.main` is a resource, variable, local or output, by its
#   address; `?` is a value that cannot be followed. Following nodes is the matter of `links` and `placement`.
package privatelink.lib.references

unfollowable := "?"

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
	single := node_of_names(steps(traversal(text)))
} else := {unfollowable} | mentioned(text)

node_of_names(names) := node(names) if is_followable(names)

# A literal id. An ARN of EC2's ends in the id, and both are one thing.
literal(text) := $"={parts[count(parts) - 1]}" if {
	startswith(text, "arn:")
	split(text, ":")[2] == "ec2"
	parts := split(text, "/")
	count(parts) > 1
} else := $"={text}"

# A string that is one reference and nothing else, so that its value is that of the reference.
traversal(text) := trim_space(inner) if {
	startswith(text, "${")
	endswith(text, "}")
	inner := substring(text, 2, count(text) - 3)
	not contains(inner, "{")
	not contains(inner, "}")
}

# The names of a traversal: `aws_vpc.x["a"].id` gives aws_vpc, x, id.
steps(text) := split(replace(without_indexes(text), ".*", ""), ".")

# Not by a regular expression's replacement, which WebAssembly lacks. What an odd key (`["a]b"]`) leaves behind is no
# name, and so is not followed.
without_indexes(text) := text if {
	not contains(text, "[")
} else := concat("", array.concat([parts[0]], after)) if {
	parts := split(text, "[")
	after := [substring(part, indexof(part, "]") + 1, -1) | some i, part in parts; i > 0; contains(part, "]")]
}

is_followable(names) if {
	is_identifier(names)
	regex.match(`^[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*$`, concat(".", names))
}

# What a reference ends in must be an identifier of the thing, or of what it is in: a tag, a description or an output
# of another system's may hold any id at all.
is_identifier(names) if {
	not names[0] in unnamed
	count(names) > identity_length(names)
	is_identifying(names[count(names) - 1])
}

is_identifying(name) if identifying[name]

is_identifying(name) if regex.match(`^[a-z_]+_(id|arn)s?$`, name)

identifying := {"arn", "arns", "id", "ids", "name"}

is_identifier(names) if {
	names[0] in {"local", "var"}
	count(names) > 1
}

is_identifier(names) if {
	names[0] == "module"
	count(names) > 2
}

# What stands for a thing that only Terraform knows.
unnamed := {"count", "each", "local", "module", "path", "self", "terraform", "var"}

identity_length(names) := 3 if names[0] == "data"

else := 2

# The node that a traversal's names lead to, whatever attribute follows.
node(names) := concat(".", array.slice(names, 0, identity_length(names))) if {
	names[0] != "module"
} else := $"module.{names[1]}.output.{names[2]}"

# The nodes that an expression of more than one reference mentions. Words of its own strings are none of them.
mentioned(text) := {node(names) |
	some [mention] in regex.find_all_string_submatch_n(`[A-Za-z_][A-Za-z0-9_-]*(?:\[[^\[\]]*\]|\.[A-Za-z0-9_*-]+)+`, text, -1)
	names := steps(mention)
	regex.match(`^(local|var|module|data|aws[a-z0-9]*_[a-z0-9_]+)$`, names[0])
	is_followable(names)
}

within("", name) := name

within(scope, name) := $"{scope}.{name}" if scope != ""

is_literal(item) if startswith(item, "=")

# What a node is called in a message. Never the value of a literal: it may be sensitive.
describe(item) := "a literal id" if {
	is_literal(item)
} else := "an expression or value that cannot be followed" if {
	item == unfollowable
} else := item
