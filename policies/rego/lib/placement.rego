# METADATA
# title: Whether a resource is in a consumer VPC
# description: >-
#   In a stack whose role is consumer everything is. Elsewhere references are followed to the VPCs a resource may be
#   in; if some end cannot be resolved while the document has a consumer VPC, it may be that one.
package privatelink.lib.placement

import data.privatelink.lib.classification
import data.privatelink.lib.consumers
import data.privatelink.lib.document
import data.privatelink.lib.links
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
	some node in links.leading_to(end)
}

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

of_resource(resource) := places[resource.index]

# Where nodes lead to.
of_nodes(nodes) := {"basis": basis, "vpcs": sort([name | some name in found]), "open": []} if {
	found := {name | some node in nodes; some name in inside[node]}
	count(found) > 0
	basis := word_for_resolved
} else := everywhere("role") if {
	consumers.is_consumer_stack
	not is_elsewhere(nodes)
} else := {"basis": "unresolved", "vpcs": consumers.addresses, "open": found} if {
	found := sort([name | some name in {name | some node in nodes; some name in open[node]}])
	count(found) > 0
}

word_for_resolved := "role" if {
	consumers.is_consumer_stack
} else := "resolved"

# What leads to VPCs that are not consumers', and nowhere else.
is_elsewhere(nodes) if {
	count(nodes) > 0
	every node in nodes {
		not open[node]
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
