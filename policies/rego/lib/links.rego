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

# By the index of a resource, the nodes that its arguments place it by. Not a rule for each index, which OPA would look for
# among all resources each time it is asked.
starts := {resource.index: nodes |
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

# A template is where what launches by it is.
edges[template] contains user.address if {
	some type, paths in template_users
	some i in document.by_type[type]
	user := document.resources[i]
	some path in paths
	some template in ends(values.nodes(user, path))
	targets.type(template) in {"aws_launch_configuration", "aws_launch_template", "awscc_ec2_launch_template"}
}

template_users := {
	"aws_autoscaling_group": [
		"launch_configuration",
		"launch_template.id",
		"launch_template.name",
		"mixed_instances_policy.launch_template.launch_template_specification.launch_template_id",
		"mixed_instances_policy.launch_template.override.launch_template_specification.launch_template_id",
	],
	"aws_batch_compute_environment": ["compute_resources.launch_template.launch_template_id"],
	"aws_ec2_fleet": ["launch_template_config.launch_template_specification.launch_template_id"],
	"aws_eks_node_group": ["launch_template.id", "launch_template.name"],
	"aws_instance": ["launch_template.id", "launch_template.name"],
	"aws_spot_fleet_request": ["launch_template_config.launch_template_specification.id"],
	"awscc_autoscaling_auto_scaling_group": ["launch_template.launch_template_id", "launch_configuration_name"],
	"awscc_ec2_instance": ["launch_template.launch_template_id"],
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

vpcs := {address: resource |
	some address, resource in by_address
	targets.vpc_types[resource.type]
}

# A document that has an address twice is not judged, but what the rules say of it must not fail before that is told.
by_address := {address: document.resources[min(indexes)] | some address, indexes in indexes_of}

indexes_of[resource.address] contains resource.index if some resource in document.resources

# A resource of a type that is understood, and that says of no VPC that it is in it.
placed_nowhere := {resource.address: true |
	some resource in document.resources
	resource.mode == "managed"
	classification.types[resource.type].kind != "opaque"
	count(starts[resource.index]) == 0
}

# The managed resources that a reference stands for in the end. A plan of what is deployed has ids in the place of references;
# what no managed resource has stays as it is.
named(nodes) := {address | some end in ends(nodes); some address in managed_or_itself(end)}

managed_or_itself(end) := having if {
	having := {address |
		some address in document.normal.identities[end]
		by_address[address].mode == "managed"
	}
	count(having) > 0
} else := {end}

# What a reference stands for in the end: a literal, a resource, or what cannot be followed.
ends(nodes) := nodes if {
	count([node | some node in nodes; document.normal.aliases[node]]) == 0
} else := {node |
	reached := graph.reachable(document.normal.aliases, nodes)
	some node in ((nodes | reached) | {target | some from in reached; some target in document.normal.aliases[from]})
	not document.normal.aliases[node]
}
