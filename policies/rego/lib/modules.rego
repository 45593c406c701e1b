# METADATA
# title: Modules of a plan
# description: >-
#   Lists of a plan's nested modules. Rego has no recursion, and `walk` over a large plan costs seconds, so the levels
#   are written out; a plan with deeper modules is not judged.
package privatelink.lib.modules

import data.privatelink.lib.references

deepest := 8

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

# Modules of a configuration, as their scope and their content.
calls(root) := [called |
	some level in [[{"scope": "", "module": root}], l1, l2, l3, l4, l5, l6, l7, l8]
	some called in level
] if {
	l1 := called_by([{"scope": "", "module": root}])
	l2 := called_by(l1)
	l3 := called_by(l2)
	l4 := called_by(l3)
	l5 := called_by(l4)
	l6 := called_by(l5)
	l7 := called_by(l6)
	l8 := called_by(l7)
}

called_by(callers) := [{"scope": references.child_scope(caller.scope, name), "module": object.get(call, "module", {})} |
	some caller in callers
	some name, call in object.get(caller.module, "module_calls", {})
]
