# METADATA
# title: Whether a resource is in a consumer VPC
# description: >-
#   In a stack whose role is consumer everything is. Elsewhere references are followed to the VPCs that a resource may be
#   in. What leads to one VPC whichever way is taken is in it for certain. What may lead to one, or ends where nothing can
#   be seen, is perhaps in it, and is kept beside what is certain: an open end is never dropped because another was found.
package privatelink.lib.placement

import data.privatelink.lib.classification
import data.privatelink.lib.consumers
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.one_vpc
import data.privatelink.lib.references

# By node, the consumer VPCs it leads to.
inside := {node: names | some node, names in leading_in}

leading_in[node] contains name if {
	some vpc, name in consumers.names
	some node in links.leading_to(vpc)
}

# By node, what it leads to that is not resolved.
open := {node: names | some node, names in leading_nowhere}

leading_nowhere[node] contains name if {
	some end in ends
	name := references.describe(end)
	some node in links.reached(one_vpc.back, {end})
}

leading_nowhere[node] contains "references in a circle" if some node, _ in leads_in_circles

leads_in_circles := {node: true | some node in links.reached(links.back, circular)}

# What leads to no end at all.
circular contains node if {
	consumers.any_consumer
	some nodes in links.starts
	some node in nodes
	not inside[node]
	not leads_to_others[node]
	not leads_to_ends[node]
	not leads_to_nothing[node]
}

leads_to_ends := {node: true | some node in links.reached(links.back, ends)}

# What leads to something that stands in no VPC, as far as the document says.
leads_to_nothing := {node: true | some node in links.reached(links.back, nowhere)}

nowhere contains node if some node, _ in links.placed_nowhere

nowhere contains node if some node in links.no_ends

ends contains end if {
	some end in links.open_ends
	not consumers.names[end]
	not consumers.others[end]
}

ends contains node if {
	some node, _ in links.vpcs
	consumers.is_open(node)
	not consumers.names[node]
}

# By node, the consumer VPCs that it leads to whichever way is taken.
certain := {node: names | some node, names in leading_for_certain}

leading_for_certain[node] contains name if {
	some vpc, name in consumers.names
	some node in links.reached(certain_back, {vpc} | object.get(settled_choices, name, set()))
}

# What leads to a node and is no choice. Most nodes are led to by none.
certain_back := object.union(links.back, {target: settled |
	some node, nodes in links.edges
	links.is_choice(node)
	some target in nodes
	settled := {before | some before in links.back[target]; not links.is_choice(before)}
})

# Choices whose members all lead to one and the same consumer VPC, and nowhere else.
settled_choices[name] contains node if {
	some node, names in inside
	links.is_choice(node)
	not startswith(node, links.maybe)
	count(names) == 1
	not leads_to_others[node]
	is_settled(object.get(open, node, set()))
	some name in names
}

is_settled(ends_of_node) if count(ends_of_node - {references.describe(references.unsaid)}) == 0

# By the index of a resource, where it is; nothing for what is in no consumer VPC. Put together once, for OPA looks for one
# index of a rule among all resources.
places := {index: place | some index, place in placed}

placed[resource.index] := place if {
	consumers.any_consumer
	some resource in document.resources
	links.starts[resource.index]
	not is_of_account(resource.type)
	place := of_nodes({resource.address})
}

placed[resource.index] := place if {
	consumers.any_consumer
	some address, resource in links.vpcs
	place := of_nodes({address})
}

# What concerns all VPCs of an account.
placed[resource.index] := account if {
	some type, indexes in document.by_type
	is_of_account(type)
	some i in indexes
	resource := document.resources[i]
}

account := everywhere(word_for_resolved) if consumers.any_consumer

is_of_account(type) if classification.types[type].everywhere

# A resource of a type that the classification does not place.
placed[resource.index] := place if {
	consumers.is_consumer_stack
	some resource in document.resources
	not links.starts[resource.index]
	not links.vpcs[resource.address]
	place := everywhere("role")
}

# All places of a resource: that of `places`, and the VPCs that it may be in beside those that are certain.
all_places(index) := array.concat([places[index]], [place | place := perhaps[index]]) if {
	places[index]
} else := []

perhaps[index] := place if {
	count(consumers.addresses) > 1
	some index, sure in places
	sure.basis == "resolved"
	address := document.resources[index].address
	is_perhaps_elsewhere(address, sure)
	vpcs := {name | some name in possible({address})} - {name | some name in sure.vpcs}
	count(vpcs) > 0
	place := unresolved({address}, vpcs)
}

is_perhaps_elsewhere(address, _) if open[address]

is_perhaps_elsewhere(address, sure) if count(inside[address]) > count(sure.vpcs)

# Where nodes lead to.
of_nodes(nodes) := {"basis": basis, "vpcs": sort([name | some name in found]), "open": []} if {
	found := {name | some node in nodes; some name in certain[node]}
	count({name | some name in found; not consumers.is_guessed(name)}) > 0
	basis := word_for_resolved
} else := everywhere("role") if {
	consumers.is_consumer_stack
	not is_elsewhere(nodes)
} else := unresolved(nodes, found) if {
	found := possible(nodes)
	count(found) > 0
}

# The consumer VPCs that nodes may lead to: all of them, where an end is open.
possible(nodes) := consumers.names_of_all if {
	count(open_of(nodes)) > 0
} else := {name | some node in nodes; some name in inside[node]}

open_of(nodes) := {name | some node in nodes; some name in open[node]}

unresolved(nodes, vpcs) := {
	"basis": "unresolved",
	"vpcs": sort([name | some name in vpcs]),
	"open": sort([name | some name in described(nodes)]),
}

described(nodes) := open_of(nodes) if {
	count(open_of(nodes)) > 0
} else := {"a VPC whose mark cannot be read"} if {
	some node in nodes
	some name in inside[node]
	consumers.is_guessed(name)
} else := {$"one of several: {name}" | some node in nodes; some name in inside[node]}

word_for_resolved := "role" if {
	consumers.is_consumer_stack
} else := "resolved"

# What leads to VPCs that are not consumers', and nowhere else.
is_elsewhere(nodes) if {
	count(nodes) > 0
	every node in nodes {
		not open[node]
		not inside[node]
		leads_to_others[node]
	}
}

leads_to_others[node] := true if {
	some vpc, _ in consumers.others
	some node in links.leading_to(vpc)
}

# In or beside all consumer VPCs of the document.
everywhere(basis) := {"basis": basis, "vpcs": consumers.addresses, "open": []}

# Where something is that no argument places.
beside := everywhere("role") if {
	consumers.is_consumer_stack
} else := everywhere("beside") if {
	consumers.any_consumer
}
