# METADATA
# title: Endpoints only of allowed types and services
# description: >-
#   The endpoints of a consumer VPC are interface and resource endpoints, to the services and resource configurations that
#   the policy data lists if it lists any. Endpoints of other types, and of services in other regions, are allowed only if listed. A gateway endpoint with a
#   policy that says which resources it leads to is reported, and does not fail.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint
# custom:
#   id: allowed-endpoints
#   severity: high
#   remediation: >-
#     Remove the endpoint, or write what the finding names into the file of the policy data (`--data policy.yaml`): for a
#     service in another region `config: { allowed_service_regions: [us-east-1] }`, for another type the list
#     `allowed_endpoint_types`, for a service that is not listed `allowed_services`. A list replaces its default, and the
#     default of `allowed_services` is every service. Give a gateway endpoint a policy that names the resources it is for.
package privatelink.rules.allowed_endpoints

import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.settings
import data.privatelink.lib.witness

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([found.of_rule(annotations.custom.id), of_endpoints, of_associations])

of_endpoints := [finding |
	some endpoint in endpoints.all
	not is_silent(endpoint)
	resource := document.resources[endpoint.index]
	place := placement.places[endpoint.index]
	finding := found.of_place(resource, place, details(endpoint, resource, place))
]

of_associations := [finding |
	some association in endpoints.associations_of_others
	resource := document.resources[association.index]
	place := placement.places[association.index]
	what := $"the use of an endpoint that is not of this document ({association.argument})"
	finding := found.of_place(resource, place, {
		"what": what,
		"is_certain": false,
		"settle": "make the endpoint in this configuration, so that its type and service are seen",
		"witness": witness.of_resource(resource, place, what, "what is behind the endpoint"),
	})
]

# What is allowed, without more to say of it.
is_silent(endpoint) if {
	endpoint.allowed == true
	endpoint.kind in settings.allowed_endpoint_types
}

details(endpoint, resource, place) := {
	"what": $"{what(endpoint)} {words(endpoint, resource)}",
	"rating": {true: "warn", false: "deny", null: "deny"}[endpoint.allowed],
	"is_certain": endpoint.allowed != null,
	"cut": cut(endpoint, resource),
	"settle": "give its type, service and policy plain values, or check a plan in which they are known",
	"witness": witness.of_resource(resource, place, what(endpoint), "what is behind the endpoint"),
}

what(endpoint) := "an endpoint of unknown type" if {
	endpoint.kind == null
} else := $"an endpoint of type {endpoint.kind}"

words(endpoint, resource) := "to the resources that its policy names" if {
	endpoint.allowed == true
	resource.address != ""
} else := "of which it is not known that it is allowed" if {
	endpoint.allowed == null
} else := reasons[endpoints.refused_by(resource, endpoint.kind)]

reasons := {
	"allowed_endpoint_types": "whose type is not in allowed_endpoint_types",
	"allowed_service_regions": "to a service in another region, which is not in allowed_service_regions",
	"allowed_services": "whose service is not in allowed_services",
}

cut(endpoint, resource) := $"remove {resource.address}" if {
	endpoint.allowed != false
} else := $"remove {resource.address}, or {lists[endpoints.refused_by(resource, endpoint.kind)]}"

lists := {
	"allowed_endpoint_types": "list its type in `allowed_endpoint_types` of the policy data (key `config`); the list replaces the default, [Interface, Resource]",
	"allowed_service_regions": "list the region of its service in `allowed_service_regions` of the policy data (key `config`)",
	"allowed_services": "add its service to `allowed_services` of the policy data (key `config`)",
}
