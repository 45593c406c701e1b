# METADATA
# title: Changes of a plan
# description: What a plan does, and all objects that are there after it.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#change-representation
package privatelink.lib.plan_changes

import data.privatelink.lib.plan_modules

resource_changes := object.get(input, "resource_changes", [])

# What the plan does, one entry for each of resource_changes that does something: the rules about changes see this.
# `instance` is the address among the resources, which a deposed object has for itself.
changes := [{
	"address": entry.address,
	"instance": address_of(entry),
	"previous_address": object.get(entry, "previous_address", null),
	"type": entry.type,
	"mode": entry.mode,
	"actions": {action | some action in object.get(entry, ["change", "actions"], [])},
	"destroys_last": object.get(entry, ["change", "actions"], []) == ["create", "delete"],
	"reason": object.get(entry, "action_reason", ""),
	"replace_paths": paths(object.get(entry, ["change", "replace_paths"], [])),
	"before": object_or_empty(object.get(entry, ["change", "before"], null)),
	"after": object_or_empty(object.get(entry, ["change", "after"], null)),
	"after_unknown": object.get(entry, ["change", "after_unknown"], {}),
	"is_deposed": object.get(entry, "deposed", "") != "",
	"is_import": object.get(entry, ["change", "importing"], null) != null,
} |
	some entry in resource_changes
	does_something(entry.change)
]

does_something(change) if not object.get(change, "actions", []) in [["no-op"], ["read"]]

does_something(change) if object.get(change, "importing", null) != null

default paths(_) := []

paths(value) := value if is_array(value)

default object_or_empty(_) := {}

object_or_empty(value) := value if is_object(value)

# All objects of the final state. One that resource_changes lists is as it says there; the others come from what was
# planned, from the prior state, and from drift: a refresh-only plan lists no changes.
instances := array.flatten([changed, planned, prior, drifted])

# How many of them, the first, the plan lists itself.
planned_count := count(changed) + count(planned)

changed := [from_change(entry) |
	some entry in resource_changes
	object.get(entry, ["change", "actions"], []) != ["delete"]
]

changed_addresses := {instance.address | some instance in changed}

# What resource_changes speaks of, deleted or not; a deposed object's entry says nothing of the current one.
listed[entry.address] := true if {
	some entry in resource_changes
	not entry.deposed
}

listed[entry.previous_address] := true if some entry in resource_changes

planned := [object.union(resource, {"values": object.get(resource, "values", {}), "unknown": {}, "partial": true, "sensitive": object.get(resource, "sensitive_values", {})}) |
	some resource in plan_modules.resources(plan_modules.planned_root)
	not changed_addresses[resource.address]
]

planned_addresses := {resource.address | some resource in planned}

prior := [object.union(resource, {"values": object.get(resource, "values", {}), "unknown": {}, "partial": false, "sensitive": object.get(resource, "sensitive_values", {})}) |
	some resource in plan_modules.resources(plan_modules.prior_root)
	not listed[resource.address]
	not planned_addresses[resource.address]
]

drifted := [from_change(entry) |
	some entry in object.get(input, "resource_drift", [])
	not listed[entry.address]
	not planned_addresses[entry.address]
	object.get(entry, ["change", "actions"], []) != ["delete"]
]

from_change(entry) := {
	"address": address_of(entry),
	"mode": entry.mode,
	"type": entry.type,
	"name": entry.name,
	"module_address": object.get(entry, "module_address", ""),
	"values": final_values(entry.change),
	"unknown": unknown_values(entry.change),
	"partial": is_wholly_unknown(entry.change),
	"sensitive": sensitive_values(entry.change),
}

# A deposed object stands beside the current one of the same address, until it is destroyed.
address_of(entry) := entry.address if {
	object.get(entry, "deposed", "") == ""
} else := $"{entry.address} (deposed {entry.deposed})"

default sensitive_values(_) := {}

sensitive_values(change) := change.after_sensitive if is_object(change.after_sensitive)

default unknown_values(_) := {}

unknown_values(change) := change.after_unknown if is_object(change.after_unknown)

default is_wholly_unknown(_) := false

is_wholly_unknown(change) if change.after_unknown == true

# An object that Terraform only forgets stays as it was.
final_values(change) := change.after if is_object(change.after)

else := change.before if is_object(change.before)

else := {}
