# METADATA
# title: Which resource has a known id
# description: >-
#   In a plan of what is deployed, an argument has an id in the place of a reference. The id leads back to the resource
#   that has it. Some resources have the id of what they are placed by: the accepter of a peering connection has the id
#   of the connection. Such an id says nothing of where the resource is, and leads back only to what else has it.
package privatelink.lib.plan_identities

import data.privatelink.lib.classification
import data.privatelink.lib.plan
import data.privatelink.lib.references
import data.privatelink.lib.targets
import data.privatelink.lib.values

all[literal] contains resource.address if {
	some resource in plan.resources
	classification.types[resource.type]
	some name in names(resource.type)
	value := resource.after[name]
	is_string(value)
	value != ""
	literal := references.literal(value)
	not is_of_another(resource, name, literal)
}

# What is known of an id, of a VPC's tables too.
names(type) := ["id", "arn", "vpc_id", "default_network_acl_id", "default_route_table_id", "default_security_group_id", "main_route_table_id"] if {
	targets.vpc_types[type]
} else := ["id", "arn"]

# An argument and an attribute of one name are one value. Among what places, only the target of an event has such an
# argument: its `arn` is that of what the event is sent to, which places nothing.
is_of_another(resource, name, literal) if {
	some argument in classification.types[resource.type].vpc_arguments
	argument != name
	some value in values.known(resource, argument)
	is_string(value)
	references.literal(value) == literal
}
