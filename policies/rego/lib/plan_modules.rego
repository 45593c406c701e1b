# METADATA
# title: Modules of a plan
# description: >-
#   A plan's nested modules: the tree of what is planned, and the instances of the modules that the configuration calls.
#   Rego has no recursion, and `walk` over a large plan costs seconds, so the levels are written out; a plan with deeper
#   modules is not judged.
package privatelink.lib.plan_modules

import data.privatelink.lib.address_indexes
import data.privatelink.lib.references

deepest := 8

planned_root := object.get(input, ["planned_values", "root_module"], {})

prior_root := object.get(input, ["prior_state", "values", "root_module"], {})

configuration_root := object.get(input, ["configuration", "root_module"], {})

# Resources of a module and all modules below it, of planned_values or prior_state.values.
resources(root) := [resource |
	some level in levels(root)
	some module in level
	some resource in object.get(module, "resources", [])
]

levels(root) := [[root], l1, l2, l3, l4, l5, l6, l7, l8] if {
	l1 := children([root])
	l2 := children(l1)
	l3 := children(l2)
	l4 := children(l3)
	l5 := children(l4)
	l6 := children(l5)
	l7 := children(l6)
	l8 := children(l7)
}

children(modules) := [child |
	some module in modules
	some child in object.get(module, "child_modules", [])
]

is_too_deep(root) if {
	some module in levels(root)[deepest]
	count(object.get(module, "child_modules", [])) > 0
}

# Addresses of all modules that something is in, and of those around them.
addresses contains address if {
	some root in [planned_root, prior_root]
	some level in levels(root)
	some module in level
	some address in with_ancestors(object.get(module, "address", ""))
}

addresses contains address if {
	some key in {"resource_changes", "resource_drift"}
	listed := {object.get(entry, "module_address", "") | some entry in object.get(input, key, [])}
	some module in listed
	some address in with_ancestors(module)
}

with_ancestors(address) := {concat(".module.", array.slice(parts, 0, i + 1)) | some i, _ in parts} if {
	parts := split(address, ".module.")
	are_whole(parts)
} else := {concat("", array.slice(parts, 0, i + 1)) | some i, _ in parts} if {
	parts := modules_in(address)
	concat("", parts) == address
} else := {address}

# Whether no part ends within a key. A key of `for_each` may be any text, `a.module.b` too.
are_whole(parts) if {
	every part in parts {
		not contains(part, `\`)
		count(split(part, `"`)) in {1, 3}
	}
}

modules_in(address) := [part | some [part] in regex.find_all_string_submatch_n(module_pattern, address, -1)]

module_pattern := `\.?module\.[^.\[\]"]+(?:\[(?:[0-9]+|"(?:[^"\\]|\\.)*")\])?`

# Instances of each call of a module: `module.a["k"].module.b` gives those that differ in b's index alone.
instances[call] contains address if {
	some address in addresses
	address != ""
	call := address_indexes.without_last_index(address)
}

# The instances of a call, or the call itself where nothing is in it.
instances_of(call) := found if {
	found := instances[call]
} else := {call}

# Modules of the configuration, one for each instance: its address, its parent's, its call, its content, and whether
# the plan must have what is in it.
called := [module | some level in [[root], l1, l2, l3, l4, l5, l6, l7, l8]; some module in level] if {
	root := {"address": "", "parent": "", "call": {}, "content": configuration_root, "is_there": true}
	l1 := called_by([root])
	l2 := called_by(l1)
	l3 := called_by(l2)
	l4 := called_by(l3)
	l5 := called_by(l4)
	l6 := called_by(l5)
	l7 := called_by(l6)
	l8 := called_by(l7)
}

called_by(callers) := [module |
	some caller in callers
	some name, call in object.get(caller.content, "module_calls", {})
	some address in instances_of(references.within(caller.address, $"module.{name}"))
	module := {
		"address": address,
		"parent": caller.address,
		"call": call,
		"content": object.get(call, "module", {}),
		"is_there": is_there(caller, call, address),
	}
]

default is_there(_, _, _) := false

is_there(_, _, address) if planned_addresses[address]

is_there(caller, call, _) if {
	caller.is_there
	has_instance(call)
}

# Whether a resource or a call of a module has an instance, whatever the values of its expressions are.
has_instance(block) if {
	not block.count_expression
	not block.for_each_expression
}

has_instance(block) if {
	is_number(block.count_expression.constant_value)
	block.count_expression.constant_value > 0
}

has_instance(block) if {
	not is_string(block.for_each_expression.constant_value)
	count(block.for_each_expression.constant_value) > 0
}

# Modules that the plan has something in after it.
planned_addresses[address] := true if {
	some level in levels(planned_root)
	some module in level
	some address in with_ancestors(object.get(module, "address", ""))
}

planned_addresses[address] := true if {
	listed := {object.get(entry, "module_address", "") |
		some entry in object.get(input, "resource_changes", [])
		not object.get(entry, ["change", "actions"], []) in [["delete"], ["forget"]]
	}
	some module in listed
	some address in with_ancestors(module)
}

# Configurations by module without indexes, each once.
static := {address_indexes.without_indexes(module.address): module.content | some module in called}
