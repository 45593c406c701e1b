# METADATA
# title: Normal form of a plan
# description: >-
#   `terraform show -json` of a plan. Judged is the final state: every object that is there after the plan, changed or
#   not. Where a value is unknown, the references of the configuration say what it may be.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/internals/json-format
package privatelink.lib.plan

import data.privatelink.lib.address_indexes
import data.privatelink.lib.configuration
import data.privatelink.lib.marks
import data.privatelink.lib.plan_changes
import data.privatelink.lib.plan_identities
import data.privatelink.lib.plan_unseen
import data.privatelink.lib.references
import data.privatelink.lib.targets

is_form if {
	some key in {"format_version", "planned_values", "resource_changes", "prior_state"}
	object.get(input, key, null) != null
}

document := {
	"role": role,
	"stack": stack,
	"resources": resources,
	"resource_count": count(plan_changes.instances),
	"marks": vpc_marks,
	"unmarked": unmarked,
	"aliases": aliases,
	"blocks": blocks_with_instances,
	"identities": plan_identities.all,
	"hidden_modules": [],
	"identity_blocks": identity_blocks,
	"moves": [],
	"unseen": plan_unseen.all,
	"changes": plan_changes.changes,
}

default stack := null

# Stacks of this project tag all that they make with their name.
stack := names[0] if {
	names := [tags.Stack |
		some block in input.configuration.provider_config.aws.expressions.default_tags
		tags := block.tags.constant_value
		tags.ManagedBy == "cdktf-privatelink"
		is_string(tags.Stack)
	]
	count(names) == 1
}

default role := null

# One that was a consumer's before the plan still is.
role := "consumer" if {
	input.output_changes[marks.role_output].before == "consumer"
} else := marked_output.value if {
	marked_output.value != null
} else := "unknown until apply" if {
	marked_output
}

marked_output := input.planned_values.outputs[marks.role_output]

resources := [resource |
	some i, instance in plan_changes.instances
	module := module_address(instance)
	name := $"{prefix[instance.mode]}{instance.type}.{instance.name}"
	resource := {
		"index": i,
		"form": "planned",
		"address": instance.address,
		"node": references.within(module, name),
		"type": instance.type,
		"mode": instance.mode,
		"construct_path": null,
		"after": instance.values,
		"unknown": instance.unknown,
		"partial": instance.partial,
		"sensitive": instance.sensitive,
		"scope": module,
		"owner": object.get(configuration.of_module, [module, name], null),
	}
]

prefix := {"managed": "", "data": "data."}

# planned_values and prior_state give the module's address only as the start of the resource's own.
module_address(instance) := instance.module_address

module_address(instance) := trim_suffix(trim_suffix(address_indexes.without_last_index(instance.address), name), ".") if {
	not instance.module_address
	name := $"{prefix[instance.mode]}{instance.type}.{instance.name}"
}

# A resource with `count` or `for_each` stands for its instances.
aliases := object.union_n([configuration.aliases, blocks_with_instances, blocks_without_instances])

blocks_with_instances[resource.node] contains resource.address if {
	some resource in resources
	resource.node != resource.address
}

# With a `count` of 0 it stands for nothing.
blocks_without_instances[node] contains references.nothing if {
	some module, configured in configuration.of_module
	some name, resource in configured
	is_repeated(resource)
	node := references.within(module, name)
	not blocks_with_instances[node]
}

is_repeated(resource) if resource.count_expression

is_repeated(resource) if resource.for_each_expression

# Marks of VPCs. One that was a consumer's before the plan still is. A plan that has an address twice is not judged,
# but that must be told.
vpc_marks := {address: [mark | some mark in ["consumer", "unknown", "none", "other"]; found[mark]][0] | some address, found in marks_found}

marks_found[resource.address] contains mark_of(resource) if {
	some resource in resources
	targets.vpc_types[resource.type]
}

mark_of(resource) := "consumer" if {
	formerly_marked[resource.address]
} else := asked if {
	resource.mode == "data"
	asked := marks.of_filters(object.get(resource.after, "filter", []))
} else := "unknown" if {
	resource.mode == "data"
	not shows_tags(resource)
	not resource.after.tags[marks.tag]
} else := marks.of_tags(tags(resource))

# Of a data source that is not read yet, and of one of several VPCs, a plan has the tags that it searches by.
shows_tags(resource) if {
	resource.type != "aws_vpcs"
	is_string(resource.after.id)
}

# Of these, the ones that the plan takes the mark from.
unmarked := {resource.address: true |
	some resource in resources
	formerly_marked[resource.address]
	marks.of_tags(tags(resource)) in {"none", "other"}
}

formerly_marked[entry.address] := true if {
	some key in ["resource_changes", "resource_drift"]
	some entry in object.get(input, key, [])
	targets.vpc_types[entry.type]
	entry.mode == "managed"
	before := entry.change.before
	marks.of_tags(tags_in(before)) == "consumer"
}

# `tags_all` has the provider's default tags too.
tags(resource) := null if {
	some name in {"tags", "tags_all"}
	is_unreadable(object.get(resource.unknown, name, false), name)
} else := null if {
	resource.mode == "data"
	resource.partial
	not resource.after.tags
} else := tags_in(resource.after)

tags_in(values) := object.union(by_key(object.get(values, "tags_all", null)), by_key(object.get(values, "tags", null)))

# tags_all unknown as a whole is what a provider gives for tags that are.
is_unreadable(true, "tags")

is_unreadable(unknown, _) if unknown[marks.tag]

is_unreadable(unknown, _) if is_array(unknown)

by_key(null) := {}

by_key(tags) := tags if is_object(tags)

by_key(tags) := marks.by_key(tags) if is_array(tags)

identity_blocks := array.concat(
	[{"kind": "import", "address": change.address, "destroys": false} | some change in plan_changes.changes; change.is_import],
	[{"kind": "removed", "address": change.address, "destroys": false} | some change in plan_changes.changes; "forget" in change.actions],
)
