# METADATA
# title: The document to judge, in one form
# description: >-
#   Which form the input is in, why it cannot be judged if it cannot, and its normal form. The rules see only this.
package privatelink.lib.document

import data.privatelink.lib.marks
import data.privatelink.lib.plan
import data.privatelink.lib.plan_changes
import data.privatelink.lib.plan_modules
import data.privatelink.lib.plan_whole
import data.privatelink.lib.synthesized

default form := "unknown"

form := "plan" if {
	plan.is_form
	not synthesized.is_form
}

form := "cdk.tf.json" if {
	synthesized.is_form
	not plan.is_form
}

normal := plan.document if form == "plan"

normal := synthesized.document if form == "cdk.tf.json"

resources := normal.resources

role := normal.role

# Indexes of resources by their type, managed and data.
by_type[resource.type] contains resource.index if some resource in resources

# Managed resources of a type.
of_type(type) := [resource |
	some i in by_type[type]
	resource := resources[i]
	resource.mode == "managed"
]

# Why the input cannot be judged; empty if it can.
why contains "the document is neither a cdk.tf.json (no resource, data, module or other block of Terraform) nor a plan as `terraform show -json` prints it" if {
	not synthesized.is_form
	not plan.is_form
}

why contains "the document has keys of a cdk.tf.json and of a plan, and can only be one of them" if {
	synthesized.is_form
	plan.is_form
}

why contains "there is no resource, data source or module in it: nothing to judge" if {
	form == "cdk.tf.json"
	count(synthesized.bodies) + count(synthesized.hidden_modules) == 0
}

why contains "there is no resource or data source in the plan, and none that it deletes: nothing to judge" if {
	form == "plan"
	count(plan_changes.instances) + count(plan_changes.resource_changes) == 0
}

why contains $"`{place}` is neither a block nor an array of blocks" if {
	form == "cdk.tf.json"
	some place in synthesized.malformed
}

why contains $"the output {marks.role_output} must be one of {concat(", ", sort(marks.roles))}, written as such, and is something else" if {
	form != "unknown"
	is_said
	not role in marks.roles
}

# An output of null is there, and says nothing.
is_said if role != null

is_said if {
	form == "cdk.tf.json"
	count(synthesized.role_values) > 0
}

why contains $"there are {count(synthesized.role_values)} outputs {marks.role_output}, and can only be one" if {
	form == "cdk.tf.json"
	count(synthesized.role_values) > 1
}

why contains "the plan's format_version is not 1.x" if {
	form == "plan"
	not startswith(object.get(input, "format_version", ""), "1.")
}

why contains "the plan has no planned_values: it is cut off, or a state and no plan" if {
	form == "plan"
	not is_object(object.get(input, ["planned_values", "root_module"], null))
}

why contains "the plan ended in an error, and does not say all that would be there: mend the error and plan again" if {
	form == "plan"
	object.get(input, "errored", false) != false
}

why contains "the plan is not complete (made with -target, or with deferred changes): make one without -target" if {
	form == "plan"
	is_partial
}

is_partial if object.get(input, "complete", true) != true

is_partial if count(object.get(input, "deferred_changes", [])) > 0

why contains "the plan has no configuration, which shows provisioners, programs and references: give all that `terraform show -json` prints" if {
	form == "plan"
	not plan_whole.has_configuration
}

why contains $"the configuration of the plan lacks {first(plan_whole.unconfigured)}, which the plan has: give all that `terraform show -json` prints" if {
	form == "plan"
	plan_whole.has_configuration
	count(plan_whole.unconfigured) > 0
}

why contains $"the plan lacks {first(plan_whole.missing)}, which its configuration has: make a plan without -target and -exclude. To leave a resource out, write `count = 0`" if {
	form == "plan"
	not is_partial
	count(plan_whole.missing) > 0
}

# One of several addresses, and how many more there are.
first(addresses) := min(addresses) if {
	count(addresses) == 1
} else := $"{min(addresses)} and {count(addresses) - 1} more"

why contains $"`{key}` of the plan is not the list or object it should be" if {
	form == "plan"
	some key in {"resource_changes", "resource_drift"}
	not is_array(object.get(input, key, []))
}

why contains "an entry of resource_changes lacks its address, mode, type, name or change, or has one of another shape" if {
	form == "plan"
	some key in {"resource_changes", "resource_drift"}
	some entry in object.get(input, key, [])
	not is_change(entry)
}

why contains "a resource of planned_values or prior_state lacks its address, mode, type or name, or has one of another shape" if {
	form == "plan"
	some root in [plan_modules.planned_root, plan_modules.prior_root]
	some resource in plan_modules.resources(root)
	not is_resource(resource)
}

why contains $"modules are nested more than {plan_modules.deepest} deep" if {
	form == "plan"
	some root in [plan_modules.planned_root, plan_modules.prior_root]
	plan_modules.is_too_deep(root)
}

why contains $"a block `{key}` at the top is none of Terraform's, and nobody knows what it does" if {
	form == "cdk.tf.json"
	some key in synthesized.strangers
}

why contains $"{address} is there {n} times, and can only be there once" if {
	form == "cdk.tf.json"
	count({resource.address | some resource in synthesized.resources}) < count(synthesized.resources)
	some address in {resource.address | some resource in synthesized.resources}
	n := count([1 | some resource in synthesized.resources; resource.address == address])
	n > 1
}

why contains $"{address} is there {n} times in resource_changes, and can only be there once" if {
	form == "plan"
	count({instance.address | some instance in plan_changes.changed}) < count(plan_changes.changed)
	some address in {instance.address | some instance in plan_changes.changed}
	n := count([1 | some instance in plan_changes.changed; instance.address == address])
	n > 1
}

# A resource that some part of the normal form is undefined for would be left out, and pass.
why contains "not every resource could be brought into the form that the rules judge; please report it as a defect" if {
	not is_normal
}

is_normal if form == "unknown"

is_normal if count(normal.resources) == normal.resource_count

is_change(entry) if {
	is_resource(entry)
	is_object(entry.change)
	is_object_or_null(object.get(entry.change, "after", null))
	is_object_or_null(object.get(entry.change, "before", null))
	is_tree(object.get(entry.change, "after_unknown", false))
}

is_object_or_null(null)

is_object_or_null(value) if is_object(value)

is_tree(value) if is_boolean(value)

is_tree(value) if is_object(value)

is_resource(resource) if {
	is_string(resource.address)
	resource.mode in {"managed", "data"}
	is_string(resource.type)
	is_string(resource.name)
	is_object(object.get(resource, "values", {}))
}
