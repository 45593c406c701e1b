# METADATA
# title: The classification of resource types
# description: >-
#   What policies/data/classification.json says of a type, and why nothing can be judged by it if it is not whole.
package privatelink.lib.classification

import data.privatelink.lib.document
import data.privatelink.lib.patterns
import data.privatelink.lib.providers
import data.privatelink.lib.settings
import data.privatelink_policy

all := privatelink_policy.classification

types := all.types

data_sources := all.data_sources

kinds := {"conditional", "endpoint", "inert", "network", "opaque", "path", "route", "warn"}

# What a type is, as far as the rules need it.
of(type) := types[type]

# Whether the type takes no argument of a network, or its provider does nothing in one with it.
is_apart(type) if {
	all.known_types[type]
	not types[type]
}

is_apart(type) if is_foreign(type, "types")

# Whether a list of another provider (`types`, `data_sources`, `ephemeral`) has the type: it touches no network.
is_foreign(type, list) if type in all.foreign_providers[providers.of_type(type)][list]

is_classified(type) if types[type]

is_classified(type) if is_apart(type)

is_classified(type) if is_harmless_by_team(type)

# Whether the policy data says that a type, or a data source of it, touches no network.
is_harmless_by_team(type) if {
	some entry in settings.harmless_types
	patterns.matches(entry.type, type)
}

# What a team may not call harmless: the classification says that it can open something.
why contains $"`harmless_types` of the policy data must not name {type}, which the classification judges; found: {entry.type}" if {
	some entry in settings.harmless_types
	plain := split(entry.type, "*")[0]
	type := min({type |
		some judged in [types, data_sources]
		some type, about in judged
		startswith(type, plain)
		about.kind != "inert"
		patterns.matches(entry.type, type)
	})
}

why contains "there is no classification of resource types (data.privatelink_policy.classification): without it nothing can be judged" if {
	not is_given
}

is_given if {
	count(types) > 0
	count(all.known_types) > 0
	is_object(all.data_sources)
	is_object(all.foreign_providers)
	count(all.networks.ids_made_by_aws) > 0
}

why contains $"the classification of {type} has no kind that the rules know, or lacks its arguments, rule, words or conditions" if {
	is_given
	some type, _ in document.by_type
	some entries in [types, data_sources]
	entry := entries[type]
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
	condition.omitted in {"allow", "deny", "deny-in-block"}
	condition.rating in {"deny", "warn"}
	count([list | some name in ["allow", "refuse", "refuse_text"]; list := condition[name]; is_array(list)]) == 1
}

# Rules that the classification of the document's types counts on. To look through all types, whole as they are, would take
# more time than to judge a stack.
rules contains entry.rule if {
	some type, _ in document.by_type
	entry := types[type]
	entry.kind in {"path", "warn"}
}

rules contains condition.rule if {
	some type, _ in document.by_type
	entry := types[type]
	some condition in object.get(entry, "conditions", [])
}
