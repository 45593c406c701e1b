# METADATA
# title: Routes and what they lead to
# description: Routes that stand alone, inline ones and edge associations, at any destination, with what they lead to.
package privatelink.lib.routes

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.placement
import data.privatelink.lib.references
import data.privatelink.lib.settings
import data.privatelink.lib.targets
import data.privatelink.lib.values

# Targets of routes in, or possibly in, consumer VPCs, one for each kind of thing that an argument may lead to.
all := [target |
	some type, indexes in document.by_type
	count(arguments(type)) > 0
	some i in indexes
	resource := document.resources[i]
	resource.mode == "managed"
	some place in placement.all_places(i)
	some named in named_targets(resource)
	some kind, nodes in by_kind(named)
	not is_allowed(kind)
	rule := targets.rules[kind]
	target := {
		"resource": resource,
		"place": place,
		"argument": named.argument,
		"kind": kind,
		"nodes": nodes,
		"rule": rule.rule,
		"what": targets.words(kind),
		"outside": rule.outside,
		"cut": named.cut,
	}
]

arguments(type) := object.get(classification.types[type], "target_arguments", []) if {
	classification.types[type].kind == "route"
} else := []

# What the arguments of a resource name as targets. A route leads somewhere: one that names nothing known leads where nobody
# can see.
named_targets(resource) := array.flatten([own, targets_in_blocks(resource), without_target(resource, own)]) if {
	own := own_targets(resource)
}

without_target(resource, []) := [nowhere("an argument that is not known", $"remove {resource.address}")] if {
	resource.type in {"aws_route", "awscc_ec2_route"}
} else := []

without_target(_, own) := [] if count(own) > 0

nowhere(argument, cut) := {"argument": argument, "nodes": {references.unfollowable}, "cut": cut}

own_targets(resource) := [{"argument": name, "nodes": nodes, "cut": $"remove {resource.address}"} |
	some name in arguments(resource.type)
	not contains(name, ".")
	nodes := values.nodes(resource, name)
	count(nodes) > 0
]

targets_in_blocks(resource) := [named |
	some prefix, names in block_arguments[resource.type]
	some block in values.blocks(resource, prefix)
	some named in or_nowhere(targets_in_block(resource, block, prefix, names), resource, prefix)
]

or_nowhere(named, _, _) := named if count(named) > 0

or_nowhere([], resource, prefix) := [nowhere($"{prefix}, by an argument that is not known", $"remove that {prefix} from {resource.address}")]

targets_in_block(resource, block, prefix, names) := [named |
	some name in names
	nodes := values.nodes(block, name)
	count(nodes) > 0
	named := {"argument": $"{prefix}.{name}", "nodes": nodes, "cut": $"remove that {prefix} from {resource.address}"}
] if {
	not block.opaque
} else := [{
	"argument": prefix,
	"nodes": block.opaque,
	"cut": $"remove that {prefix} from {resource.address}",
}]

# By type and block, the names in it that lead somewhere.
block_arguments[type][prefix] contains name if {
	some type, _ in document.by_type
	some path in arguments(type)
	contains(path, ".")
	name := references.last(split(path, "."))
	prefix := trim_suffix(path, $".{name}")
}

# What a reference stands for, by kind. What is known by its own name goes before what the argument takes. Of a choice between
# things of several kinds it is not known which it is.
by_kind(named) := by_kind_of_each(named) if {
	not is_ambiguous(named)
} else := {"unknown": links.ends(named.nodes)}

is_ambiguous(named) if {
	some node in named.nodes
	links.is_choice(node)
	count(by_kind_of_each({"nodes": {node}, "argument": named.argument})) > 1
}

by_kind_of_each(named) := {kind: nodes |
	ends := links.ends(named.nodes)
	argument := references.last(split(named.argument, "."))
	kinds := {node: targets.kind(node, argument) | some node in ends}
	some kind in {kind | some _, kind in kinds}
	nodes := {node | some node, of in kinds; of == kind}
}

# Within the VPC, or to an endpoint of a type that is allowed: routes lead to no other endpoints than these.
is_allowed("local")

is_allowed("endpoint") if "GatewayLoadBalancer" in settings.allowed_endpoint_types
