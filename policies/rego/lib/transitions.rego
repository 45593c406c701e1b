# METADATA
# title: What a plan takes away or moves
# description: >-
#   Compares what a resource has before and after a plan. A path is names joined by dots, at most three, through blocks;
#   a list gives its elements. Nothing of what is compared is shown: it may be sensitive.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#change-representation
package privatelink.lib.transitions

import data.privatelink.lib.document

# Changes of managed resources that are no leftovers of an earlier replacement, by type.
by_type[change.type] contains i if {
	some i, change in document.normal.changes
	change.mode == "managed"
	not change.is_deposed
}

of_type(type) := [document.normal.changes[i] | some i in by_type[type]]

is_replaced(change) if change.actions == {"create", "delete"}

is_destroyed(change) if change.actions == {"delete"}

is_updated(change) if change.actions == {"update"}

# What becomes of the values at a path: `none` before, `kept` all, some `removed`, or `unknown` after.
fate(change, path) := "none" if {
	count(values(change.before, path)) == 0
} else := "kept" if {
	count(values(change.before, path) - values(change.after, path)) == 0
} else := "unknown" if {
	is_unknown(change.after_unknown, split(path, "."))
} else := "removed"

# The same of a thing that may be written at either of several paths: what is told of one settles the others.
fate_of_any(change, paths) := "removed" if {
	"removed" in fates(change, paths)
} else := "kept" if {
	"kept" in fates(change, paths)
} else := "unknown" if {
	"unknown" in fates(change, paths)
} else := "none"

fates(change, paths) := {fate(change, path) | some path in paths}

# Whether what was at a path before is another thing after, or may be.
moved(change, path) := "unknown" if {
	is_unknown(change.after_unknown, split(path, "."))
	count(values(change.before, path)) > 0
} else := "moved" if {
	count(values(change.before, path)) > 0
	values(change.before, path) != values(change.after, path)
} else := "same"

# The scalars at a path. Absent, null, empty and false are nothing that could be taken away.
values(object, path) := {value |
	some holder in holders(object, split(path, "."))
	some value in elements(holder)
	not value in {null, "", false}
}

holders(object, names) := through(object, names[0]) if {
	count(names) == 1
} else := [b | some a in through(object, names[0]); some b in through(a, names[1])] if {
	count(names) == 2
} else := [c |
	some a in through(object, names[0])
	some b in through(a, names[1])
	some c in through(b, names[2])
]

# What has a name in an object, or in each object of a list.
through(value, name) := [item[name] | some item in elements(value); is_object(item); is_present(item, name)]

is_present(item, name) if object.get(item, name, null) != null

elements(value) := value if {
	is_array(value)
} else := [value]

# Whether any part of a path is not known after.
is_unknown(tree, _) if tree == true

is_unknown(tree, names) if {
	not is_boolean(tree)
	some holder in holders(tree, names)
	walk(holder, [_, true])
}

is_unknown(tree, names) if {
	not is_boolean(tree)
	some size in [1, 2]
	size < count(names)
	some holder in holders(tree, array.slice(names, 0, size))
	some part in elements(holder)
	part == true
}
