# METADATA
# title: The mark of a consumer VPC
# description: >-
#   The tag that says what a VPC is for, and the output that says it for a whole stack. A mark that is there and cannot
#   be read, or has a value nobody knows, counts as consumer: a typing error must not open a VPC.
package privatelink.lib.marks

tag := "privatelink:vpc-role"

role_output := "privatelink_stack_role"

roles := {"acceptance", "account", "appliance", "consumer", "dns", "domain", "hub", "profile", "resource", "service"}

# consumer, other, none or unknown, of tags as an object with literal values; null for what cannot be read.
of_tags(null) := "unknown"

of_tags(tags) := "consumer" if {
	value := tags[tag]
	not value in {"hub", "service"}
} else := "other" if {
	tags[tag]
} else := "none" if {
	is_object(tags)
}
