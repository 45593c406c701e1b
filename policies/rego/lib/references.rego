# METADATA
# title: References as nodes of a graph
# description: >-
#   A value is turned into the set of nodes it may stand for. An empty set is a value that is not given.
#   `=vpc-1` is the literal `vpc-1`; `module.net["a"].aws_vpc.main` is a resource, variable, local or output, by its
#   address; `?` is a value that cannot be followed. Following nodes is the matter of `links` and `placement`.
package privatelink.lib.references

import data.privatelink.lib.blocks
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

# Each piece of the expression is looked at, so that no comment, text or other name can stand between two of them.
picks_one(text, found) if {
	count(found) > 0
	inner := between_braces(text)
	pieces := [piece | some [piece] in regex.find_all_string_submatch_n($"{mention_pattern}|{selection_pattern}", inner, -1)]
	concat("", pieces) == inner
	mentioned := {mention: true | some [_, mention] in found}
	every piece in pieces {
		is_of_selection(piece, mentioned)
	}
}

is_of_selection(piece, mentioned) if mentioned[piece]

is_of_selection(piece, _) if selecting[piece]

is_of_selection(piece, _) if trim(piece, "0123456789(),[] \n\r\t") == ""

selecting := {
	`""`, "coalesce", "coalescelist", "compact", "concat", "distinct", "element", "flatten", "null", "one", "sort", "tolist",
	"toset", "try",
}

selection_pattern := `[A-Za-z_]+|""|[0-9(),\[\]\s]+`

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

# The names of a traversal: `aws_vpc.x["a"].id` gives aws_vpc, x, id. Where an index may be the name of an attribute, or cannot
# be read, the whole text, which is no name and so is not followed.
steps(text) := names_in(text) if {
	not contains(text, "[")
} else := names if {
	read := parsed(text)
	names := names_in(concat("", without_first(read)))
	every i, index in read.indexes {
		takes_no_attribute(read, i, index, names)
	}
} else := [text]

names_in(text) := split(replace(text, ".*", ""), ".")

# What stands before the first index, the indexes, and what stands after each. Undefined where this is not sure.
parsed(text) := {"head": parts[0], "indexes": indexes, "rests": rests} if {
	parts := split(text, "[")
	is_bare(parts[0])
	indexes := [index | some i, part in parts; i > 0; index := index_before(part)[0]]
	count(indexes) == count(parts) - 1
	rests := [index_before(part)[1] | some i, part in parts; i > 0]
} else := {"head": head, "indexes": [index | some [_, index, _] in found], "rests": [rest | some [_, _, rest] in found]} if {
	head := substring(text, 0, indexof(text, "["))
	is_bare(head)
	found := regex.find_all_string_submatch_n(index_pattern, text, -1)
	concat("", array.concat([head], [whole | some [whole, _, _] in found])) == text
}

without_first(read) := array.concat([read.head], read.rests)

is_bare(text) if {
	not contains(text, "]")
	not contains(text, `"`)
}

# Most indexes have neither a bracket nor an escape in them. Regular expressions are slow in WebAssembly.
index_before(part) := parts if {
	parts := split(part, "]")
	count(parts) == 2
	not contains(parts[1], `"`)
	is_plain_index(parts[0])
}

is_plain_index(index) if is_unquoted(index)

is_plain_index(index) if {
	not contains(index, `\`)
	quoted := split(index, `"`)
	count(quoted) == 3
	quoted[0] == ""
	quoted[2] == ""
}

# No brackets, and nothing that begins a text, a heredoc or a comment, in which brackets may stand.
is_unquoted(index) if trim(index, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-*(),+ ") == ""

index_pattern := `\[(\s*"(?:[^"\\]|\\.)*"\s*|[A-Za-z0-9_.*(),+ -]*)\]([^\[\]"]*)`

# Whether an index picks an instance of a resource or module, or an element. An expression as an index may also name an
# attribute: `aws_vpc.a[local.x].id` is the tag `id` where the local is `tags`.
takes_no_attribute(_, _, index, _) if is_element(index)

takes_no_attribute(read, i, _, names) if {
	names_of_values[names[0]]
	count(names_before(read, i)) >= value_length(names)
}

takes_no_attribute(read, 0, index, names) if {
	read.head == concat(".", array.slice(names, 0, identity_length(names)))
	tells_instances_apart(read.head, index)
}

takes_no_attribute(read, i, index, names) if {
	i == count(read.indexes) - 1
	read.rests[i] == ""
	without_first(read)[i] != ""
	is_unquoted(index)
	count(names_before(read, i)) > identity_length(names)
}

names_before(read, i) := names_in(concat("", array.slice(without_first(read), 0, i + 1)))

is_element("*")

is_element("count.index")

is_element(index) if {
	index != ""
	trim(index, "0123456789") == ""
}

# Terraform refuses a written index of what has no instances. In a plan it lists what stands before any other index, and not
# what follows.
tells_instances_apart(_, index) if contains(index, `"`)

tells_instances_apart(_, _) if not is_stack

tells_instances_apart(address, _) if with_instances[address]

is_stack if {
	some key in ["data", "module", "resource"]
	input[key]
}

with_instances[$"{prefix}{type}.{name}"] := true if {
	some key, prefix in {"data": "data.", "resource": ""}
	some [type, named] in blocks.labelled(object.get(input, key, null))
	some [name, content] in blocks.labelled(named)
	some body in blocks.objects(content)
	has_instances(body)
}

with_instances[$"module.{name}"] := true if {
	some [name, content] in blocks.labelled(object.get(input, "module", null))
	some body in blocks.objects(content)
	has_instances(body)
}

has_instances(body) if {
	some name in ["count", "for_each"]
	object.get(body, name, null) != null
}

# An address without its indexes. What cannot be read stays as it is.
without_indexes(text) := text if {
	not contains(text, "[")
} else := concat("", without_first(read)) if {
	read := parsed(text)
} else := text

# An address without the index that it ends in, and that index: `aws_vpc.a["b.c"]` ends in `["b.c"]`.
without_last_index(address) := trim_suffix(address, last_index(address))

last_index(address) := $"[{last(read.indexes)}]" if {
	endswith(address, "]")
	read := parsed(address)
} else := ""

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
	is_beside(split(argument, "."), names)
}

# Whether an attribute is an argument, or stands in the same block as one.
is_beside([name], [name])

is_beside(argument, names) if {
	count(argument) > 1
	count(argument) == count(names)
	array.slice(argument, 0, count(argument) - 1) == array.slice(names, 0, count(names) - 1)
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
	not is_indexed(names, text)
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

# Whether an index takes an element of a value. `[*]` takes all of them.
is_indexed(names, text) if {
	contains(text, "[")
	read := parsed(text)
	some i, index in read.indexes
	index != "*"
	count(names_before(read, i)) >= value_length(names)
}

# The nodes that an expression of more than one reference mentions, each with its text.
mentions(text) := {[node(names, mention), mention] |
	some [mention] in regex.find_all_string_submatch_n(mention_pattern, text, -1)
	names := steps(mention)
	begins_reference(names[0])
	is_followable(names)
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
