# METADATA
# title: Normal form of cdk.tf.json
# description: A configuration in Terraform's JSON syntax, as CDKTF writes it or as anybody may.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/syntax/json
package privatelink.lib.synthesized

import data.privatelink.lib.blocks
import data.privatelink.lib.catalog
import data.privatelink.lib.marks
import data.privatelink.lib.references

keys := {"data", "locals", "module", "output", "provider", "resource", "terraform", "variable"}

is_form if {
	some key in keys
	object.get(input, key, null) != null
}

document := {
	"role": role,
	"resources": resources,
	"to_judge": [entry.name | some entry in bodies; catalog.is_judged(entry.type)],
	"resource_count": count(bodies),
	"aliases": locals_aliases,
	"hidden_modules": hidden_modules,
	"replaced": [],
}

# Blocks with two labels, as (mode, type, name, body).
bodies := [{"mode": mode, "type": type, "name": name, "body": body} |
	some mode, key in {"managed": "resource", "data": "data"}
	some [type, named] in blocks.labelled(object.get(input, key, null))
	some [name, content] in blocks.labelled(named)
	some body in blocks.objects(content)
]

malformed contains key if {
	some key in keys
	blocks.is_malformed(object.get(input, key, null))
}

malformed contains $"{key}.{label}" if {
	some key in {"data", "module", "output", "resource"}
	some [label, content] in blocks.labelled(object.get(input, key, null))
	blocks.is_malformed(content)
}

malformed contains $"{key}.{type}.{name}" if {
	some key in {"data", "resource"}
	some [type, named] in blocks.labelled(object.get(input, key, null))
	some [name, content] in blocks.labelled(named)
	blocks.is_malformed(content)
}

resources := [resource |
	some entry in bodies
	catalog.is_judged(entry.type)
	identity := $"{prefix[entry.mode]}{entry.type}.{entry.name}"
	resource := {
		"address": identity,
		"node": references.node("", identity),
		"type": entry.type,
		"mode": entry.mode,
		"construct_path": construct_path(entry.body),
		"mark": mark(entry),
		"arguments": {name: nodes |
			some name in catalog.arguments(entry.type)
			nodes := references.of_written("", object.get(entry.body, name, null))
		},
		"routes": routes(entry),
	}
]

prefix := {"managed": "", "data": "data."}

default construct_path(_) := null

construct_path(body) := body["//"].metadata.path

# Inline routes, each as its target arguments. A route that is not written out is one whose target is not known.
routes(entry) := array.concat(written, generated) if {
	entry.type in catalog.route_tables
	value := object.get(entry.body, "route", null)
	written := array.concat([targets(route) | some route in blocks.objects(value)], expressions(value))
	generated := [targets(route) |
		some [label, dynamic] in blocks.labelled(object.get(entry.body, "dynamic", null))
		label == "route"
		some block in blocks.objects(dynamic)
		some route in contents(block)
	]
}

routes(entry) := [] if not entry.type in catalog.route_tables

# A generated route that says nothing of its target leads anywhere.
contents(block) := blocks.objects(block.content) if {
	count(blocks.objects(block.content)) > 0
	not blocks.is_malformed(block.content)
} else := [{"gateway_id": "${route.value}"}]

targets(route) := {name: nodes |
	some name in catalog.route_targets
	nodes := references.of_written("", object.get(route, name, null))
}

default expressions(_) := []

expressions(value) := [{"gateway_id": references.of_written("", value)}] if {
	blocks.is_malformed(value)
	value != ""
}

mark(entry) := of_default if {
	own := marks.of_tags(tags(entry.body))
	own == "other"
	not tags(entry.body)[marks.tag]
	entry.mode == "managed"
	of_default := default_mark
}

else := "unknown" if {
	# A data source's tags are what it searches by, not all that the VPC has.
	entry.mode == "data"
	not tags(entry.body)[marks.tag]
}

else := marks.of_tags(tags(entry.body))

# Tags with literal values; null where they cannot be read. AWS::EC2::VPC of awscc lists them as key and value.
default tags(_) := null

tags(body) := object.union(readable(object.get(body, "tags_all", null)), readable(object.get(body, "tags", null)))

readable(null) := {}

readable(value) := literal(value) if is_object(value)

readable(value) := literal({item.key: item.value | some item in value}) if is_array(value)

readable(value) := literal(local_value(value)) if {
	is_string(value)
	is_object(local_value(value))
}

literal(object) := {key: value |
	some key, written in object
	value := plain(written)
} if {
	every key, _ in object {
		not references.is_expression(key)
	}
}

# A value that is an expression stays, as a mark nobody knows.
plain(written) := local_value(written) if is_string(local_value(written))

else := written

# What `${local.x}` is written as, where that is all of the string.
local_value(text) := value if {
	is_string(text)
	names := references.steps(references.traversal(text))
	count(names) == 2
	names[0] == "local"
	some block in blocks.objects(object.get(input, "locals", null))
	value := block[names[1]]
}

default default_mark := "other"

default_mark := "consumer" if {
	some [name, providers] in blocks.labelled(object.get(input, "provider", null))
	name in {"aws", "awscc"}
	some provider in blocks.objects(providers)
	some default_tags in blocks.objects(object.get(provider, "default_tags", null))
	marks.of_tags(tags(default_tags)) != "other"
}

locals_aliases := {references.node("", $"local.{name}"): nodes |
	some [name, value] in blocks.labelled(object.get(input, "locals", null))
	nodes := {node |
		walk(value, [_, leaf])
		not is_object(leaf)
		not is_array(leaf)
		some node in references.of_written("", leaf)
	}
}

hidden_modules := [{"address": $"module.{name}", "construct_path": construct_path(body)} |
	some [name, content] in blocks.labelled(object.get(input, "module", null))
	some body in blocks.objects(content)
]

role_values := [plain(value) |
	some [name, content] in blocks.labelled(object.get(input, "output", null))
	name == marks.role_output
	some body in blocks.objects(content)
	value := object.get(body, "value", null)
]

default role := null

role := role_values[0]
