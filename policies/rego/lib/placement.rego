# METADATA
# title: Whether a resource is in a consumer VPC
# description: >-
#   In a stack whose role is consumer everything is. Elsewhere references are followed to the VPCs a resource may be
#   in; if some end cannot be resolved while the document has a consumer VPC, it may be that one.
package privatelink.lib.placement

import data.privatelink.lib.catalog
import data.privatelink.lib.document
import data.privatelink.lib.references

vpcs := [resource | some resource in document.resources; resource.type in catalog.vpc_types]

is_consumer_stack if document.role == "consumer"

is_consumer(vpc) if vpc.mark == "consumer"

is_consumer(vpc) if {
	vpc.mark == "unknown"
	vpc.mode == "managed"
}

is_consumer(_) if is_consumer_stack

consumers := {vpc.node: vpc.address | some vpc in consumer_list}

consumer_list := [vpc | some vpc in vpcs; is_consumer(vpc)]

others := {vpc.node | some vpc in vpcs; not is_consumer(vpc); vpc.mark == "other"}

consumer_addresses := sort([vpc.address | some vpc in consumer_list])

# From a resource to where it says its VPC is, and from names to what they stand for.
edges[resource.node] contains target if {
	some resource in document.resources
	some target in starts(resource)
	target != resource.node
}

edges[node] contains target if {
	some node, targets in document.normal.aliases
	some target in targets
}

starts(resource) := {resource.node} if resource.type in catalog.vpc_types

starts(resource) := {node | some name in catalog.vpc_arguments[resource.type]; some node in resource.arguments[name]} if {
	not resource.type in catalog.vpc_types
}

reached(nodes) := (nodes | graph.reachable(edges, nodes)) | {target |
	some node in graph.reachable(edges, nodes)
	some target in edges[node]
}

# Where a resource in, or possibly in, a consumer VPC is; undefined for all others.
of_resource(resource) := {"basis": "role", "vpcs": [], "open": []} if is_consumer_stack

else := {"basis": "resolved", "vpcs": found, "open": []} if {
	count(consumers) > 0
	found := sort([consumers[node] | some node in reached(starts(resource)); consumers[node]])
	count(found) > 0
}

else := {"basis": "unresolved", "vpcs": consumer_addresses, "open": open} if {
	count(consumers) > 0
	open := sort([name |
		some name in {references.describe(node) | some node in reached(starts(resource)); is_open(node)}
	])
	count(open) > 0
}

is_open(node) if {
	not others[node]
	not edges[node]
}
