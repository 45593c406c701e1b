# METADATA
# title: References as nodes of a graph
# description: >-
#   A value is turned into the set of nodes it may stand for. An empty set is a value that is not given.
#   `=vpc-1` is the literal `vpc-1`; `module.net["a"].aws_vpc.main` is a resource, variable, local or output, by its
#   address; `?` is a value that cannot be followed. Following nodes is the matter of `links` and `placement`.
package privatelink.lib.references

import data.privatelink.lib.classification
import data.privatelink.lib.targets

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
	picks_one(text, found)
} else := {unfollowable} | {node | some [node, _] in found}

# An expression that only picks one of the things that it mentions, or nothing: `one(aws_vpc.a[*].id)`.
is_selection(text) if picks_one(text, mentions(text))

picks_one(text, found) if {
	count(found) > 0
	startswith(text, "${")
	rest := strings.replace_n({mention: "" | some [_, mention] in found}, text)
	regex.match(`^\$\{(coalesce|coalescelist|compact|concat|distinct|element|flatten|one|sort|tolist|toset|try|null|""|[0-9]+|[\s(),\[\]])*\}$`, rest)
}

node_of_traversal(text) := node(names, text) if {
	names := steps(text)
	is_followable(names)
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
	is_name(names)
}

is_name(names) if regex.match(`^[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*$`, concat(".", names))

# What a reference ends in must be an identifier of the thing, or of what the thing is in. In a map whose keys its author
# chooses, such as tags, a key that is called `vpc_id` may hold any id at all.
is_identifier(names) if {
	not unnamed[names[0]]
	is_attribute(type_of(names), attribute(names))
}

is_identifier(names) if {
	names[0] in {"local", "var"}
	count(names) > 1
}

is_identifier(names) if {
	names[0] == "module"
	count(names) > 2
}

is_identifier(names) if {
	names[0] == "terraform_data"
	names[2] in {"input", "output"}
}

is_attribute(_, [name]) if identities[name]

is_attribute(_, ["name"])

is_attribute(type, [name]) if {
	targets.vpc_types[type]
	is_id(name)
}

is_attribute(type, [name]) if is_own_id(type, name)

is_attribute(type, [name]) if {
	surroundings[name]
	count(classification.types[type].vpc_arguments) > 0
}

is_attribute(type, names) if {
	not with_two_sides[type]
	is_id(last(names))
	some argument in array.concat(
		classification.types[type].vpc_arguments,
		object.get(classification.types[type], "target_arguments", []),
	)
	block := split(argument, ".")[0]
	block == names[0]
}

# Cloud Control calls the identifier of a resource by its type: `awscc_ec2_subnet` has a `subnet_id`.
is_own_id(type, name) if {
	startswith(type, "awscc_ec2_")
	is_id(name)
	endswith(type, $"_{trim_suffix(name, "_id")}")
}

# What stands between two VPCs says of each of them that it is in it.
with_two_sides := {"aws_vpc_peering_connection", "awscc_ec2_vpc_peering_connection"}

# Whether AWS makes up the value that a reference to a resource has. A name, and an id or ARN that has a name in it, are
# what their author wrote, and may be the id of anything.
is_made_by_aws(names) if {
	is_identity(names)
	classification.all.networks.ids_made_by_aws[type_of(names)]
}

# Data sources that find several of a kind.
is_made_by_aws(names) if {
	is_identity(names)
	classification.all.networks.ids_made_by_aws[trim_suffix(type_of(names), "s")]
}

is_made_by_aws(names) if {
	not is_identity(names)
	last(names) != "name"
}

is_identity(names) if {
	[name] := attribute(names)
	identities[name]
}

# The names after those of the thing itself: `id` of aws_vpc.x.id.
attribute(names) := array.slice(names, identity_length(names), count(names))

# Without arithmetic, which is slow in WebAssembly.
last(names) := array.reverse(names)[0]

identities := {"arn", "arns", "id", "ids"}

# Not by a regular expression, which is slow in WebAssembly: some letters, and one of the ends.
is_id(name) if {
	some end in ["_id", "_ids", "_arn", "_arns"]
	endswith(name, end)
	start := trim_suffix(name, end)
	start != ""
	trim(start, "abcdefghijklmnopqrstuvwxyz_") == ""
}

# What a thing that stands in a VPC says of where it stands. It says this of no other VPC than its own.
surroundings := {
	"cluster_security_group_id", "default_security_group_id", "network_interface_ids", "primary_network_interface_id",
	"route_table_id", "route_table_ids", "security_group_ids", "source_security_group_id", "subnet_id", "subnet_ids",
	"vpc_id",
}

type_of(names) := names[1] if names[0] == "data"

else := names[0]

# What stands for a thing that only Terraform knows.
unnamed := {"count", "each", "local", "module", "path", "self", "terraform", "var"}

identity_length(names) := 3 if names[0] == "data"

else := 2

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
	not is_made_by_aws(names)
} else := ""

is_whole_value(names, text) if {
	count(names) == value_length(names)
	not is_indexed(text)
}

# The name of a resource, which leads to it only from an argument that takes names.
name_of := "the name of "

# The resource that a name is of.
thing(node) := trim_prefix(node, name_of)

resource_node(names) := concat(".", array.slice(names, 0, identity_length(names)))

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

# Whether the last step takes one element. `[*]` takes all of them.
is_indexed(text) if {
	contains(last(split(replace(text, "[*]", ""), ".")), "]")
}

# The nodes that an expression of more than one reference mentions, each with its text. Words of the expression's own
# strings are none of them.
mentions(text) := {[node(names, mention), mention] |
	some [mention] in regex.find_all_string_submatch_n(`[A-Za-z_][A-Za-z0-9_-]*(?:\[[^\[\]]*\]|\.[A-Za-z0-9_*-]+)+`, text, -1)
	names := steps(mention)
	begins_reference(names[0])
	is_followable(names)
}

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
