# METADATA
# title: What data sources found
# description: >-
#   What a data source read when the plan was made is the state of AWS. It is judged as a resource of its type is, and
#   by what the classification says of the data source itself. What it only asks for, such as a filter in a stack,
#   found nothing yet. An endpoint is judged by its type, its service and its Region, as one of the document is.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/data-sources
package privatelink.lib.found

import data.privatelink.lib.classification
import data.privatelink.lib.conditions
import data.privatelink.lib.consumers
import data.privatelink.lib.data_sources
import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.findings
import data.privatelink.lib.links
import data.privatelink.lib.placement
import data.privatelink.lib.references
import data.privatelink.lib.remote_states
import data.privatelink.lib.routes
import data.privatelink.lib.settings
import data.privatelink.lib.targets
import data.privatelink.lib.values
import data.privatelink.lib.witness

# Findings by the rule that answers for them.
all := array.flatten([of_things, of_conditions, of_routes, of_endpoints])

# Data sources that were read, and that a consumer VPC has or may have, with what the classification says of them.
read := [{"resource": resource, "place": place, "entries": data_sources.entries_of(type), "is_certain": count(inside(nodes)) > 0} |
	consumers.any_consumer
	some type, indexes in document.by_type
	count(data_sources.entries_of(type)) > 0
	some i in indexes
	resource := document.resources[i]
	resource.mode == "data"
	data_sources.is_read(resource)
	nodes := data_sources.ids(resource)
	place := place_of(nodes)
]

# Undefined for what is in no consumer VPC. An id that the document does not know may be one of it, but for a VPC's:
# each consumer VPC that something was found in has a known one.
place_of(nodes) := placement.of_nodes(inside(nodes)) if {
	count(inside(nodes)) > 0
} else := placement.beside if {
	count({node | some node in nodes; is_vpc(node)}) == 0
	some node in nodes
	regex.match(`^=(subnet|eni|i|sg|rtb)-`, node)
	not document.normal.identities[node]
} else := placement.beside if {
	some node in nodes
	is_vpc(node)
	count(links.vpcs) == 0
}

inside(nodes) := {node | some node in nodes; placement.inside[node]}

is_vpc(node) if startswith(node, "=vpc-")

# What is a way out by itself. One whose own arguments place it in the VPC is found with the resources.
of_things := [entry_of(rule.rule, found, rule, {}) |
	some found in read
	some rule in found.entries
	rule.kind in {"path", "warn"}
	not is_told(found.resource)
]

is_told(resource) if {
	classification.types[resource.type].kind in {"path", "warn"}
	placement.inside[resource.address]
}

of_conditions := [entry_of(condition.rule, found, condition, {"rating": condition.rating}) |
	some found in read
	some rule in found.entries
	some condition in rule.conditions
	conditions.of(found.resource, condition) == "refused"
]

of_routes := [entry_of(rule.rule, found, about, {}) |
	some found in read
	kinds := {kind |
		some entry in found.entries
		entry.kind == "route"
		some path in entry.target_arguments
		some value in values.known(found.resource, path)
		parts := split(path, ".")
		some node in references.of_literal(value)
		kind := targets.kind(node, parts[count(parts) - 1])
	}
	some kind in kinds
	not routes.is_allowed(kind)
	rule := targets.rules[kind]
	about := {"what": $"a route to {targets.words(kind)}", "outside": rule.outside}
]

# Endpoints that some list of the policy data does not allow. One of this document is judged as what it is after the
# plan.
of_endpoints := [entry_of("allowed-endpoints", found, about, {"is_certain": is_certain}) |
	some found in read
	some entry in found.entries
	entry.kind == "endpoint"
	not is_of_document(found.resource)
	some kind in values.known(found.resource, "vpc_endpoint_type")
	some [list, allowed] in first_refusal(found.resource, kind)
	about := {"what": $"an endpoint of type {kind}{words_of_lists[list]}"}
	is_certain := {found.is_certain, allowed == false} == {true}
]

is_of_document(resource) if {
	some address in links.named({references.literal(id) | some id in values.known(resource, "id")})
	links.by_address[address].mode == "managed"
	links.by_address[address].type == resource.type
}

# The first list of the policy data that refuses an endpoint; of those that do not know, the first if none refuses it.
first_refusal(resource, kind) := array.slice(
	array.concat(
		[[list, false] | some list in endpoints.lists; answers(resource, kind)[list] == false],
		[[list, null] | some list in endpoints.lists; answers(resource, kind)[list] == null],
	),
	0, 1,
)

# What each list says. The policy of an endpoint to S3 or DynamoDB belongs to another configuration, which may change
# it.
answers(resource, kind) := object.union(endpoints.answers(resource, kind), {"allowed_endpoint_types": null}) if {
	kind == "Gateway"
	not kind in settings.allowed_endpoint_types
} else := object.union(endpoints.answers(resource, kind), {list: true |
	list := endpoints.lists_by_kind[kind]
	some entry in settings.list(list, [])
	remote_states.as_read(entry) in names_of(resource, kind)
}) if {
	endpoints.lists_by_kind[kind]
	not values.is_absent(resource, endpoints.arguments_by_kind[kind])
} else := object.union(endpoints.answers(resource, kind), {list: null |
	some list in lists_by_unsaid[kind]
	values.is_absent(resource, endpoints.own_arguments[kind])
	count(settings.list(list, [])) > 0
})

# What an endpoint leads to, by name and by the outputs that have the name: the name is what AWS has.
names_of(resource, kind) := names | union({remote_states.outputs_with(name) | some name in names}) if {
	names := {name | some name in values.known(resource, endpoints.arguments_by_kind[kind])}
}

# The data source does not have the ARN of the resource, or of the service network, that an endpoint leads to.
lists_by_unsaid := {"Resource": ["allowed_services"], "ServiceNetwork": ["allowed_service_networks"]}

words_of_lists := {
	"allowed_appliance_services": " whose service is not in allowed_appliance_services",
	"allowed_endpoint_types": "",
	"allowed_service_networks": " whose service network is not in allowed_service_networks",
	"allowed_service_regions": " to a service in another region, which is not in allowed_service_regions",
	"allowed_services": " whose service is not in allowed_services",
	"require_resource_perimeter": " whose policy does not bind whose the resources are",
}

entry_of(rule, found, about, details) := {"rule": rule, "finding": finding} if {
	what := $"{about.what}, which a data source found,"
	finding := findings.of_place(found.resource, found.place, object.union(
		{
			"what": what,
			"witness": witness.of_resource(found.resource, found.place, what, object.get(about, "outside", "outside")),
			"cut": $"remove what {found.resource.address} found",
			"is_certain": found.is_certain,
			"settle": "make it in this configuration, so that all of it is seen",
		},
		details,
	))
}
