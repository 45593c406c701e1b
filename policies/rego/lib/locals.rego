# METADATA
# title: Locals of a cdk.tf.json
# description: What a reference to a local is written as. Plans do not show locals.
package privatelink.lib.locals

import data.privatelink.lib.address_indexes
import data.privatelink.lib.blocks
import data.privatelink.lib.choices
import data.privatelink.lib.references

all := object.union_n(blocks.objects(object.get(input, "locals", null)))

# What a string that is one reference to a local, or to a part of it, is written as. Not an element of a list.
value_of(text) := value if {
	is_string(text)
	startswith(text, "${")
	contains(text, "local.")
	value := object.get(all, path(references.traversal(text)), null)
	value != null
}

# The names and keys of a reference to a part of a local: `local.a["b.c"].d` gives a, b.c, d. Undefined for any other
# text, and for a key that has an escape in it.
path(text) := array.slice(names, 1, count(names)) if {
	startswith(text, "local.")
	not contains(text, "[")
	names := split(text, ".")
	are_names(names)
} else := array.concat(array.slice(names, 1, count(names)), array.flatten(steps)) if {
	read := address_indexes.parsed(text)
	startswith(read.head, "local.")
	names := split(read.head, ".")
	are_names(names)
	steps := [step(index, read.rests[i]) | some i, index in read.indexes]
	count(steps) == count(read.indexes)
}

step(index, rest) := array.concat([key], array.slice(names, 1, count(names))) if {
	[before, key, after] := split(index, `"`)
	trim_space(concat("", [before, after])) == ""
	not contains(key, `\`)
	names := split(rest, ".")
	names[0] == ""
	are_names(array.slice(names, 1, count(names)))
}

# Not `*`, and nothing with a space, an operator or a comment in it.
are_names(names) if {
	every name in names {
		name != ""
		trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
	}
}

# A value behind at most two locals. What is still an expression stays one.
plain(written) := twice if {
	twice := value_of(value_of(written))
} else := once if {
	once := value_of(written)
} else := written

aliases := {$"local.{name}": nodes | some name, value in all; nodes := nodes_of(value)}

# What a written value of any shape stands for: all elements of a list, or one of the values of an object.
nodes_of(value) := nodes_of_text(value) if {
	is_string(value)
} else := {node | some item in value; some node in nodes_of_text(item)} if {
	is_texts(value)
} else := choices.of(
	{references.nothing} | {node |
		walk(value, [_, leaf])
		is_string(leaf)
		some node in references.of_written(leaf)
	},
	"",
)

nodes_of_text(text) := {references.nothing} if {
	text == ""
} else := choices.of(references.of_text(text), "")

is_texts(value) if {
	is_array(value)
	every item in value {
		is_string(item)
	}
}
