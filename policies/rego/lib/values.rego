# METADATA
# title: Values of arguments
# description: >-
#   What a rule may ask of a resource, or of a block within one, in either form of document. A path is names joined by
#   dots, through blocks; a block that may be repeated stands for all its elements, and a list for all of its own. See
#   README.md in this folder.
package privatelink.lib.values

import data.privatelink.lib.choices
import data.privatelink.lib.planned
import data.privatelink.lib.references
import data.privatelink.lib.written

# What is at a path: for each value `known`, or `unknown` with the nodes it may be; nothing if the argument is absent,
# null or empty. What is deeper than seven names is unknown.
default at(_, _) := [{"unknown": {"?"}}]

at(handle, path) := leaf(handle, path) if {
	not contains(path, ".")
}

at(handle, path) := [result |
	names := split(path, ".")
	some holder in holders(handle, names)
	some result in leaf(holder, names[count(names) - 1])
] if {
	contains(path, ".")
	count(split(path, ".")) < 8
}

leaf(handle, name) := [{"unknown": handle.opaque}] if {
	handle.opaque
	name != ""
} else := written.leaf(handle, name) if {
	handle.form == "written"
} else := planned.leaf(handle, name)

# The blocks at a path, which may be asked like a resource. One that cannot be read has `opaque` nodes.
blocks(handle, path) := holders(handle, array.concat(split(path, "."), [""]))

# What holds the last name of a path.
holders(handle, names) := near(handle, names) if {
	count(names) < 5
} else := [far |
	some holder in near(handle, array.slice(names, 0, 4))
	some far in near(holder, array.slice(names, 3, count(names)))
]

near(handle, names) := [handle] if {
	count(names) == 1
} else := children(handle, names[0]) if {
	count(names) == 2
} else := [b | some a in children(handle, names[0]); some b in children(a, names[1])] if {
	count(names) == 3
} else := [c |
	some a in children(handle, names[0])
	some b in children(a, names[1])
	some c in children(b, names[2])
] if {
	count(names) == 4
}

children(handle, name) := [handle] if {
	handle.opaque
	name != ""
} else := written.children(handle, name) if {
	handle.form == "written"
} else := planned.children(handle, name)

# All known values at a path.
known(handle, path) := written.known(handle, path) if {
	handle.form == "written"
	not handle.opaque
	not contains(path, ".")
} else := [result.known | some result in at(handle, path); has_known(result)]

# A known value may be false.
has_known(result) if not result.unknown

# Whether some value at a path is not known.
is_unknown(handle, path) if {
	some result in at(handle, path)
	result.unknown
}

is_absent(handle, path) if count(at(handle, path)) == 0

# Whether the argument is left out, of the resource or of some block that would hold it.
is_omitted(handle, path) if is_absent(handle, path)

is_omitted(handle, path) if {
	names := split(path, ".")
	some holder in holders(handle, names)
	count(leaf(holder, names[count(names) - 1])) == 0
}

# Whether a value is one that is looked for, where text may stand for a number or a boolean.
same(value, wanted) if value == wanted

same(value, wanted) if {
	is_string(value)
	is_boolean(wanted)
	value in {$"{wanted}", {true: "1", false: "0"}[wanted]}
}

same(value, wanted) if {
	is_string(value)
	is_number(wanted)
	value == $"{wanted}"
}

# The nodes that a path's values stand for: see `references`. A known value of a plan, which is most of a large plan,
# goes a short way: see the README on memory.
nodes(handle, path) := {references.literal(handle.after[path])} if {
	is_string(handle.after[path])
	handle.after[path] != ""
} else := {node | some result in at(handle, path); some node in nodes_of(result, path)}

nodes_of(result, path) := choices.of(result.unknown, path) if {
	result.unknown
} else := references.of_literal(result.known)

# All nodes that a resource mentions anywhere.
all_nodes(resource) := {node |
	walk(resource.body, [_, part])
	is_string(part)
	may_be_reference(part)
	some named in references.of_text(part)
	node := references.thing(named)
} if {
	resource.form == "written"
} else := planned.all_nodes(resource)

may_be_reference(text) if references.is_expression(text)

may_be_reference(text) if references.is_network_id(text)
