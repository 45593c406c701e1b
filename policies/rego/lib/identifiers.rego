# METADATA
# title: Attributes that are identifiers
# description: >-
#   Whether what a traversal ends in identifies the resource, or what the resource is in, and whether AWS makes up the
#   value. What an author may choose freely, such as the value of a tag, identifies nothing.
package privatelink.lib.identifiers

import data.privatelink.lib.classification
import data.privatelink.lib.references
import data.privatelink.lib.targets

# What a reference ends in must be an identifier of the thing, or of what the thing is in. In a map whose keys its
# author chooses, such as tags, a key that is called `vpc_id` may hold any id at all.
is_identifier(names) if {
	not unnamed[names[0]]
	is_attribute(type_of(names), attribute(names))
}

is_identifier(names) if {
	names[0] in {"local", "var"}
	count(names) > 1
}

is_identifier(names) if {
	names[0] == "module"
	count(names) > 2
}

is_identifier(names) if {
	names[0] == "terraform_data"
	names[2] in {"input", "output"}
}

is_attribute(_, [name]) if identities[name]

is_attribute(_, ["name"])

is_attribute(type, [name]) if {
	targets.vpc_types[type]
	is_id(name)
}

is_attribute(type, [name]) if is_own_id(type, name)

is_attribute(type, [name]) if {
	surroundings[name]
	count(classification.types[type].vpc_arguments) > 0
}

is_attribute(type, names) if {
	not with_two_sides[type]
	not is_side(type, names)
	is_id(references.last(names))
	some argument in array.concat(
		classification.types[type].vpc_arguments,
		object.get(classification.types[type], "target_arguments", []),
	)
	is_beside(split(argument, "."), names)
}

# Whether an attribute is an argument, or stands in the same block as one.
is_beside([name], [name])

is_beside(argument, names) if {
	count(argument) > 1
	count(argument) == count(names)
	array.slice(argument, 0, count(argument) - 1) == array.slice(names, 0, count(names) - 1)
}

# Cloud Control calls the identifier of a resource by its type: `awscc_ec2_subnet` has a `subnet_id`.
is_own_id(type, name) if {
	startswith(type, "awscc_ec2_")
	is_id(name)
	endswith(type, $"_{trim_suffix(name, "_id")}")
}

# What stands between two VPCs says of each of them that it is in it.
with_two_sides := {"aws_vpc_peering_connection", "awscc_ec2_vpc_peering_connection"}

# What an accepter shows of the other side.
is_side("aws_vpc_peering_connection_accepter", ["peer_vpc_id"])

# Whether AWS makes up the value that a reference to a resource has. A name, and an id or ARN that has a name in it,
# are what their author wrote, and may be the id of anything.
is_made_by_aws(names) if {
	is_identity(names)
	classification.all.networks.ids_made_by_aws[type_of(names)]
}

# Data sources that find several of a kind.
is_made_by_aws(names) if {
	is_identity(names)
	classification.all.networks.ids_made_by_aws[trim_suffix(type_of(names), "s")]
}

is_made_by_aws(names) if {
	not is_identity(names)
	references.last(names) != "name"
}

is_identity(names) if {
	[name] := attribute(names)
	identities[name]
}

# The names after those of the thing itself: `id` of aws_vpc.x.id.
attribute(names) := array.slice(names, identity_length(names), count(names))

identities := {"arn", "arns", "id", "ids"}

# Not by a regular expression, which is slow in WebAssembly: some letters, and one of the ends.
is_id(name) if {
	some end in ["_id", "_ids", "_arn", "_arns"]
	endswith(name, end)
	start := trim_suffix(name, end)
	start != ""
	trim(start, "abcdefghijklmnopqrstuvwxyz_") == ""
}

# What a thing that stands in a VPC says of where it stands. It says this of no other VPC than its own.
surroundings := {
	"cluster_security_group_id", "default_security_group_id", "network_interface_ids", "primary_network_interface_id",
	"route_table_id", "route_table_ids", "security_group_ids", "source_security_group_id", "subnet_id", "subnet_ids",
	"vpc_id",
}

type_of(names) := names[1] if names[0] == "data"

else := names[0]

# What stands for a thing that only Terraform knows.
unnamed := {"count", "each", "local", "module", "path", "self", "terraform", "var"}

identity_length(names) := 3 if names[0] == "data"

else := 2
