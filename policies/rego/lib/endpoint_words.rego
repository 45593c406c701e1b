# METADATA
# title: Endpoints in words
# description: >-
#   What a finding tells of an endpoint: what it is, which key of the policy data refuses it, where it leads, what
#   closes the way, and what would settle what is not known.
package privatelink.lib.endpoint_words

import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.findings as found
import data.privatelink.lib.policy_removals
import data.privatelink.lib.remote_states
import data.privatelink.lib.restrictions
import data.privatelink.lib.settings
import data.privatelink.lib.values

outside(endpoint) := "buckets or tables of anybody" if {
	is_open_gateway(endpoint)
} else := "buckets or tables of anybody" if {
	is_without_perimeter(endpoint)
} else := "wherever the owner of the appliances sends the packets" if {
	endpoint.kind == "GatewayLoadBalancer"
} else := "whatever the owner of the service network adds to it" if {
	endpoint.kind == "ServiceNetwork"
} else := "what is behind the endpoint"

# A gateway endpoint that nothing narrows.
is_open_gateway(endpoint) if {
	endpoint.kind == "Gateway"
	endpoint.allowed == false
	endpoint.refused_by == "allowed_endpoint_types"
}

is_without_perimeter(endpoint) if {
	endpoint.allowed == false
	endpoint.refused_by == "require_resource_perimeter"
}

what(endpoint) := "an endpoint of unknown type" if {
	endpoint.kind == null
} else := $"an endpoint of type {endpoint.kind}"

# What is named is after the place, for the place would read as the place of what is named.
more(endpoint, resource) := $", to what its policy names: {listed(restrictions.destinations(resource))}{restrictions.words(resource)}" if {
	endpoint.allowed == true
	count(restrictions.destinations(resource)) > 0
} else := $", to what its policy allows{restrictions.words(resource)}" if {
	endpoint.allowed == true
	restrictions.words(resource) != ""
} else := ", to the resources that its policy names" if {
	endpoint.allowed == true
} else := restrictions.words(resource) if {
	is_without_perimeter(endpoint)
} else := ""

words(endpoint, resource) := "" if {
	endpoint.allowed == true
} else := " (vpc_endpoint_type), while allowed_endpoint_types lists what is allowed" if {
	endpoint.kind == null
} else := $" whose type is not in allowed_endpoint_types, and which no policy narrows (policy){policy_removals.words(resource)}" if {
	is_open_gateway(endpoint)
} else := $" {reasons[false].require_resource_perimeter}{policy_removals.words(resource)}" if {
	is_without_perimeter(endpoint)
} else := $" {reasons[null][endpoint.refused_by]}{policy_removals.words(resource)}" if {
	endpoint.allowed == null
	endpoint.refused_by in {"allowed_endpoint_types", "require_resource_perimeter"}
} else := " to a service in another region or in its own: its own region is not known (region)" if {
	is_own_region_unknown(endpoint, resource)
} else := concat("", [" ", reasons[endpoint.allowed][endpoint.refused_by], other_stacks(endpoint, resource)])

# The Region of the service is plain, and what it is compared with is not.
is_own_region_unknown(endpoint, resource) if {
	endpoint.allowed == null
	endpoint.refused_by == "allowed_service_regions"
	count(values.known(resource, "service_region")) > 0
}

# An entry that names the output, and not this stack.
other_stacks(endpoint, resource) := "; an entry names its output for other stacks: add this stack to `stacks` of the entry" if {
	endpoint.allowed != true
	list := endpoints.lists_by_kind[endpoint.kind]
	endpoint.refused_by == list
	some entry in settings.list(list, [])
	is_object(entry)
	object.remove(entry, ["stacks"]) == remote_states.output_of(resource, endpoints.arguments_by_kind[endpoint.kind])
} else := ""

# The first few of some texts.
listed(texts) := concat(", ", texts) if {
	count(texts) <= most_listed
} else := $"{concat(", ", array.slice(texts, 0, most_listed))} and {count(texts) - most_listed} more"

most_listed := 6

reasons := {
	false: {
		"allowed_appliance_services": "whose service is not in allowed_appliance_services",
		"allowed_endpoint_types": "whose type is not in allowed_endpoint_types",
		"allowed_service_networks": "whose service network is not in allowed_service_networks",
		"allowed_service_regions": "to a service in another region, which is not in allowed_service_regions",
		"allowed_services": "whose service is not in allowed_services",
		"require_resource_perimeter": "whose policy does not bind whose the resources are (policy), while require_resource_perimeter is true",
	},
	null: {
		"allowed_appliance_services": "whose service is not known (service_name), while allowed_appliance_services lists what is allowed",
		"allowed_service_networks": "whose service network is not known (service_network_arn), while allowed_service_networks lists what is allowed",
		"allowed_endpoint_types": "whose type is not in allowed_endpoint_types, and whose policy is not known (policy)",
		"allowed_service_regions": "to a service whose region is not known (service_region)",
		"allowed_services": "whose service is not known (service_name), while allowed_services lists what is allowed",
		"require_resource_perimeter": "whose policy is not known (policy), while require_resource_perimeter is true",
	},
}

cut(endpoint, resource) := $"remove {resource.address}" if {
	endpoint.allowed != false
} else := $"remove {resource.address}, or {add_entry(endpoint, resource)}" if {
	add_entry(endpoint, resource)
} else := concat("", [$"remove {resource.address}, or ", lists[endpoint.refused_by], policy(endpoint)]) if {
	lists[endpoint.refused_by]
} else := $"remove {resource.address}, or give it a policy that names resources of your own, or binds them by aws:ResourceOrgID"

lists := {
	"allowed_appliance_services": "name the service of its appliances, or the output of another state that says it, in `allowed_appliance_services` of the policy data (key `config`)",
	"allowed_service_networks": "name its service network by its ARN, or the output of another state that says it, in `allowed_service_networks` of the policy data (key `config`)",
	"allowed_endpoint_types": "list its type in `allowed_endpoint_types` of the policy data (key `config`); the list replaces the default, [Interface, Resource]",
	"allowed_service_regions": "list the region of its service in `allowed_service_regions` of the policy data (key `config`)",
	"allowed_services": "add its service to `allowed_services` of the policy data (key `config`); without that list, every service is allowed",
}

# The entry of the policy data that allows what another state says: JSON, which YAML takes too.
add_entry(endpoint, resource) := $"add {json.marshal(entry)} to `{endpoint.refused_by}` of the policy data (key `config`)" if {
	endpoint.refused_by == endpoints.lists_by_kind[endpoint.kind]
	output := remote_states.output_of(resource, endpoints.arguments_by_kind[endpoint.kind])
	entry := object.union(output, stacks_of(output.remote_state))
}

# A relative path is of the stacks that the entry names.
stacks_of(state) := {"stacks": [document.normal.stack]} if {
	not startswith(object.get(state, "path", "/"), "/")
	is_string(document.normal.stack)
} else := {}

# A gateway endpoint is allowed by its policy too.
policy(endpoint) := "; or give it a policy that binds each statement to resources or principals of your own" if {
	endpoint.kind == "Gateway"
	endpoint.refused_by == "allowed_endpoint_types"
} else := ""

settle(endpoint, resource) := found.plainly("vpc_endpoint_type", resource) if {
	endpoint.kind == null
} else := $"{add_entry(endpoint, resource)}; or {found.plainly(endpoints.arguments_by_kind[endpoint.kind], resource)}" if {
	add_entry(endpoint, resource)
} else := restrictions.settle(resource) if {
	endpoint.refused_by in {"allowed_endpoint_types", "require_resource_perimeter"}
} else := $"write the region of the provider of {resource.address} as a plain value, or give {resource.address} the argument region" if {
	is_own_region_unknown(endpoint, resource)
} else := found.plainly(object.get(arguments, endpoint.refused_by, "policy"), resource)

arguments := {
	"allowed_appliance_services": "service_name",
	"allowed_service_networks": "service_network_arn",
	"allowed_service_regions": "service_region",
	"allowed_services": "service_name",
}
