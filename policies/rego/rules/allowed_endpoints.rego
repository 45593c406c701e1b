# METADATA
# title: Endpoints only of allowed types and services
# description: >-
#   The endpoints of a consumer VPC are interface and resource endpoints, to the services and resource configurations that
#   the policy data lists if it lists any. Endpoints of other types, and of services in other regions, are allowed only if
#   listed. A Gateway Load Balancer endpoint and a service-network endpoint are allowed only where the policy data names
#   the service of the appliances, or the service network; the report then says what is assumed of its owner. Routes may
#   lead to such appliances for packets that stay within the VPC.
#   The region is that of `service_region` or of the service's name.
#
#   A gateway endpoint with a policy that binds every statement to own resources or principals is of an allowed type: it
#   is reported, and does not fail. The report says which way such a policy leaves open. (1) A policy that binds only
#   principals, by aws:PrincipalOrgID for example, refuses credentials of others. The VPC's own principals can still
#   send data to each bucket or table of another account that lets them in. (2) A bucket whose name matches a wildcard,
#   such as `arn:aws:s3:::acme-*`, may belong to anybody: whoever takes a name first has it. The VPC's own principals
#   can send data to it. (3) An own access point of S3 may be of a bucket in another account, so that its ARN,
#   s3:DataAccessPointArn and s3:DataAccessPointAccount do not bind the bucket. A policy closes these ways if it names
#   buckets and tables in full, or binds aws:ResourceOrgID, aws:ResourceOrgPaths, aws:ResourceAccount or
#   s3:ResourceAccount. With `require_resource_perimeter: true` in the policy data, a gateway endpoint whose policy
#   leaves such a way is a way out of the VPC, and so is one without a policy whose type is listed.
#
#   The last policy that is set counts. A plan that destroys an `aws_vpc_endpoint_policy` leaves the endpoint with a
#   policy that allows everything, for AWS then resets it; a replacement passes if it destroys first. A stack with a
#   `removed` block that destroys such a policy is unproven. A policy that does not bind each request is unproven if its
#   endpoint is not of the document: another document may have judged the endpoint by another policy.
#
#   In a stack, a policy that `ignore_changes` names is not known: Terraform sets it once, and corrects no later change.
#   A plan shows the policy that the endpoint has.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/perimeter-implementation.html
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/creating-access-points.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint
# custom:
#   id: allowed-endpoints
#   severity: high
#   subject: consumer-vpc
#   loosened_by:
#   - allowed_appliance_services
#   - allowed_endpoint_types
#   - allowed_service_networks
#   - allowed_service_regions
#   - allowed_services
#   remediation: >-
#     Remove the endpoint, or write what the finding names into the file of the policy data (`--data policy.yaml`): for
#     a service in another region `config: { allowed_service_regions: [us-east-1] }`, for another type the list
#     `allowed_endpoint_types`, for a service that is not listed `allowed_services`, for appliances the name of their
#     endpoint service in `allowed_appliance_services`, for a service network its ARN in `allowed_service_networks`; or,
#     for these two, the output of another state that says it. A list replaces its default, and the default of
#     `allowed_services` is every service. Give a gateway endpoint a policy that names the resources it is for, or that
#     binds them by a condition such as aws:ResourceOrgID.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(5)
#     reason: >-
#       An endpoint is refused unless its type and its region are allowed, and its service where the policy data lists
#       services.
#   - framework: nist-800-53
#     control: SC-7(10)
#     reason: The VPC has no gateway endpoint, through which data could leave to buckets or tables of others.
#   - framework: nist-800-53
#     control: AC-4
#     reason: >-
#       Traffic leaves the VPC only through endpoints of allowed types and regions, and only to listed services where
#       the policy data lists any.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: >-
#       Each endpoint is of an allowed type and region, and leads to a listed service where the policy data lists any.
#   - framework: iso-27001
#     control: A.8.21
#     reason: Each endpoint is compared with the types, regions and services that reviewed policy data allows.
package privatelink.rules.allowed_endpoints

import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.restrictions
import data.privatelink.lib.settings
import data.privatelink.lib.witness

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([found.of_rule(annotations.custom.id), of_endpoints, of_associations, of_policies, of_removals])

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

# Another document that judged the endpoint saw another policy.
of_policies := [finding |
	is_policy_asked_for
	some policy in restrictions.of_others
	policy[question] != true
	resource := document.resources[policy.index]
	some place in placement.all_places(policy.index)
	what := "a policy that does not bind each request (policy), of an endpoint that is not of this document, or is not known (vpc_endpoint_id),"
	finding := found.of_place(resource, place, {
		"what": what,
		"is_certain": false,
		"settle": "name an endpoint of this configuration by a plain reference, or give the policy statements that bind own resources or principals",
		"witness": witness.of_resource(resource, place, what, "buckets or tables of anybody"),
	})
]

of_removals := [finding |
	is_policy_asked_for
	some removed in restrictions.removed_elsewhere
	place := place_of(removed.nodes)
	what := "the removal of the policy of an endpoint that is not of this document"
	finding := found.of_place(removed, place, {
		"what": what,
		"is_certain": false,
		"settle": restrictions.settle_removal({removed.address}),
		"cut": $"keep {removed.address}",
		"witness": witness.of_resource(removed, place, what, "buckets or tables of anybody"),
	})
]

# Where an endpoint is that the document may not have.
place_of(nodes) := place if {
	place := placement.of_nodes(nodes)
} else := placement.beside if {
	some node in nodes
	not document.normal.identities[node]
}

# What a policy of an endpoint must do.
question := "perimeter" if {
	settings.requires_resource_perimeter
} else := "narrow"

# Where gateway endpoints are allowed with any policy, no policy opens more.
is_policy_asked_for if not "Gateway" in settings.allowed_endpoint_types

is_policy_asked_for if settings.requires_resource_perimeter

is_policy_asked_for if settings.config.require_endpoint_policies == true

# What is allowed, without more to say of it.
is_silent(endpoint) if {
	endpoint.allowed == true
	endpoint.kind in settings.allowed_endpoint_types
}

# What is assumed of these stands with the VPC.
is_silent(endpoint) if {
	endpoint.allowed == true
	endpoints.lists_by_kind[endpoint.kind]
}

details(endpoint, resource, place) := {
	"what": $"{what(endpoint)} {words(endpoint, resource)}",
	"rating": {true: "warn", false: "deny", null: "deny"}[endpoint.allowed],
	"is_certain": endpoint.allowed != null,
	"cut": cut(endpoint, resource),
	"settle": settle(endpoint, resource),
	"witness": witness.of_resource(resource, place, what(endpoint), outside(endpoint)),
}

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

words(endpoint, resource) := $"to what its policy names: {listed(restrictions.destinations(resource))}{restrictions.words(resource)}" if {
	endpoint.allowed == true
	count(restrictions.destinations(resource)) > 0
} else := $"to what its policy allows{restrictions.words(resource)}" if {
	endpoint.allowed == true
	restrictions.words(resource) != ""
} else := "to the resources that its policy names" if {
	endpoint.allowed == true
} else := "(vpc_endpoint_type), while allowed_endpoint_types lists what is allowed" if {
	endpoint.kind == null
} else := $"whose type is not in allowed_endpoint_types, and which no policy narrows (policy){restrictions.words_of_removal(resource)}" if {
	is_open_gateway(endpoint)
} else := concat("", [reasons[false].require_resource_perimeter, restrictions.words(resource), restrictions.words_of_removal(resource)]) if {
	is_without_perimeter(endpoint)
} else := $"{reasons[null][endpoint.refused_by]}{restrictions.words_of_removal(resource)}" if {
	endpoint.allowed == null
	endpoint.refused_by in {"allowed_endpoint_types", "require_resource_perimeter"}
} else := reasons[endpoint.allowed][endpoint.refused_by]

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
} else := concat("", [$"remove {resource.address}, or ", lists[endpoint.refused_by], policy(endpoint)]) if {
	lists[endpoint.refused_by]
} else := $"remove {resource.address}, or give it a policy that names resources of your own, or binds them by aws:ResourceOrgID"

lists := {
	"allowed_appliance_services": "name its service, or the output of another state that says it, in `allowed_appliance_services` of the policy data (key `config`)",
	"allowed_service_networks": "name its service network, or the output of another state that says it, in `allowed_service_networks` of the policy data (key `config`)",
	"allowed_endpoint_types": "list its type in `allowed_endpoint_types` of the policy data (key `config`); the list replaces the default, [Interface, Resource]",
	"allowed_service_regions": "list the region of its service in `allowed_service_regions` of the policy data (key `config`)",
	"allowed_services": "add its service to `allowed_services` of the policy data (key `config`)",
}

# A gateway endpoint is allowed by its policy too.
policy(endpoint) := "; or give it a policy that binds each statement to resources or principals of your own" if {
	endpoint.kind == "Gateway"
	endpoint.refused_by == "allowed_endpoint_types"
} else := ""

settle(endpoint, resource) := found.plainly("vpc_endpoint_type", resource) if {
	endpoint.kind == null
} else := restrictions.settle(resource) if {
	endpoint.refused_by in {"allowed_endpoint_types", "require_resource_perimeter"}
} else := found.plainly(object.get(arguments, endpoint.refused_by, "policy"), resource)

arguments := {
	"allowed_appliance_services": "service_name",
	"allowed_service_networks": "service_network_arn",
	"allowed_service_regions": "service_region",
	"allowed_services": "service_name",
}
