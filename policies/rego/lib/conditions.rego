# METADATA
# title: Arguments that decide
# description: What the classification's conditions say of a resource.
package privatelink.lib.conditions

import data.privatelink.lib.values

# Undefined if the condition is met; else `refused`, `unknown` or `omitted`.
of(resource, condition) := "refused" if {
	some value in values.known(resource, condition.argument)
	is_refused(value, condition)
} else := "omitted" if {
	condition.omitted == "deny"
	values.is_omitted(resource, condition.argument)
} else := "unknown" if {
	values.is_unknown(resource, condition.argument)
}

is_refused(value, condition) if {
	some refused in condition.refuse
	values.same(value, refused)
}

is_refused(value, condition) if {
	condition.allow
	not is_allowed(value, condition)
}

is_allowed(value, condition) if {
	some allowed in condition.allow
	values.same(value, allowed)
}

# The smallest edit that meets a condition.
cut(resource, condition) := $"remove {condition.argument} of {resource.address}" if {
	condition.omitted == "allow"
} else := $"set {condition.argument} of {resource.address} to {condition.allow[0]}" if {
	condition.allow[0]
} else := $"set {condition.argument} of {resource.address} to false" if {
	condition.refuse == [true]
} else := $"change {condition.argument} of {resource.address}"
