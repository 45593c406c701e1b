# METADATA
# title: Endpoints say what may be done through them
# description: >-
#   An endpoint of a consumer VPC to a service of AWS itself has a policy that does not allow everyone everything: by
#   such an endpoint data may leave to any account. The report lists it. With `require_endpoint_policies: true` it
#   fails. The services of customers take no policy, nor do some of AWS, such as `email-smtp`; a data source
#   `aws_vpc_endpoint_service` in the plan tells of others (`vpc_endpoint_policy_supported`).
#
#   A policy that only binds principals is enough for this. The VPC's own principals can then still send data to
#   resources of each account that lets them in. With `require_resource_perimeter: true` the policy must bind whose the
#   resources are: see `allowed-endpoints`. An endpoint without such a policy then fails too.
#
#   Where policies are required, a service whose name is not known may be one of AWS: its endpoint is unproven. Such is
#   a service that a data source looks up by tags or filters. A stack does not show the policy that an endpoint has if
#   `ignore_changes` names it.
#
#   An endpoint that a data source found when the plan was made is judged by the policy that it has. Where policies are
#   required, one whose policy narrows is unproven: the configuration that owns the endpoint may change it.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
# - ref: https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/building-a-data-perimeter-on-aws.html
# custom:
#   id: endpoint-policies
#   severity: medium
#   subject: consumer-vpc
#   remediation: >-
#     Give the endpoint a policy in which each statement that allows names own resources or principals, or has a
#     condition that binds them: StringEquals with aws:ResourceOrgID or aws:PrincipalOrgID, for example. With
#     `require_resource_perimeter: true`, a statement must name or bind the resources, by aws:ResourceOrgID for
#     example; aws:PrincipalOrgID is not enough. An operator with IfExists or ForAllValues, an account that is a
#     wildcard, and a condition on the VPC bind nobody. If the service is not known, name it: `service` or
#     `service_name` of the data source.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(10)
#     reason: >-
#       An interface endpoint to a service of AWS itself binds each request to named resources or principals, if the
#       service takes a policy.
#   - framework: nist-800-53
#     control: AC-4
#     reason: >-
#       If its service takes a policy, no interface endpoint to a service of AWS itself lets data flow both to resources
#       and by principals that the policy neither names nor binds.
#   - framework: iso-27001
#     control: A.8.21
#     reason: >-
#       No interface endpoint leads to a service of AWS itself without a policy that limits its use, if the service
#       takes one.
package privatelink.rules.endpoint_policies

import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.findings as found
import data.privatelink.lib.found as lookups
import data.privatelink.lib.placement
import data.privatelink.lib.policy_endpoints
import data.privatelink.lib.policy_removals
import data.privatelink.lib.references
import data.privatelink.lib.restrictions
import data.privatelink.lib.service_names
import data.privatelink.lib.settings
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

findings := array.concat(of_endpoints, of_lookups)

of_endpoints := [finding |
	some endpoint in endpoints.all
	endpoint.kind == "Interface"
	resource := document.resources[endpoint.index]
	place := placement.places[endpoint.index]
	takes := endpoints.takes_policy(resource)
	finding := found.of_no_path(resource, place, object.union({"rating": rating}, details(takes, restricted(resource), resource)))
]

# Endpoints that a data source found. One of this document is judged as what it is after the plan.
of_lookups := [finding |
	some lookup in lookups.read
	some entry in lookup.entries
	entry.kind == "endpoint"
	resource := lookup.resource
	not lookups.is_of_document(resource)
	"Interface" in values.known(resource, "vpc_endpoint_type")
	endpoints.takes_policy(resource) == true
	about := {"rating": rating, "cut": cut({"address": $"the endpoint that {resource.address} found"}), "settle": settle_lookup}
	finding := found.of_no_path(resource, lookup.place, object.union(about, details_of_lookup(restricted(resource), lookup)))
]

settle_lookup := "make it in this configuration, so that its policy is seen"

details_of_lookup(false, lookup) := {
	"what": $"{what(lookup.resource)}, which a data source found,",
	"is_certain": is_certain(lookup),
}

# What a data source read of a policy that binds is not sure to stay.
details_of_lookup(answer, _) := {
	"what": "an endpoint to a service of AWS, which a data source found and whose policy another configuration may change (policy),",
	"is_certain": false,
} if {
	answer != false
	rating == "deny"
}

default is_certain(_) := false

is_certain(lookup) if {
	lookup.is_certain
	not is_set_here(lookup.resource)
}

# Whether the document has a policy resource for what a data source found.
is_set_here(resource) if {
	some ends in policy_endpoints.named
	some end in ends
	end in ({resource.address} | {references.literal(id) | some id in values.known(resource, "id")})
}

default rating := "warn"

rating := "deny" if settings.config.require_endpoint_policies == true

rating := "deny" if settings.requires_resource_perimeter

# Whether the policy of an endpoint does what is asked for.
restricted(resource) := restrictions.bind_resources(resource) if {
	settings.requires_resource_perimeter
} else := restrictions.of(resource)

details(true, false, resource) := {
	"what": what(resource),
	"more": more(resource),
	"cut": cut(resource),
}

# What a stack does not know its plan does: a stack fails by it only where policies are asked for.
details(true, null, resource) := {
	"what": "an endpoint to a service of AWS whose policy is not known (policy)",
	"is_certain": false,
	"cut": cut(resource),
	"settle": restrictions.settle(resource),
} if {
	is_told_of_unknown
}

# Where nobody asks for policies, it is not worth a word that a service's name comes later.
details(null, answer, resource) := {
	"what": "an endpoint without a policy to a service that is not known (service_name)",
	"is_certain": false,
	"cut": cut(resource),
	"settle": found.plainly("service_name", resource),
} if {
	answer != true
	rating == "deny"
	not service_names.is_expected_of_customer(resource)
}

what(resource) := "an endpoint to a service of AWS whose policy leaves a way to resources of others (policy)" if {
	leaves_a_way(resource)
} else := $"an endpoint to a service of AWS that lets everyone do everything (policy){policy_removals.words(resource)}" if {
	is_without_policy(resource)
} else := "an endpoint to a service of AWS whose policy binds neither who asks nor whose the resources are (policy)"

# Which way it leaves, after the place.
more(resource) := restrictions.words(resource) if {
	leaves_a_way(resource)
} else := ""

# AWS gives an endpoint a policy that allows everything, unless it is given one.
is_without_policy(resource) if policy_removals.words(resource) != ""

is_without_policy(resource) if {
	count(restrictions.own_arguments(resource)) == 0
	not policy_endpoints.sure[resource.address]
}

# Who asks is bound, and whose the resources are is not.
leaves_a_way(resource) if {
	settings.requires_resource_perimeter
	restrictions.of(resource) == true
}

cut(resource) := $"give {resource.address} a policy whose statements name own resources, or bind them by aws:ResourceOrgID" if {
	settings.requires_resource_perimeter
} else := $"give {resource.address} a policy whose statements name own principals or resources"

is_told_of_unknown if document.form == "plan"

is_told_of_unknown if rating == "deny"
