# METADATA
# title: Arguments that decide
# description: What the classification's conditions say of a resource.
package privatelink.lib.conditions

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.texts
import data.privatelink.lib.values

# Undefined if the condition is met; else `refused`, `unknown` or `omitted`.
of(resource, condition) := of_values(resource, condition, values.at(resource, condition.argument))

of_values(resource, condition, results) := "refused" if {
	some result in results
	values.has_known(result)
	is_refused(result.known, condition)
} else := "refused" if {
	condition.refuse_text
	texts.contains_any(resource, condition.argument, condition.refuse_text)
} else := "refused" if {
	condition.allow == []
	some result in results
	is_of_resources(result.unknown)
} else := "omitted" if {
	condition.omitted == "deny"
	is_omitted(resource, condition, results)
} else := "omitted" if {
	condition.omitted == "deny-in-block"
	lacks(resource, split(condition.argument, "."))
} else := "unknown" if {
	is_unknown(resource, condition, results)
}

is_omitted(_, _, results) if count(results) == 0

is_omitted(resource, condition, _) if values.is_omitted(resource, condition.argument)

is_unknown(_, condition, results) if {
	not condition.refuse_text
	some result in results
	result.unknown
	not is_enough(result.unknown, condition)
}

# Where the argument only has to be there, any value does.
is_enough(nodes, condition) if {
	condition.refuse == []
	is_of_resources(nodes)
}

# A text that cannot be read to its end.
is_unknown(resource, condition, _) if {
	condition.refuse_text
	not condition.unknown == "allow"
	texts.is_open(resource, condition.argument)
}

# What refers to a resource has a value, whatever it is.
is_of_resources(nodes) if {
	count(nodes) > 0
	every end in links.named(nodes) {
		links.by_address[end]
	}
}

# Whether some block that would hold the argument is there without it.
lacks(resource, names) if {
	some holder in values.holders(resource, names)
	count(values.leaf(holder, names[count(names) - 1])) == 0
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

# All conditions that are not met, with the resource's index and the result.
unmet := [{"index": i, "condition": condition, "result": result} |
	some type, indexes in document.by_type
	some condition in classification.types[type].conditions
	some i in indexes
	resource := document.resources[i]
	resource.mode == "managed"
	result := of(resource, condition)
]
