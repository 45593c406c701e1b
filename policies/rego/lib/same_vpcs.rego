# METADATA
# title: Data sources of one VPC
# description: >-
#   A stack may look up a VPC that it has already: to check its DNS settings, for example. Each such data source is
#   judged as the VPC that it is of. Two are the same VPC if they have one id, or one reference as their id, whatever
#   their providers and Regions: no two VPCs have one id, and a shared VPC has the same id in the account that shares
#   it. Wherever it is not sure that the ids are the same, a data source is a VPC of its own.
# related_resources:
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/vpc
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#configuration-representation
package privatelink.lib.same_vpcs

import data.privatelink.lib.choices
import data.privatelink.lib.document
import data.privatelink.lib.locals
import data.privatelink.lib.presence
import data.privatelink.lib.references
import data.privatelink.lib.targets
import data.privatelink.lib.values

# By the address of a data source, the VPC that it is judged as.
judged_as := {address: vpc |
	some address, _ in keys
	vpc := first(group(address))
	vpc != address
}

# By the address of a VPC, the data sources that are judged as it.
lookups[vpc] contains address if some address, vpc in judged_as

group(address) := {member | some member in graph.reachable(neighbours, {address}); keys[member]}

neighbours := object.union(keys, holders)

holders[key] contains address if {
	some address, own in keys
	some key in own
}

# The resource, or else the data source with the shortest name: a plan must not say another one than its stack.
first(members) := min({[rank[member], count(member), member] | some member in members})[2]

rank := {vpc.address: {"managed": 0, "data": 1}[vpc.mode] | some vpc in single}

# By address, what says which VPC it is.
keys[vpc.address] contains key if {
	some vpc in single
	some name in names_of(vpc)
	key := $"the VPC {name}"
}

# Each is one VPC. In a stack, one with `count` or `for_each` may be several, and one with `enabled` none.
single := [vpc |
	some type in targets.vpc_types
	type != "aws_vpcs"
	some i in document.by_type[type]
	vpc := document.resources[i]
	not is_repeated(vpc)
	not presence.may_be_disabled(vpc)
]

is_repeated(vpc) if {
	some meta in ["count", "for_each"]
	object.get(vpc, ["body", meta], null) != null
}

names_of(vpc) := ({vpc.address} | {references.literal(id) | some id in ids(vpc)}) | looked_up(vpc)

# What policy data may call a VPC.
names(vpc) := {vpc.address, vpc.node} | ids(vpc)

# Its id, or the one that a data source looks for.
ids(vpc) := {id | some id in values.known(vpc, "id"); is_string(id)} | {id |
	[id] := [value | some filter in filters(vpc); some value in values.known(filter, "values")]
}

looked_up(vpc) := {name |
	some asked in asked_by(vpc)
	some name in [same_reference(asked), resource_of(asked)]
	name != ""
} if {
	vpc.mode == "data"
} else := set()

# What asks for one VPC: the data source by its `id`, or a filter of it.
asked_by(vpc) := array.concat(
	[{"holder": vpc, "argument": "id"}],
	[{"holder": filter, "argument": "values"} | some filter in filters(vpc)],
)

# The filter by one id, of a data source that has no `id`. With two, it would make one VPC of two others.
filters(vpc) := [filter] if {
	vpc.mode == "data"
	values.is_absent(vpc, "id")
	[filter] := [block | some block in values.blocks(vpc, "filter"); may_be_by_id(block)]
	is_by_id(filter)
} else := []

may_be_by_id(filter) if values.known(filter, "name") == ["vpc-id"]

may_be_by_id(filter) if values.is_unknown(filter, "name")

# What generates blocks calls the ids of all of them alike.
is_by_id(filter) if {
	not filter.opaque
	not filter.is_generated
	not filter.is_mixed
	not values.is_unknown(filter, "name")
	count(values.at(filter, "values")) == 1
}

# Within a stack, one reference always has the same value.
same_reference(asked) := text if {
	asked.holder.form == "written"
	text := references.traversal(written(asked.argument, locals.plain(asked.holder.body[asked.argument])))
	regex.match(`^[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*|\[([0-9]+|"[^"\\$%]*")\])+$`, text)
} else := ""

written("id", value) := value

written("values", list) := locals.plain(list[0]) if is_array(list)

# The VPC that a reference leads to, whichever way is taken. A name of a VPC that is repeated is no key of any.
resource_of(asked) := end if {
	start := values.nodes(asked.holder, asked.argument)
	nodes := graph.reachable(document.normal.aliases, start) | start
	every node in nodes {
		not is_choice(node)
	}
	[end] := [node | some node in nodes; not document.normal.aliases[node]]
	rank[end]
} else := ""

is_choice(node) if choices.is_choice(node)

is_choice(node) if document.normal.blocks[node]
