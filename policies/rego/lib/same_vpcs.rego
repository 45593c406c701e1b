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

names_of(vpc) := ({vpc.address} | {references.literal(id) | some id in values.known(vpc, "id"); is_string(id)}) | looked_up(vpc)

looked_up(vpc) := {name | some name in [same_reference(vpc), resource_of(vpc)]; name != ""} if {
	vpc.mode == "data"
} else := set()

# Within a stack, one reference always has the same value.
same_reference(vpc) := text if {
	vpc.form == "written"
	text := references.traversal(locals.plain(vpc.body.id))
	regex.match(`^[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*|\[([0-9]+|"[^"\\$%]*")\])+$`, text)
} else := ""

# The VPC that a reference leads to, whichever way is taken. A name of a VPC that is repeated is no key of any.
resource_of(vpc) := end if {
	nodes := graph.reachable(document.normal.aliases, values.nodes(vpc, "id")) | values.nodes(vpc, "id")
	every node in nodes {
		not is_choice(node)
	}
	[end] := [node | some node in nodes; not document.normal.aliases[node]]
	rank[end]
} else := ""

is_choice(node) if choices.is_choice(node)

is_choice(node) if document.normal.blocks[node]
