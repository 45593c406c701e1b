# METADATA
# title: Waivers
# description: >-
#   Findings that the user accepts for a time, by rule and address, with a reason and an owner. A waiver for a resource
#   without an index is one for all its instances.
package privatelink.lib.waivers

import data.privatelink.lib.address_indexes
import data.privatelink.lib.document
import data.privatelink.lib.settings

all := list if {
	list := settings.given.waivers
	is_array(list)
} else := []

why contains "the `waivers` of the policy data must be a list" if {
	not is_array(object.get(settings.given, "waivers", []))
}

why contains $"waiver {i} of the policy data must have a rule, address, reason and owner that are not empty, and a date `expires` such as 2026-12-31" if {
	some i, waiver in all
	not is_whole(waiver)
}

why contains "`now` of the policy data must be today's date, such as 2026-12-31: without it no waiver can be judged" if {
	count(all) > 0
	not is_date(object.get(settings.given, "now", null))
}

is_whole(waiver) if {
	every name in ["rule", "address", "reason", "owner"] {
		is_string(waiver[name])
		trim_space(waiver[name]) != ""
	}
	is_date(waiver.expires)
	is_string(object.get(waiver, "stack", ""))
}

is_date(text) if {
	is_string(text)
	regex.match(`^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$`, text)
}

is_expired(waiver) if waiver.expires < settings.given.now

# Indexes of waivers by rule and address.
by_target[rule][address] contains i if {
	some i, waiver in all
	is_for_stack(waiver)
	rule := waiver.rule
	address := waiver.address
}

is_for_stack(waiver) if not waiver.stack

is_for_stack(waiver) if waiver.stack == document.normal.stack

# Indexes of the waivers for a finding, expired or not.
matching(rule, address) := object.get(by_target, [rule, address], set()) | of_all_instances if {
	by_target[rule]
	of_all_instances := object.get(by_target, [rule, address_indexes.without_indexes(address)], set())
} else := set()

# The waiver that holds for a finding; null if there is none.
holding(rule, address) := shown(all[min(valid)]) if {
	valid := {i | some i in matching(rule, address); not is_expired(all[i])}
	count(valid) > 0
} else := null

shown(waiver) := {name: waiver[name] | some name in ["reason", "owner", "expires"]}
