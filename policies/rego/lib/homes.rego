# METADATA
# title: Machines in two VPCs
# description: >-
#   An instance may have interfaces in several VPCs, and joins them whatever their routes are. For each resource whose
#   classification has `homes`, the arguments that may each put it into a VPC of its own are compared.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html
# - ref: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/scenarios-enis.html
package privatelink.lib.homes

import data.privatelink.lib.classification
import data.privatelink.lib.consumers
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.placement
import data.privatelink.lib.references
import data.privatelink.lib.values

# Resources that are, or may be, in a consumer VPC and in another VPC too.
bridges := [bridge |
	consumers.any_consumer
	some type, indexes in document.by_type
	count(object.get(classification.types[type], "homes", [])) > 0
	some i in indexes
	resource := document.resources[i]
	resource.mode == "managed"
	named := of(resource)
	number_of_homes(resource, named) > 1
	not is_one_home(named)
	vpcs := placement.possible(named)
	count(vpcs) > 0
	bridge := {"resource": resource, "place": place(named, vpcs), "is_certain": is_apart(named)}
]

# What is in a consumer VPC for certain is said of that one, unless it may be in others.
place(named, vpcs) := placement.of_nodes(named) if {
	is_apart(named)
	count(vpcs) > 0
} else := placement.unresolved(named, vpcs)

# The nodes that the interfaces of a resource are placed by. A launch template has those of what launches by it too.
of(resource) := own | users if {
	own := {node |
		some path in classification.types[resource.type].homes
		some named in values.nodes(resource, path)
		node := links.start(named, links.placing[resource.type][path])
	}
	users := {document.resources[i].address |
		count(own) > 0
		some i, templates in links.templates
		resource.address in templates
		count(links.starts[i]) > 0
	}
}

# Two values may be written alike, and be two things: what cannot be followed is none that could be told from others.
number_of_homes(resource, named) := max([count(named), count(written) + count(generated)]) if {
	paths := classification.types[resource.type].homes
	written := [1 | some path in paths; some _ in values.at(resource, path)]
	generated := [1 | some path in paths; some block in generated_blocks(resource, path); some _ in values.at(block, references.last(split(path, ".")))]
}

# A dynamic block stands for any number of blocks.
generated_blocks(resource, path) := [block |
	contains(path, ".")
	some block in values.blocks(resource, trim_suffix(path, $".{references.last(split(path, "."))}"))
	block.is_generated
]

# All in the same place: one consumer VPC for certain, or one and the same thing that the document does not show.
is_one_home(named) if {
	homes := {home(node) | some node in named}
	count(homes) == 1
	every home in homes {
		count(home) == 1
	}
}

home(node) := placement.certain[node] if {
	placement.certain[node]
} else := {end |
	some end in links.reached(links.edges, {node})
	not links.edges[end]
	is_one_thing(node)
	is_one_thing(end)
}

is_one_thing(node) if {
	not links.is_choice(node)
	not node in {references.unfollowable, references.unsaid}
}

# One is in a consumer VPC, and another elsewhere, both for certain.
is_apart(named) if {
	some node in named
	some name in placement.certain[node]
	some other in named
	is_outside(other, name)
} else := false

is_outside(node, name) if {
	placement.certain[node]
	not placement.certain[node][name]
}

is_outside(node, _) if placement.is_elsewhere({node})
