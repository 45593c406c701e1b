# METADATA
# title: Consumer VPCs that policy data takes out
# description: >-
#   `other_vpcs` may name a VPC that the stack's role or its own mark makes a consumer's. No result is given for it, so
#   that a certificate says so. What only strict mode would count is not among them: it is what `other_vpcs` is for. Nor
#   is a VPC that a consumer's stack only looks up.
package privatelink.lib.taken_out

import data.privatelink.lib.consumers
import data.privatelink.lib.links
import data.privatelink.lib.settings

names := sort([name | some name in names_of_all])

names_of_all contains node if {
	some node, vpc in links.vpcs
	is_taken_out(node, consumers.deciding(vpc))
	would_count(vpc)
}

names_of_all contains name_of(trim_prefix(literal, "=")) if {
	some literal in consumers.literals
	is_taken_out(literal, {{trim_prefix(literal, "=")}})
	consumers.mark_of_literal(literal) == "consumer"
}

is_taken_out(node, deciding_names) if {
	consumers.because[node] == false
	consumers.is_of_others_by_data(deciding_names)
}

would_count(vpc) if consumers.mark_of(vpc) == "consumer"

would_count(vpc) if {
	consumers.is_consumer_stack
	vpc.mode == "managed"
}

# An id that policy data does not give as it is, is not shown.
name_of(id) := id if {
	id in settings.other_vpcs
} else := consumers.adopted
