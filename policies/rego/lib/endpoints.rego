# METADATA
# title: Endpoints
# description: >-
#   The endpoints of the document with their type, service, and whether the policy data allows them. An interface
#   endpoint leads to one service, and a resource endpoint to one resource that was shared: PrivateLink, and allowed
#   unless the policy data lists services. A Gateway Load Balancer endpoint hands packets to appliances, and a
#   service-network endpoint leads to whatever the owner of the network adds: the policy data must name the service or
#   the network. The others are allowed only if their type is listed.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
package privatelink.lib.endpoints

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.patterns
import data.privatelink.lib.policy_support
import data.privatelink.lib.regions
import data.privatelink.lib.remote_states
import data.privatelink.lib.restrictions
import data.privatelink.lib.service_names
import data.privatelink.lib.settings
import data.privatelink.lib.values

kinds := {"Gateway", "GatewayLoadBalancer", "Interface", "Resource", "ServiceNetwork"}

all := [object.union({"index": i, "address": resource.address}, about(resource)) |
	some type, indexes in document.by_type
	classification.types[type].kind == "endpoint"
	count(targets_of(type)) == 0
	some i in indexes
	resource := document.resources[i]
	resource.mode == "managed"
]

# The same, as the verdict shows them.
shown := [object.remove(endpoint, ["index"]) | some endpoint in all]

# What adds a subnet or route table to an endpoint that the document does not have, and nobody judges.
associations_of_others := [{"index": i, "argument": argument} |
	some type, indexes in document.by_type
	classification.types[type].kind == "endpoint"
	some argument in targets_of(type)
	some i in indexes
	resource := document.resources[i]
	resource.mode == "managed"
	some end in ends(resource, argument)
	not is_managed(end)
]

# What an argument names: in a plan an id may be known, of a resource that is there.
ends(resource, argument) := links.named(values.nodes(resource, argument))

is_managed(address) if links.by_address[address].mode == "managed"

targets_of(type) := object.get(classification.types[type], "target_arguments", [])

about(resource) := {
	"kind": kind,
	"service": service(resource),
	"allowed": allowed(resource, kind),
	"refused_by": refused_by(resource, kind),
} if {
	kind := kind_of(resource)
}

# AWS takes what is left out for a gateway endpoint. What leads elsewhere than its type says is of no known type.
kind_of(resource) := null if {
	leads_elsewhere(resource, said_kind(resource))
} else := said_kind(resource)

said_kind(resource) := "Gateway" if {
	values.is_absent(resource, "vpc_endpoint_type")
} else := kind if {
	[kind] := values.known(resource, "vpc_endpoint_type")
	kinds[kind]
} else := null

leads_elsewhere(resource, kind) if {
	some of, argument in own_arguments
	of != kind
	not values.is_absent(resource, argument)
}

# One that names no service network is refused by its list.
leads_elsewhere(resource, "Resource") if values.is_absent(resource, own_arguments.Resource)

# Arguments that only endpoints of one type have.
own_arguments := {"Resource": "resource_configuration_arn", "ServiceNetwork": "service_network_arn"}

service(resource) := name if {
	[name] := values.known(resource, name_of(resource))
	is_string(name)
	not is_sensitive(resource, name_of(resource))
} else := null

is_sensitive(resource, argument) if resource.sensitive[argument]

# The argument that says what an endpoint leads to.
name_of(resource) := "resource_configuration_arn" if {
	not values.is_absent(resource, "resource_configuration_arn")
} else := "service_network_arn" if {
	not values.is_absent(resource, "service_network_arn")
} else := "service_name"

# Types that lead to more than one service or resource, with the list of the policy data that names what they lead to.
lists_by_kind := {"GatewayLoadBalancer": "allowed_appliance_services", "ServiceNetwork": "allowed_service_networks"}

# The argument that says what an endpoint of such a type leads to: no other one counts.
arguments_by_kind := {"GatewayLoadBalancer": "service_name", "ServiceNetwork": "service_network_arn"}

# `com.amazonaws.us-east-1.logs` and the like: the services of customers are named after their ids.
is_of_aws(resource) if {
	[name] := values.known(resource, "service_name")
	not contains(name, ".vpce-svc-")
}

# Whether a policy can narrow an endpoint: true, false, or null for a service whose name is not known.
takes_policy(resource) := policy_support.takes(service_names.of(resource)) if {
	service_names.of(resource)
} else := null if {
	values.is_unknown(resource, "service_name")
	not service_names.is_of_customer(resource)
} else := false

# Whether an endpoint is allowed; null where that is not known.
allowed(resource, kind) := false if {
	false in answers(resource, kind)
} else := null if {
	null in answers(resource, kind)
} else := true

# The key of the policy data that refuses an endpoint, or does not know; null where all allow it.
refused_by(resource, kind) := null if {
	allowed(resource, kind) == true
} else := [list |
	some list in lists
	answers(resource, kind)[list] == allowed(resource, kind)
][0]

# Keys of the policy data that may refuse an endpoint. Where several do, the first one is told.
lists := [
	"allowed_endpoint_types", "require_resource_perimeter", "allowed_appliance_services", "allowed_service_networks",
	"allowed_service_regions", "allowed_services",
]

# What each list says.
answers(_, null) := {"allowed_endpoint_types": null}

answers(resource, kind) := {
	lists_by_kind[kind]: is_named(resource, kind),
	"allowed_service_regions": is_of_allowed_region(resource),
} if {
	lists_by_kind[kind]
} else := object.union(
	{
		"allowed_endpoint_types": is_allowed_type(resource, kind),
		"allowed_service_regions": is_of_allowed_region(resource),
		"allowed_services": is_allowed_service(resource),
	},
	of_perimeter(resource, kind),
) if {
	not is_null(kind)
}

# A gateway endpoint whose type is listed needs such a policy too.
of_perimeter(resource, "Gateway") := {"require_resource_perimeter": restrictions.bind_resources(resource)} if {
	settings.requires_resource_perimeter
} else := {}

of_perimeter(_, kind) := {} if kind != "Gateway"

# Whether the policy data names what an endpoint leads to, or the output of another state that says it. Where the policy
# data names nothing, what the endpoint leads to need not be known.
is_named(resource, kind) if {
	some entry in settings.list(lists_by_kind[kind], [])
	remote_states.as_read(entry) in names_of(resource, kind)
} else := null if {
	count(settings.list(lists_by_kind[kind], [])) > 0
	values.is_unknown(resource, arguments_by_kind[kind])
} else := false

# What an entry of the policy data may say of an endpoint of such a type. An address is no such thing: it stays the same
# whatever the endpoint leads to.
names_of(resource, kind) := {name | some name in values.known(resource, arguments_by_kind[kind]); is_string(name)} | {output | output := remote_states.output_of(resource, arguments_by_kind[kind])}

# Endpoints that routes may lead to, by address: whether the policy data names their appliances; null where that is not
# known.
inspecting[endpoint.address] := endpoint.allowed if {
	some endpoint in all
	endpoint.kind == "GatewayLoadBalancer"
	endpoint.allowed != false
}

# Endpoints of appliances that only the list of them refuses.
unnamed_appliances contains endpoint.address if {
	some endpoint in all
	endpoint.kind == "GatewayLoadBalancer"
	endpoint.allowed == false
	endpoint.refused_by == "allowed_appliance_services"
}

# What is assumed where an endpoint of such a type is allowed.
assumption(endpoint) := concat("", [
	$"{endpoint.address} hands the packets that are routed to it to the owner of its appliances{whose(endpoint)}, who may send ",
	"them anywhere (`allowed_appliance_services` of the policy data)",
]) if {
	endpoint.kind == "GatewayLoadBalancer"
	endpoint.allowed == true
}

assumption(endpoint) := concat("", [
	$"{endpoint.address} leads to whatever the owner of its service network{whose(endpoint)} adds to it, now or later ",
	"(`allowed_service_networks` of the policy data)",
]) if {
	endpoint.kind == "ServiceNetwork"
	endpoint.allowed == true
}

whose(endpoint) := $" ({endpoint.service})" if {
	not is_null(endpoint.service)
} else := $" ({remote_states.words(output)})" if {
	output := remote_states.output_of(document.resources[endpoint.index], arguments_by_kind[endpoint.kind])
} else := ""

# A gateway endpoint leads to all buckets or tables of everybody, unless its policy says which: this allows one whose
# type is not listed.
is_allowed_type(_, kind) if {
	kind in settings.allowed_endpoint_types
} else := false if {
	kind != "Gateway"
}

is_allowed_type(resource, "Gateway") := restrictions.of(resource) if not "Gateway" in settings.allowed_endpoint_types

# Another Region's service is allowed by its name or its Region, as listed. Null where the Region is not known.
is_of_allowed_region(resource) if {
	regions.is_other(resource) == false
} else if {
	is_listed_region(resource)
} else if {
	is_listed_service(resource)
} else := false if {
	regions.is_other(resource) == true
} else := null

is_listed_region(resource) if patterns.matches_any(settings.config.allowed_service_regions, regions.of_service(resource))

is_listed_service(resource) if {
	[name] := values.known(resource, name_of(resource))
	patterns.matches_any(settings.config.allowed_services, name)
}

is_allowed_service(resource) if {
	not settings.config.allowed_services
} else := null if {
	values.is_unknown(resource, name_of(resource))
} else if {
	is_listed_service(resource)
} else := false
