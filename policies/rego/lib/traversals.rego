# METADATA
# title: Traversals
# description: >-
#   The names of a traversal: `aws_vpc.x["a"].id` gives aws_vpc, x, id. An index is left out only if it picks an
#   instance or an element. An index that may be the name of an attribute makes the traversal one that cannot be
#   followed.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/expressions/references
package privatelink.lib.traversals

import data.privatelink.lib.address_indexes
import data.privatelink.lib.blocks
import data.privatelink.lib.identifiers
import data.privatelink.lib.references

# The names of a traversal: `aws_vpc.x["a"].id` gives aws_vpc, x, id. Where an index may be the name of an attribute,
# or cannot be read, the whole text, which is no name and so is not followed.
steps(text) := names_in(text) if {
	not contains(text, "[")
} else := names if {
	read := address_indexes.parsed(text)
	names := names_in(concat("", address_indexes.without_first(read)))
	every i, index in read.indexes {
		takes_no_attribute(read, i, index, names)
	}
} else := [text]

names_in(text) := split(replace(text, ".*", ""), ".")

# Whether an index picks an instance of a resource or module, or an element. An expression as an index may also name
# an attribute: `aws_vpc.a[local.x].id` is the tag `id` where the local is `tags`.
takes_no_attribute(_, _, index, _) if is_element(index)

takes_no_attribute(read, i, _, names) if {
	references.names_of_values[names[0]]
	count(names_before(read, i)) >= references.value_length(names)
}

takes_no_attribute(read, 0, index, names) if {
	read.head == concat(".", array.slice(names, 0, identifiers.identity_length(names)))
	tells_instances_apart(read.head, index)
}

takes_no_attribute(read, i, index, names) if {
	i == count(read.indexes) - 1
	read.rests[i] == ""
	address_indexes.without_first(read)[i] != ""
	address_indexes.is_unquoted(index)
	count(names_before(read, i)) > identifiers.identity_length(names)
}

names_before(read, i) := names_in(concat("", array.slice(address_indexes.without_first(read), 0, i + 1)))

is_element("*")

is_element("count.index")

is_element(index) if {
	index != ""
	trim(index, "0123456789") == ""
}

# Terraform refuses a written index of what has no instances. In a plan it lists what stands before any other index,
# and not what follows.
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

is_followable(names) if {
	identifiers.is_identifier(names)
	is_name(names)
}

is_name(names) if regex.match(`^[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*$`, concat(".", names))
