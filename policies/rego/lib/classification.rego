# METADATA
# title: The classification of resource types
# description: >-
#   What policies/data/classification.json says of a type, and why nothing can be judged by it if it is not whole.
package privatelink.lib.classification

import data.privatelink_policy

all := privatelink_policy.classification

types := all.types

data_sources := all.data_sources

kinds := {"conditional", "endpoint", "inert", "network", "opaque", "path", "route", "warn"}

# What a type is, as far as the rules need it.
of(type) := types[type]

# Whether the type takes no argument of a network, or its provider does nothing in one.
is_apart(type) if {
	all.known_types[type]
	not types[type]
}

is_apart(type) if all.foreign_providers[split(type, "_")[0]]

is_classified(type) if types[type]

is_classified(type) if is_apart(type)

why contains "there is no classification of resource types (data.privatelink_policy.classification): without it nothing can be judged" if {
	not is_given
}

is_given if {
	count(types) > 0
	count(all.known_types) > 0
	is_object(all.data_sources)
	is_object(all.foreign_providers)
}

why contains $"the classification of {type} has no kind that the rules know, or lacks its arguments, rule, words or conditions" if {
	is_given
	some type, entry in types
	not is_whole(entry)
}

default is_whole(_) := false

is_whole(entry) if {
	kinds[entry.kind]
	is_array(entry.vpc_arguments)
	has_words(entry)
	every condition in object.get(entry, "conditions", []) {
		is_condition(condition)
	}
}

# What opens nothing is never named in a message.
has_words(entry) if entry.kind == "inert"

has_words(entry) if {
	is_string(entry.what)
	not entry.kind in {"path", "warn"}
}

has_words(entry) if {
	is_string(entry.what)
	is_string(entry.rule)
	is_string(entry.outside)
}

is_condition(condition) if {
	is_string(condition.argument)
	is_string(condition.rule)
	is_string(condition.what)
	condition.omitted in {"allow", "deny"}
	condition.rating in {"deny", "warn"}
	count([list | some name in ["allow", "refuse"]; list := condition[name]; is_array(list)]) == 1
}

# Rules that the classification counts on.
rules contains entry.rule if {
	some entry in types
	entry.kind in {"path", "warn"}
}

rules contains condition.rule if {
	some entry in types
	some condition in object.get(entry, "conditions", [])
}
