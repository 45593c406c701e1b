# METADATA
# title: The path of a violation
# description: >-
#   From the VPC, over the subnet and table where there are such, to what is outside; in addresses of the document.
package privatelink.lib.witness

import data.privatelink.lib.address_indexes
import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.placement

# A resource that is itself the way out.
of_resource(resource, place, what, outside) := array.concat(
	array.concat(start(resource, place), [{"step": step_word(resource.type), "address": resource.address, "what": what}]),
	[{"step": "outside", "address": null, "what": outside}],
)

# A route, standing alone or within its table.
of_route(target) := array.flatten([
	start(target.resource, target.place),
	[{"step": "route", "address": target.resource.address, "what": $"a route by {target.argument}"}],
	[{"step": "target", "address": address, "what": target.what} | some address in first(shown(target.nodes))],
	[{"step": "outside", "address": null, "what": target.outside}],
])

# From the VPC to what the resource is placed by; a table is reached from the subnets that use it.
start(resource, place) := array.flatten([
	[{"step": "vpc", "address": place.vpcs[0], "what": "a consumer VPC"}],
	[{"step": "subnet", "address": subnet, "what": "a subnet that uses the table"} | some subnet in first(subnets_of(table))],
	[step(links.by_address[hop]) | some hop in hops],
]) if {
	resource.address != place.vpcs[0]
	hops := array.reverse(hops_to(resource, place.vpcs[0]))
	table := array.concat(hops, [resource.address])
} else := []

step(resource) := {
	"step": step_word(resource.type),
	"address": resource.address,
	"what": object.get(classification.types[resource.type], "what", resource.type),
}

# `aws_route_table` is a route table.
step_word(type) := replace(concat("_", array.slice(words, 1, count(words))), "_", " ") if {
	words := split(replace(type, "awscc_ec2_", "awscc_"), "_")
}

# Resources on the way to the VPC, from the resource on; five of them at the most.
hops_to(resource, name) := [hop |
	levels := [h1, h2, h3, h4, h5]
	some i, level in levels
	some hop in level
	links.by_address[hop]
	not hop in {name, resource.address}
	not hop in {before | some before_level in array.slice(levels, 0, i); some before in before_level}
] if {
	own := address_indexes.last_index(resource.address)
	h1 := towards(links.starts[resource.index], name, own)
	h2 := beyond(h1, name, own)
	h3 := beyond(h2, name, own)
	h4 := beyond(h3, name, own)
	h5 := beyond(h4, name, own)
} else := []

beyond(hops, name, own) := [next |
	some hop in hops
	hop != name
	some next in towards(links.edges[hop], name, own)
]

# The first of the nodes that leads to the VPC; of instances, the one with the resource's own index if there is such.
towards(nodes, name, own) := first(alike) if {
	own != ""
	alike := {node | some node in nodes; address_indexes.last_index(node) == own; placement.inside[node][name]}
	count(alike) > 0
} else := first({node | some node in nodes; placement.inside[node][name]})

first(items) := [min(items)] if {
	count(items) > 0
} else := []

shown(nodes) := {node | some node in nodes; links.by_address[node]}

# The first subnet of the tables among addresses.
subnets_of(addresses) := {first_subnets[address] | some address in addresses}

first_subnets := {table: min(nodes) | some table, nodes in subnets}

subnets[table] contains subnet if {
	some i in document.by_type.aws_route_table_association
	nodes := resolved(links.starts[i])
	some table in nodes
	links.by_address[table].type == "aws_route_table"
	some subnet in nodes
	links.by_address[subnet].type == "aws_subnet"
}

# An id that is known leads to the resource that has it.
resolved(nodes) := nodes | {target | some node in nodes; some target in links.edges[node]}
