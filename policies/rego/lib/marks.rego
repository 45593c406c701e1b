# METADATA
# title: The mark of a consumer VPC
# description: >-
#   The tag that says what a VPC is for, and the output that says it for a whole stack. A mark that is there and cannot
#   be read, or has a value nobody knows, counts as consumer: a typing error must not open a VPC.
package privatelink.lib.marks

tag := "privatelink:vpc-role"

role_output := "privatelink_stack_role"

# Values of the mark that are no consumer's.
of_others := {"hub", "service"}

roles := {"acceptance", "account", "appliance", "consumer", "dns", "domain", "hub", "profile", "resource", "service"}

# consumer, other, none or unknown, of tags as an object with literal values; null for what cannot be read.
of_tags(null) := "unknown"

of_tags(tags) := "consumer" if {
	value := tags[tag]
	not value in of_others
} else := "other" if {
	tags[tag]
} else := "none" if {
	is_object(tags)
}

# What a data source that looks a VPC up by the mark says of it; undefined where it asks for no mark.
of_filters(filters) := of_tags({tag: value}) if {
	wanted := {value |
		some filter in filters
		filter.name == $"tag:{tag}"
		some value in filter.values
	}
	count(wanted) > 0
	value := strongest(wanted)
}

# Tags that are listed as key and value. If a mark is there twice, which AWS refuses, it is a consumer's if either is.
by_key(listed) := object.union(
	object.union_n([{item.key: item.value} | some item in listed]),
	{tag: strongest(values) | values := {item.value | some item in listed; item.key == tag}; count(values) > 0},
)

# Of several marks that are looked for, one that is a consumer's.
strongest(values) := min(consumers) if {
	consumers := {value | some value in values; not value in of_others}
	count(consumers) > 0
} else := min(values)
