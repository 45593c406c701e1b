# METADATA
# title: Endpoints
# description: >-
#   The endpoints of the document with their type, service, and whether the policy data allows them. An interface endpoint
#   leads to one service, and a resource endpoint to one resource that was shared: PrivateLink, and allowed unless the
#   policy data lists services; the others are allowed only if listed.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
package privatelink.lib.endpoints

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.narrows
import data.privatelink.lib.patterns
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
ends(resource, argument) := {end |
	some node in links.ends(values.nodes(resource, argument))
	some end in object.get(document.normal.identities, node, {node})
}

is_managed(address) if links.by_address[address].mode == "managed"

targets_of(type) := object.get(classification.types[type], "target_arguments", [])

about(resource) := {
	"kind": kind,
	"service": service(resource),
	"allowed": allowed(resource, kind),
} if {
	kind := kind_of(resource)
}

# AWS takes what is left out for a gateway endpoint.
kind_of(resource) := "Gateway" if {
	values.is_absent(resource, "vpc_endpoint_type")
} else := kind if {
	[kind] := values.known(resource, "vpc_endpoint_type")
	kinds[kind]
} else := null

service(resource) := name if {
	[name] := values.known(resource, name_of(resource))
	not is_sensitive(resource, name_of(resource))
} else := null

is_sensitive(resource, argument) if resource.sensitive[argument]

# The argument that says what an endpoint leads to.
name_of(resource) := "resource_configuration_arn" if {
	not values.is_absent(resource, "resource_configuration_arn")
} else := "service_name"

# `com.amazonaws.us-east-1.logs` and the like: the services of customers are named after their ids.
is_of_aws(resource) if {
	[name] := values.known(resource, "service_name")
	not contains(name, ".vpce-svc-")
}

# Null where it is not known.
allowed(_, null) := null

allowed(resource, kind) := is_restricted(resource) if {
	kind == "Gateway"
	not kind in settings.allowed_endpoint_types
} else := false if {
	not is_null(kind)
	not kind in settings.allowed_endpoint_types
} else := false if {
	is_of_other_region(resource)
} else := is_allowed_service(resource) if {
	not is_null(kind)
}

# Which list refuses an endpoint that is not allowed, as `allowed` asks for them.
refused_by(resource, kind) := "allowed_endpoint_types" if {
	not kind in settings.allowed_endpoint_types
	resource.address != ""
} else := "allowed_service_regions" if {
	is_of_other_region(resource)
} else := "allowed_services"

# Another region's service is allowed by its name or its region, as listed.
is_of_other_region(resource) if {
	not values.is_absent(resource, "service_region")
	not is_own_region(resource)
	not is_listed_region(resource)
	not is_listed_service(resource)
}

# The AWS provider tells the service's region of every endpoint that is deployed.
is_own_region(resource) if {
	[region] := values.known(resource, "service_region")
	[region] == values.known(resource, "region")
}

is_listed_region(resource) if {
	[region] := values.known(resource, "service_region")
	patterns.matches_any(settings.config.allowed_service_regions, region)
}

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

# A gateway endpoint leads to all buckets or tables of everybody, unless its policy says which. Null where that is not
# known. Of several policies, one of its own and one that stands alone, the last to be applied counts: each must say.
is_restricted(resource) := null if {
	some handle in policies_of(resource)
	some name in policy_names
	values.is_unknown(handle, name)
} else if {
	written := [policy |
		some handle in policies_of(resource)
		some name in policy_names
		some policy in values.known(handle, name)
	]
	count(written) > 0
	every policy in written {
		narrows.is_narrow(policy)
	}
} else := false

policy_names := ["policy", "policy_document"]

policies_of(resource) := array.concat([resource], [document.resources[i] | some i in standing_alone[resource.address]]) if {
	standing_alone[resource.address]
} else := [resource]

# Policies that are resources of their own, by the endpoint.
standing_alone[endpoint] contains policy.index if {
	some policy in document.of_type("aws_vpc_endpoint_policy")
	some endpoint in ends(policy, "vpc_endpoint_id")
}
