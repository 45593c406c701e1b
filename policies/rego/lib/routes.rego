# METADATA
# title: Routes and what they lead to
# description: Routes that stand alone, inline ones and edge associations, at any destination, with what they lead to.
package privatelink.lib.routes

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.placement
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
	place := placement.places[i]
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

# What the arguments of a resource name as targets.
named_targets(resource) := array.concat(own_targets(resource), targets_in_blocks(resource))

own_targets(resource) := [{"argument": name, "nodes": nodes, "cut": $"remove {resource.address}"} |
	some name in arguments(resource.type)
	not contains(name, ".")
	nodes := values.nodes(resource, name)
	count(nodes) > 0
]

targets_in_blocks(resource) := [named |
	some prefix, names in block_arguments[resource.type]
	some block in values.blocks(resource, prefix)
	some named in targets_in_block(resource, block, prefix, names)
]

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
	parts := split(path, ".")
	count(parts) > 1
	prefix := concat(".", array.slice(parts, 0, count(parts) - 1))
	name := parts[count(parts) - 1]
}

# What a reference may stand for, by kind. What is known by its own name goes before what the argument takes.
by_kind(named) := {kind: nodes |
	ends := links.ends(named.nodes)
	argument := last(split(named.argument, "."))
	kinds := {node: targets.kind(node, argument) | some node in ends}
	some kind in {kind | some _, kind in kinds}
	nodes := {node | some node, of in kinds; of == kind}
}

last(names) := names[count(names) - 1]

# Within the VPC, or to an endpoint of a type that is allowed: routes lead to no other endpoints than these.
is_allowed("local")

is_allowed("endpoint") if "GatewayLoadBalancer" in settings.allowed_endpoint_types
