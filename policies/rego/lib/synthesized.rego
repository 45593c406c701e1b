# METADATA
# title: Normal form of cdk.tf.json
# description: A configuration in Terraform's JSON syntax, as CDKTF writes it or as anybody may.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/syntax/json
package privatelink.lib.synthesized

import data.privatelink.lib.blocks
import data.privatelink.lib.locals
import data.privatelink.lib.marks
import data.privatelink.lib.targets
import data.privatelink.lib.written_marks

# The blocks of Terraform's language; another one hides what nobody here knows.
keys := {
	"action", "check", "data", "ephemeral", "import", "locals", "module", "moved", "output", "provider", "removed",
	"resource", "terraform", "variable",
}

is_form if {
	some key in keys
	object.get(input, key, null) != null
}

document := {
	"role": role,
	"stack": stack,
	"resources": resources,
	"resource_count": count(bodies),
	"marks": vpc_marks,
	"aliases": locals.aliases,
	"identities": {},
	"hidden_modules": hidden_modules,
	"identity_blocks": identity_blocks,
	"unseen": unseen,
	"changes": [],
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
	some key in {"action", "data", "ephemeral", "module", "output", "resource"}
	some [label, content] in blocks.labelled(object.get(input, key, null))
	blocks.is_malformed(content)
}

malformed contains $"{key}.{type}.{name}" if {
	some key in {"action", "data", "ephemeral", "resource"}
	some [type, named] in blocks.labelled(object.get(input, key, null))
	some [name, content] in blocks.labelled(named)
	blocks.is_malformed(content)
}

strangers := {key |
	is_object(input)
	some key in object.keys(input)
	not key in keys
	key != "//"
}

resources := [resource |
	some i, entry in bodies
	address := $"{prefix[entry.mode]}{entry.type}.{entry.name}"
	resource := {
		"index": i,
		"form": "written",
		"address": address,
		"node": address,
		"type": entry.type,
		"mode": entry.mode,
		"construct_path": construct_path(entry.body),
		"body": entry.body,
	}
]

prefix := {"managed": "", "data": "data."}

default construct_path(_) := null

construct_path(body) := body["//"].metadata.path

default stack := null

stack := input["//"].metadata.stackName

vpc_marks := {$"{prefix[entry.mode]}{entry.type}.{entry.name}": written_marks.of(entry) |
	some entry in bodies
	entry.type in targets.vpc_types
}

hidden_modules := [{"address": $"module.{name}", "construct_path": construct_path(body)} |
	some [name, content] in blocks.labelled(object.get(input, "module", null))
	some body in blocks.objects(content)
]

# Blocks that take an object over, or leave one behind.
identity_blocks := [{"kind": kind, "address": address, "destroys": destroys(kind, block)} |
	some kind, name in {"import": "to", "removed": "from"}
	some block in blocks.objects(object.get(input, kind, null))
	address := plain_address(object.get(block, name, null))
]

default plain_address(_) := "an address that cannot be read"

plain_address(text) := trim_suffix(trim_prefix(text, "${"), "}") if is_string(text)

default destroys(_, _) := false

destroys(kind, block) if {
	kind == "removed"
	count([lifecycle |
		some lifecycle in blocks.objects(object.get(block, "lifecycle", null))
		object.get(lifecycle, "destroy", true) != true
	]) == 0
}

# What runs without being a resource.
unseen := array.concat(standing_alone, in_checks)

standing_alone := [{"address": $"{key}.{type}.{name}", "type": type, "mode": key} |
	some key in {"action", "ephemeral"}
	some [type, named] in blocks.labelled(object.get(input, key, null))
	some [name, _] in blocks.labelled(named)
]

# A check may have a data source of its own.
in_checks := [{"address": $"check.{check}.data.{type}.{name}", "type": type, "mode": "check"} |
	some [check, content] in blocks.labelled(object.get(input, "check", null))
	some block in blocks.objects(content)
	some [type, named] in blocks.labelled(object.get(block, "data", null))
	some [name, _] in blocks.labelled(named)
]

role_values := [locals.plain(value) |
	some [name, content] in blocks.labelled(object.get(input, "output", null))
	name == marks.role_output
	some body in blocks.objects(content)
	value := object.get(body, "value", null)
]

default role := null

role := role_values[0]
