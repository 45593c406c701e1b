# METADATA
# title: Values of a cdk.tf.json
# description: What is written under a name of a resource or block. Rules ask `values`.
package privatelink.lib.written

import data.privatelink.lib.blocks
import data.privatelink.lib.locals
import data.privatelink.lib.references

leaf(handle, name) := [result |
	some item in items(locals.plain(object.get(handle.body, name, null)))
	some result in of_item(item)
]

items(value) := value if {
	is_array(value)
} else := [value]

of_item(item) := [] if {
	is_blank(item)
} else := of_plain(locals.plain(item))

of_plain(item) := [{"unknown": references.of_text(item)}] if {
	is_expression(item)
} else := [{"known": item}]

is_expression(item) if {
	is_string(item)
	references.is_expression(item)
}

# The known values of a leaf, without what the others refer to.
known(handle, name) := [plain |
	some item in items(locals.plain(object.get(handle.body, name, null)))
	not is_blank(item)
	plain := locals.plain(item)
	not is_expression(plain)
]

# Blocks of a name, written out and generated; one that is an expression cannot be read.
children(handle, name) := array.concat(
	direct(locals.plain(object.get(handle.body, name, null))),
	generated(object.get(handle.body, "dynamic", null), name),
)

direct(value) := [block | some item in items(value); some block in of_block(locals.plain(item))]

of_block(item) := [] if {
	is_blank(item)
} else := [{"form": "written", "body": item}] if {
	is_object(item)
} else := [{"form": "written", "opaque": references.of_written(item)}]

generated(null, _) := []

generated(dynamics, name) := [block |
	some [label, content] in blocks.labelled(dynamics)
	label == name
	some dynamic in blocks.objects(content)
	not is_for_nothing(dynamic)
	some block in contents(dynamic)
] if {
	not is_null(dynamics)
}

is_for_nothing(dynamic) if {
	not is_string(dynamic.for_each)
	count(dynamic.for_each) == 0
}

# A generated block that says nothing may be anything.
contents(dynamic) := [{"form": "written", "is_generated": true, "body": object} | some object in blocks.objects(dynamic.content)] if {
	count(blocks.objects(dynamic.content)) > 0
	not blocks.is_malformed(dynamic.content)
} else := [{"form": "written", "is_generated": true, "opaque": {references.unfollowable}}]

is_blank(null)

is_blank("")
