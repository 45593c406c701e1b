# METADATA
# title: What leads to what
# description: >-
#   The graph of a document: from a resource to what places it, from a name to what it stands for, from a known id to
#   the resource that has it. Whole searches are made backwards from the few VPCs and open ends, not from each
#   resource: WebAssembly neither indexes rules nor remembers what a function gave.
package privatelink.lib.links

import data.privatelink.lib.choices
import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.hidden
import data.privatelink.lib.hidden_values
import data.privatelink.lib.identifiers
import data.privatelink.lib.references
import data.privatelink.lib.same_vpcs
import data.privatelink.lib.targets
import data.privatelink.lib.values
import data.privatelink.lib.vpc_lookups

# By the index of a resource, the nodes that place it. Not a rule for each index, which OPA would look for among all
# resources each time it is asked.
starts := object.union(placed_by_arguments, looked_up_again)

# Data sources of a VPC that the document has already.
looked_up_again := {resource.index: {vpc} |
	some address, vpc in same_vpcs.judged_as
	resource := by_address[address]
}

placed_by_arguments := {resource.index: nodes |
	some resource in document.resources
	arguments := placing[resource.type]
	nodes := {node |
		some argument, takes_names in arguments
		some named in values.nodes(resource, argument)
		node := start(named, takes_names)
	}
}

# A data source that looks a peering up by one side finds any other side.
edges[resource.address] contains references.unfollowable if {
	some type in identifiers.with_two_sides
	some i in document.by_type[type]
	resource := document.resources[i]
	resource.mode == "data"
	some argument, _ in placing[type]
	values.is_absent(resource, argument)
}

# By type, the arguments that place a resource, and whether each takes a name. The others take an id that AWS makes up.
placing[type] := {argument: takes_names |
	some argument in classification.types[type].vpc_arguments
	takes_names := names_are_taken(argument)
} if {
	some type, _ in document.by_type
	classification.types[type]
	not targets.vpc_types[type]
}

names_are_taken(argument) := false if {
	ids_made_by_aws[references.last(split(argument, "."))]
} else := true

# Names of arguments that take ids which AWS makes up, or the ARNs that these are in.
ids_made_by_aws := {
	"client_subnets", "eni_id", "group_id", "instance", "instance_id", "network_acl_id", "network_interface",
	"network_interface_id", "peer_vpc_id", "preferred_subnet_id", "resource_id", "route_table_id", "route_table_ids",
	"secondary_subnet_id", "security_group_arns", "security_group_id", "security_group_ids", "security_groups",
	"subnet_arn", "subnet_arns", "subnet_id", "subnet_ids", "subnets", "vpc", "vpc_arn", "vpc_endpoint_id", "vpc_id",
	"vpc_identifier", "vpc_peering_connection_id", "vpc_security_group_ids", "vpc_subnet_ids", "vpc_subnets",
	"vpc_zone_identifier",
}

start(node, false) := node

start(node, true) := $"{called}{node}" if {
	stands_for_others(node)
} else := references.thing(node) if {
	startswith(node, references.name_of)
} else := node

# What a name that is given by a variable, a local or a choice is the name of.
called := "what is called "

edges[node] contains references.thing(end) if {
	some nodes in starts
	some node in nodes
	startswith(node, called)
	some end in ends({trim_prefix(node, called)})
}

edges[resource.address] contains target if {
	some resource in document.resources
	some target in starts[resource.index]
	target != resource.address
}

# What a data source finds by the id of a VPC is in this VPC.
edges[source] contains vpc if {
	some source, nodes in vpc_lookups.vpcs
	some vpc in nodes
}

edges[literal] contains source if {
	some literal, found_by in vpc_lookups.finders
	some source in found_by
}

# A launch template is where what launches by it is, and what says of no subnet that it stands in is where its
# template is.
edges[template] contains perhaps(user.address, named) if {
	some user_index, named in templates
	user := document.resources[user_index]
	some template in named
	by_address[template]
}

edges[user.address] contains perhaps(template, named) if {
	some user_index, named in templates
	user := document.resources[user_index]
	count(starts[user_index]) == 0
	some template in named
	places_something(template)
}

edges[node] contains trim_prefix(node, maybe) if {
	some targets_of_node in templates
	count(targets_of_node) > 1
	some address in (targets_of_node | {document.resources[i].address | some i, named in templates; named == targets_of_node})
	node := $"{maybe}{address}"
}

# Of several templates, it is not said which one is used.
perhaps(node, named) := node if {
	count(named) == 1
} else := $"{maybe}{node}"

maybe := "perhaps "

# A stack does not show what a data source will find.
edges[template] contains references.unfollowable if {
	some named in templates
	some template in named
	is_not_found_yet(by_address[template])
}

# A template that the document does not show may place what launches by it anywhere.
places_something(template) if not by_address[template]

places_something(template) if is_not_found_yet(by_address[template])

places_something(template) if count(starts[by_address[template].index]) > 0

is_not_found_yet(template) if {
	template.mode == "data"
	template.form == "written"
}

# By the index of what launches instances, its launch templates and configurations: their addresses, or what else
# names them.
templates[i] contains template if {
	some type, _ in document.by_type
	some path in classification.types[type].template_arguments
	some i in document.by_type[type]
	some end in ends(values.nodes(document.resources[i], path))
	some template in of_template(references.thing(end))
}

# A template may be named by the name that it has, or by a known id.
of_template(end) := having if {
	having := template_names[end]
} else := managed_or_itself(end)

template_names[references.literal(name)] contains template.address if {
	some type in template_types
	some template in document.of_type(type)
	some name in values.known(template, {true: "launch_template_name", false: "name"}[type == "awscc_ec2_launch_template"])
	is_string(name)
}

template_types := ["aws_launch_configuration", "aws_launch_template", "awscc_ec2_launch_template"]

edges[node] contains target if {
	some node, nodes in stand_ins
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
leading_to(node) := reached(back, {node})

# Nodes, and all that is reached from them. `graph.reachable` leaves out what has no entry of its own.
reached(edges_of, nodes) := (nodes | found) | {next | some node in found; some next in edges_of[node]} if {
	found := graph.reachable(edges_of, nodes)
}

# Nodes that stand for one of their targets; the others stand for all of them.
is_choice(node) if choices.is_choice(node)

is_choice(node) if hidden.is_one(node)

is_choice(node) if document.normal.blocks[node]

is_choice(node) if startswith(node, maybe)

is_choice(node) if {
	startswith(node, called)
	count(ends({trim_prefix(node, called)})) > 1
}

# Nodes that lead nowhere: neither VPCs, nor resources that the document places nowhere.
open_ends contains target if {
	some target, _ in back
	is_open_end(target)
}

open_ends contains node if {
	some nodes in starts
	some node in nodes
	is_open_end(node)
}

is_open_end(node) if {
	not edges[node]
	not vpcs[node]
	not placed_nowhere[node]
	not node in no_ends
}

# Where references end: in a VPC, outside of all of them, or where nothing can be seen.
all_ends := union({
	open_ends, no_ends,
	{address | some address, _ in vpcs},
	{address | some address, _ in placed_nowhere},
})

# What no argument can mean.
no_ends := {references.nothing, no_choice}

vpcs := {address: resource |
	some address, resource in by_address
	targets.vpc_types[resource.type]
	not same_vpcs.judged_as[address]
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

# The managed resources that a reference stands for in the end. A plan of what is deployed has ids in the place of
# references; what no managed resource has stays as it is.
named(nodes) := {address | some end in ends(nodes); some address in managed_or_itself(references.thing(end))}

managed_or_itself(end) := having if {
	having := {address |
		some address in document.normal.identities[end]
		by_address[address].mode == "managed"
	}
	count(having) > 0
} else := {end}

# What a reference stands for in the end: a literal, a resource, or what cannot be followed. Of a choice, all of its
# members.
ends(nodes) := nodes if {
	count([node | some node in nodes; stands_for_others(node)]) == 0
} else := {node |
	some node in reached(stand_ins, {member | some node in nodes; some member in spread(node)})
	not stands_for_others(node)
	not node in no_ends
}

stands_for_others(node) if document.normal.aliases[node]

stands_for_others(node) if choices.is_choice(node)

stands_for_others(node) if hidden.is_one(node)

# A choice that no rule knows by name is looked into here.
spread(node) := {node} if {
	not choices.is_choice(node)
} else := stand_ins[node] if {
	stand_ins[node]
} else := choices.members(node)

# What stands for something else: a variable, an output, a block with instances, a choice, a value that a plan does
# not show.
stand_ins := object.union_n([document.normal.aliases, members_of_choices, ids_of_hidden_values])

ids_of_hidden_values := {node: possible |
	some node, nodes in hidden_values.targets_of
	possible := with_none({member | some member in nodes; may_be_id(member)})
}

members_of_choices := {choice: possible |
	some choice in choices_named
	possible := with_none({member | some member in choices.members(choice); is_possible(choice, member)})
}

with_none(members) := members if {
	count(members) > 0
} else := {no_choice}

# A choice between things none of which can be meant.
no_choice := "nothing that is possible"

choices_named contains node if {
	some node in stand_ins_named
	choices.is_choice(node)
}

# Choices and hidden values that arguments and aliases name. The name of each has a space in it, which few others have.
stand_ins_named contains node if {
	some nodes in starts
	some start_node in nodes
	contains(start_node, " ")
	node := trim_prefix(start_node, called)
	stands_for_others(node)
}

stand_ins_named contains node if {
	some nodes in document.normal.aliases
	some node in nodes
	contains(node, " ")
	stands_for_others(node)
}

choices_named contains node if {
	some nodes in hidden_values.targets_of
	some node in nodes
	choices.is_choice(node)
}

# A part of a value may be one of several things too.
choices_named contains part if {
	some node in stand_ins_named
	choices.is_choice(node)
	some part in choices.members(node)
	choices.is_choice(part)
}

# Where an id is meant, a variable that is a number, a zone or a name cannot be it.
is_possible(choice, member) if {
	choices.takes_names(choice)
	member != ""
}

is_possible(choice, member) if {
	not choices.takes_names(choice)
	may_be_id(member)
}

may_be_id(member) if {
	some node in object.get(document.normal.aliases, member, {member})
	not choices.is_no_id(node)
}
