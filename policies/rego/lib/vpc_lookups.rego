# METADATA
# title: Data sources that ask for one VPC
# description: >-
#   All that a data source finds by the id of a VPC is in this VPC: by its argument `vpc_id`, or by a filter `vpc-id`
#   with one value. Where a data source has several filters, all of them hold.
# related_resources:
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/subnets
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/route_tables
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html
package privatelink.lib.vpc_lookups

import data.privatelink.lib.choices
import data.privatelink.lib.document
import data.privatelink.lib.hidden
import data.privatelink.lib.references
import data.privatelink.lib.values

# Those of several things, which no type of resource places.
of_several := {"aws_network_acls", "aws_route_tables", "aws_security_groups", "aws_subnets"}

of_one := {"aws_route_table", "aws_security_group", "aws_subnet"}

sources := [resource |
	some type in (of_one | of_several)
	some i in document.by_type[type]
	resource := document.resources[i]
	resource.mode == "data"
]

# By the address of a data source, the VPC of all that it finds. What may be one of several VPCs is left out.
vpcs[source.address] contains node if {
	some source in sources
	some nodes in asked_for(source)
	count(nodes) == 1
	some node in nodes
	is_followed(node)
}

asked_for(source) := array.concat(by_argument(source), by_filter(source))

by_argument(source) := [values.nodes(source, "vpc_id")] if {
	of_several[source.type]
} else := []

by_filter(source) := [values.nodes(filter, "values") |
	some filter in values.blocks(source, "filter")
	not filter.is_generated
	values.known(filter, "name") == ["vpc-id"]
	count(values.at(filter, "values")) == 1
]

is_followed(node) if {
	not node in {references.unfollowable, references.unsaid}
	not choices.is_choice(node)
	not hidden.is_one(node)
}

# By a known id, the data source of one VPC that found it when the plan was made.
finders[references.literal(id)] contains source.address if {
	some source in sources
	of_several[source.type]
	source.form == "planned"
	vpcs[source.address]
	some id in values.known(source, "ids")
	is_string(id)
}
