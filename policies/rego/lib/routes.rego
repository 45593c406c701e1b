# METADATA
# title: Routes and what they lead to
# description: >-
#   Routes that stand alone, inline ones and edge associations, with what they lead to. A route to appliances that the
#   policy data names is allowed for packets that stay within the VPC. Every other one counts, at any destination.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html
package privatelink.lib.routes

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.links
import data.privatelink.lib.placement
import data.privatelink.lib.references
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
	inspection := inspection_by(resource, place, named, nodes)
	inspection != "within"
	rule := targets.rules[kind]
	target := {
		"resource": resource,
		"place": place,
		"argument": named.argument,
		"kind": kind,
		"nodes": nodes,
		"rule": rule.rule,
		"what": concat("", [targets.words(kind), inspection_words[inspection]]),
		"is_certain": is_certain(kind, inspection),
		"outside": rule.outside,
		"cut": cut(resource, place, named, nodes),
	}
]

# A route to appliances within the VPC is allowed once the policy data names them: the endpoint is the cause.
cut(resource, place, named, nodes) := $"name the appliances in `allowed_appliance_services`, as the finding of {concat(" and ", sort(ends))} says; or {named.cut}" if {
	destinations[resource.type]
	ends := links.named(nodes)
	count(ends) > 0
	every end in ends {
		endpoints.unnamed_appliances[end]
	}
	is_within(resource, place, named.route)
} else := named.cut

arguments(type) := object.get(classification.types[type], "target_arguments", []) if {
	classification.types[type].kind == "route"
} else := []

# What the arguments of a resource name as targets. A route leads somewhere: one that names nothing known leads where
# nobody can see.
named_targets(resource) := array.flatten([own, targets_in_blocks(resource), without_target(resource, own)]) if {
	own := own_targets(resource)
}

without_target(resource, []) := [nowhere("an argument that is not known", $"remove {resource.address}")] if {
	resource.type in {"aws_route", "awscc_ec2_route"}
} else := []

without_target(_, own) := [] if count(own) > 0

nowhere(argument, cut) := {"argument": argument, "nodes": {references.unfollowable}, "cut": cut}

own_targets(resource) := [{"argument": name, "nodes": nodes, "cut": $"remove {resource.address}", "route": resource} |
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
	named := {
		"argument": $"{prefix}.{name}",
		"nodes": nodes,
		"cut": $"remove that {prefix} from {resource.address}",
		"route": block,
	}
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

# What a reference stands for, by kind. What is known by its own name goes before what the argument takes. Of a choice
# between things of several kinds it is not known which it is.
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

# Within the VPC.
is_allowed("local")

# Whether a route leads through appliances that the policy data names: `within` for packets that stay in the VPC,
# `beyond` for others, `unknown` where either the appliances or the destination is not known; else `none`.
inspection_by(resource, place, named, nodes) := "none" if {
	count(allowed_endpoints(resource, nodes)) == 0
} else := "within" if {
	allowed_endpoints(resource, nodes) == {true}
	is_within(resource, place, named.route)
} else := "beyond" if {
	allowed_endpoints(resource, nodes) == {true}
	not is_open(resource, place, named.route)
} else := "unknown"

is_certain(kind, inspection) if {
	kind != "unknown"
	inspection != "unknown"
} else := false

inspection_words := {
	"beyond": " of appliances that are allowed, for addresses outside the VPC",
	"none": "",
	"unknown": " of appliances, which may not be allowed or may get packets for addresses outside the VPC",
}

# What the policy data says of each endpoint that a route leads to; empty unless all are endpoints of appliances here.
default allowed_endpoints(_, _) := set()

allowed_endpoints(resource, nodes) := {endpoints.inspecting[end] | some end in ends} if {
	destinations[resource.type]
	ends := links.named(nodes)
	count(ends) > 0
	every end in ends {
		end in object.keys(endpoints.inspecting)
	}
}

# Arguments that say for which addresses a route is.
destinations := {
	"aws_default_route_table": ["cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"],
	"aws_route": ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
	"aws_route_table": ["cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"],
	"awscc_ec2_route": ["destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"],
}

# The one destination of a route is a known range of addresses within each VPC that the route may be in.
is_within(resource, place, route) if {
	[given] := [argument | some argument in destinations[resource.type]; not values.is_absent(route, argument)]
	not endswith(given, "prefix_list_id")
	[range] := values.known(route, given)
	count(place.vpcs) > 0
	every name in place.vpcs {
		contains_range(name, range)
	}
}

contains_range(name, range) if {
	some argument in ["cidr_block", "ipv6_cidr_block"]
	[whole] := values.known(links.vpcs[name], argument)
	to_number(split(whole, "/")[1]) >= widest[argument]
	net.cidr_contains(whole, range)
}

# The prefixes of the largest ranges that a VPC can have: what is said to be larger is no range of one.
# https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
widest := {"cidr_block": 16, "ipv6_cidr_block": 44}

# Whether the destination is not known, or the range of a VPC, which may then contain it.
is_open(resource, _, route) if {
	some argument in destinations[resource.type]
	values.is_unknown(route, argument)
}

is_open(_, place, _) if {
	some name in place.vpcs
	not has_range(name)
}

has_range(name) if count(values.known(links.vpcs[name], "cidr_block")) > 0
