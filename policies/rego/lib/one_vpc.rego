# METADATA
# title: Resources of one VPC
# description: >-
#   AWS demands that the subnets, security groups and route tables of a resource are of the VPC that the resource names.
#   Where one argument leads to a VPC that is no consumer's, whichever way is taken, the others are in it too, though
#   the document may not show it. A security group decides nothing: it may be associated with other VPCs. An argument
#   that leads to a consumer's VPC always counts.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayVpcAttachment.html
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html
package privatelink.lib.one_vpc

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.identifiers
import data.privatelink.lib.ignored_arguments
import data.privatelink.lib.links
import data.privatelink.lib.locals
import data.privatelink.lib.placement
import data.privatelink.lib.references
import data.privatelink.lib.values

# What leads to a node, without the resources that another argument has placed.
back := links.back if {
	count(settled) == 0
} else := {target: others |
	some target, nodes in links.back
	others := {node | some node in nodes; not settled[node]}
}

# Addresses of resources that one argument places into a VPC that is no consumer's.
settled[resource.address] := true if {
	some type, arguments in deciding
	some i in document.by_type[type]
	resource := document.resources[i]
	resource.mode == "managed"
	not placement.inside[resource.address]
	some argument in arguments
	is_sure(resource, argument)
	is_of_others(values.nodes(resource, argument))
}

# By type, the arguments each of which decides. A type with an argument of another kind may be in several VPCs.
deciding[type] := found if {
	some type, _ in document.by_type
	entry := classification.types[type]
	not type in identifiers.with_two_sides
	count(object.get(entry, "homes", [])) == 0
	count(object.get(entry, "template_arguments", [])) == 0
	every argument in entry.vpc_arguments {
		argument in (deciders | followers)
	}
	found := {argument | some argument in entry.vpc_arguments; argument in deciders}
}

# Arguments that stand in no block, for a block may be there more than once.
deciders := {
	"client_subnets", "subnet_arns", "subnet_id", "subnet_ids", "subnets", "vpc_arn", "vpc_id", "vpc_identifier",
}

followers := {
	"preferred_subnet_id", "route_table_ids", "security_group_ids", "security_groups", "subnet_configuration.subnet_id",
	"subnet_mapping.subnet_id", "subnet_mappings.subnet_id", "vpc_security_group_ids",
}

# Whether the value is what is deployed. An expression that may give nothing, such as `one(aws_vpc.x[*].id)`, says of no
# VPC that the resource is in it.
is_sure(resource, _) if resource.form != "written"

is_sure(resource, argument) if {
	resource.form == "written"
	not ignored_arguments.is_ignored(resource, argument)
	every item in array.flatten([locals.plain(resource.body[argument])]) {
		is_plain(locals.plain(item))
	}
}

is_plain(text) if not references.is_expression(text)

is_plain(text) if references.node_of_traversal(references.traversal(text))

# What leads to VPCs that are not consumers', and nowhere else, without a look at what is settled.
is_of_others(nodes) if {
	count(nodes) > 0
	every node in nodes {
		not placement.leads_to_ends[node]
		not placement.leads_in_circles[node]
		not placement.inside[node]
		placement.leads_to_others[node]
	}
}
