# METADATA
# title: Normal form of cdk.tf.json
# description: A configuration in Terraform's JSON syntax, as CDKTF writes it or as anybody may.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/syntax/json
package privatelink.lib.synthesized

import data.privatelink.lib.blocks
import data.privatelink.lib.ignored_arguments
import data.privatelink.lib.locals
import data.privatelink.lib.marks
import data.privatelink.lib.references
import data.privatelink.lib.targets
import data.privatelink.lib.written_marks
import data.privatelink.lib.written_unseen

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
	"unmarked": {},
	"aliases": aliases,
	"blocks": {},
	"identities": {},
	"hidden_modules": hidden_modules,
	"identity_blocks": identity_blocks,
	"moves": moves,
	"unseen": written_unseen.all,
	"changes": [],
}

# Blocks with two labels, as (mode, type, name, body).
bodies := [{"mode": mode, "type": type, "name": name, "body": body} |
	some mode, key in {"managed": "resource", "data": "data"}
	some [type, named] in blocks.labelled(object.get(input, key, null))
	some [name, content] in blocks.labelled(named)
	some body in blocks.objects(content)
	not is_never_there(body)
]

# A resource that is written out for nothing.
is_never_there(body) if body.count == 0

is_never_there(body) if {
	not is_string(body.for_each)
	count(body.for_each) == 0
}

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

# What stands for something else: locals, and what terraform_data is given and gives again.
aliases := object.union(locals.aliases, given_again)

given_again[$"terraform_data.{entry.name}.{attribute}"] contains node if {
	some entry in bodies
	entry.type == "terraform_data"
	nodes := locals.nodes_of(locals.plain(object.get(entry.body, "input", null)))
	some node in {true: nodes, false: {references.nothing}}[count(nodes) > 0]
	some attribute in ["input", "output"]
}

# It gives again what it was given at first where Terraform ignores a change of that.
given_again[$"terraform_data.{entry.name}.{attribute}"] contains references.unfollowable if {
	some entry in bodies
	entry.type == "terraform_data"
	ignored_arguments.is_ignored({"form": "written", "body": entry.body}, "input")
	some attribute in ["input", "output"]
}

default stack := null

stack := input["//"].metadata.stackName

# A document that has an address twice is not judged, but that must be told.
vpc_marks := {address: written_marks.of(bodies[min(indexes)]) | some address, indexes in vpcs}

vpcs[$"{prefix[entry.mode]}{entry.type}.{entry.name}"] contains i if {
	some i, entry in bodies
	entry.type in targets.vpc_types
}

hidden_modules := [{"address": $"module.{name}", "construct_path": construct_path(body)} |
	some [name, content] in blocks.labelled(object.get(input, "module", null))
	some body in blocks.objects(content)
]

# Blocks that take an object over, or leave one behind.
identity_blocks := [entry |
	some kind, name in {"import": "to", "removed": "from"}
	some block in blocks.objects(object.get(input, kind, null))
	entry := {
		"kind": kind,
		"address": plain_address(object.get(block, name, null)),
		"destroys": destroys(kind, block),
		"id": object.get(block, "id", null),
		"for_each": object.get(block, "for_each", null),
	}
]

default plain_address(_) := "an address that cannot be read"

# Terraform reads an address as it reads an expression: blanks around it say nothing.
plain_address(text) := trim_space(trim_suffix(trim_prefix(trim_space(text), "${"), "}")) if is_string(text)

# Blocks that give an object another address.
moves := [{"from": plain_address(object.get(block, "from", null)), "to": plain_address(object.get(block, "to", null))} |
	some block in blocks.objects(object.get(input, "moved", null))
]

default destroys(_, _) := false

destroys(kind, block) if {
	kind == "removed"
	count([lifecycle |
		some lifecycle in blocks.objects(object.get(block, "lifecycle", null))
		object.get(lifecycle, "destroy", true) in {false, "false"}
	]) == 0
}

role_values := [locals.plain(value) |
	some [name, content] in blocks.labelled(object.get(input, "output", null))
	name == marks.role_output
	some body in blocks.objects(content)
	value := object.get(body, "value", null)
]

default role := null

role := role_values[0]
