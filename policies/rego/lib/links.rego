# METADATA
# title: What leads to what
# description: >-
#   The graph of a document: from a resource to what places it, from a name to what it stands for, from a known id to the
#   resource that has it. Whole searches are made backwards from the few VPCs and open ends, not from each resource:
#   WebAssembly neither indexes rules nor remembers what a function gave.
package privatelink.lib.links

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.targets
import data.privatelink.lib.values

# By the index of a resource, the nodes that its arguments place it by.
starts[resource.index] := nodes if {
	some resource in document.resources
	arguments := classification.types[resource.type].vpc_arguments
	not targets.vpc_types[resource.type]
	nodes := {node | some argument in arguments; some node in values.nodes(resource, argument)}
}

edges[resource.address] contains target if {
	some resource in document.resources
	some target in starts[resource.index]
	target != resource.address
}

edges[node] contains target if {
	some node, nodes in document.normal.aliases
	some target in nodes
}

edges[literal] contains address if {
	some literal, addresses in document.normal.identities
	some address in addresses
}

back[target] contains node if {
	some node, nodes in edges
	some target in nodes
}

# All that leads to a node, and the node.
leading_to(node) := ({node} | reached) | {before | some after in reached; some before in back[after]} if {
	back[node]
	reached := graph.reachable(back, {node})
} else := {node}

# Nodes that lead nowhere: neither VPCs, nor resources that the document places nowhere.
open_ends contains target if {
	some target, _ in back
	not edges[target]
	not vpcs[target]
	not placed_nowhere[target]
}

open_ends contains node if {
	some nodes in starts
	some node in nodes
	not edges[node]
	not vpcs[node]
	not placed_nowhere[node]
}

vpcs[resource.address] := resource if {
	some resource in document.resources
	targets.vpc_types[resource.type]
}

by_address[resource.address] := resource if some resource in document.resources

# A resource of a type that is understood, and that says of no VPC that it is in it.
placed_nowhere[resource.address] := true if {
	some resource in document.resources
	resource.mode == "managed"
	classification.types[resource.type].kind != "opaque"
	count(starts[resource.index]) == 0
}

# What a reference stands for in the end: a literal, a resource, or what cannot be followed.
ends(nodes) := nodes if {
	count([node | some node in nodes; document.normal.aliases[node]]) == 0
} else := {node |
	reached := graph.reachable(document.normal.aliases, nodes)
	some node in ((nodes | reached) | {target | some from in reached; some target in document.normal.aliases[from]})
	not document.normal.aliases[node]
}
