# METADATA
# title: Whether a plan is whole
# description: >-
#   A plan made with -target or -exclude leaves out what is not asked for, and not every engine says so in it. The
#   plan's configuration has all that should be there.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/cli/commands/plan#resource-targeting
# - ref: https://opentofu.org/docs/cli/commands/plan/#resource-targeting
package privatelink.lib.plan_whole

import data.privatelink.lib.address_indexes
import data.privatelink.lib.plan
import data.privatelink.lib.plan_changes
import data.privatelink.lib.plan_modules
import data.privatelink.lib.references

has_configuration if is_object(input.configuration.root_module)

# Resources that the plan has and its configuration lacks: it was cut.
unconfigured contains resource.address if {
	some resource in plan.resources
	resource.owner == null
	resource.index < plan_changes.planned_count
	not is_left[resource.address]
}

# What a configuration has no more: an object that Terraform forgets, and a deposed one.
is_left[address] := true if {
	some entry in plan_changes.resource_changes
	some address in left(entry)
}

left(entry) := {entry.address} if {
	"forget" in object.get(entry, ["change", "actions"], [])
} else := {plan_changes.address_of(entry)} if {
	object.get(entry, "deposed", "") != ""
} else := set()

# Resources of the configuration that have an instance in every plan of all, and have none in this one.
missing contains references.within(module.address, name) if {
	lists_all
	some module in plan_modules.called
	module.is_there
	needed := always_there[address_indexes.without_indexes(module.address)]
	some name in (needed - object.get(present, module.address, set()))
}

always_there := {module: names |
	some module, content in plan_modules.static
	names := {resource.address |
		some resource in object.get(content, "resources", [])
		resource.mode == "managed"
		plan_modules.has_instance(resource)
	}
}

# A plan that destroys all does not list what the configuration has.
lists_all if not destroys_all

only_refreshes if {
	count(plan_changes.resource_changes) == 0
	count(plan_changes.planned) == 0
}

destroys_all if {
	plan_changes.planned_count == 0
	every resource in plan_changes.prior {
		resource.mode == "data"
	}
}

# By instance of a module, the names of the resources that it has or had: as the configuration has them, for a large
# plan has no room for more.
present[resource.scope] contains resource.owner.address if {
	some resource in plan.resources
	is_of_this_plan(resource)
}

is_of_this_plan(resource) if resource.index < plan_changes.planned_count

# One that only refreshes has what was there before.
is_of_this_plan(resource) if {
	only_refreshes
	resource.index >= 0
}

present[module] contains $"{entry.type}.{entry.name}" if {
	some entry in plan_changes.resource_changes
	entry.change.actions == ["delete"]
	module := object.get(entry, "module_address", "")
}
