# METADATA
# title: Blocks of Terraform's JSON syntax
# description: An object and an array of objects are the same at every level; `//` keys are comments.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/syntax/json
package privatelink.lib.blocks

default objects(_) := []

objects(value) := [value] if is_object(value)

objects(value) := [item | some item in value; is_object(item)] if is_array(value)

# Neither an object, an array of objects, nor null: Terraform would refuse it, and nothing can be told of it.
is_malformed(value) if {
	not is_null(value)
	not is_object(value)
	not is_array(value)
}

is_malformed(value) if {
	is_array(value)
	some item in value
	not is_object(item)
}

# The blocks under one label, as pairs of label and content.
labelled(value) := [[label, content] |
	some object in objects(value)
	some label, content in object
	label != "//"
]
