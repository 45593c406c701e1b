# METADATA
# title: Endpoints say what may be done through them
# description: >-
#   An endpoint of a consumer VPC to a service of AWS itself has a policy that does not allow everyone everything: by such
#   an endpoint data may leave to any account. The report lists it. With `require_endpoint_policies: true` it fails. The
#   services of customers take no policy, nor do some of AWS, such as `email-smtp`; a data source
#   `aws_vpc_endpoint_service` in the plan tells of others (`vpc_endpoint_policy_supported`).
#
#   A policy that only binds principals is enough for this. The VPC's own principals can then still send data to
#   resources of each account that lets them in. With `require_resource_perimeter: true` the policy must bind whose the
#   resources are: see `allowed-endpoints`. An endpoint without such a policy then fails too.
#
#   Where policies are required, a service whose name is not known may be one of AWS: its endpoint is unproven. Such is
#   a service that a data source looks up by tags or filters. A stack does not show the policy that an endpoint has if
#   `ignore_changes` names it.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
# - ref: https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/building-a-data-perimeter-on-aws.html
# custom:
#   id: endpoint-policies
#   severity: medium
#   subject: consumer-vpc
#   remediation: >-
#     Give the endpoint a policy in which each statement that allows names own resources or principals, or has a condition
#     that binds them: StringEquals with aws:ResourceOrgID or aws:PrincipalOrgID, for example. An operator with IfExists or
#     ForAllValues, an account that is a wildcard, and a condition on the VPC bind nobody. If the service is not known,
#     name it: `service` or `service_name` of the data source.
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
#       No interface endpoint leads to a service of AWS itself without a policy that limits its use, if the service takes
#       one.
package privatelink.rules.endpoint_policies

import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.restrictions
import data.privatelink.lib.service_names
import data.privatelink.lib.settings

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some endpoint in endpoints.all
	endpoint.kind == "Interface"
	resource := document.resources[endpoint.index]
	place := placement.places[endpoint.index]
	takes := endpoints.takes_policy(resource)
	finding := found.of_no_path(resource, place, object.union({"rating": rating}, details(takes, restricted(resource), resource)))
]

default rating := "warn"

rating := "deny" if settings.config.require_endpoint_policies == true

rating := "deny" if settings.requires_resource_perimeter

# Whether the policy of an endpoint does what is asked for.
restricted(resource) := restrictions.bind_resources(resource) if {
	settings.requires_resource_perimeter
} else := restrictions.of(resource)

details(true, false, resource) := {
	"what": what(resource),
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

what(resource) := $"an endpoint to a service of AWS whose policy leaves a way to resources of others (policy){restrictions.words(resource)}" if {
	settings.requires_resource_perimeter
	restrictions.of(resource) == true
} else := $"an endpoint to a service of AWS that lets everyone do everything (policy){restrictions.words_of_removal(resource)}"

cut(resource) := $"give {resource.address} a policy whose statements name own resources, or bind them by aws:ResourceOrgID" if {
	settings.requires_resource_perimeter
} else := $"give {resource.address} a policy whose statements name own principals or resources"

is_told_of_unknown if document.form == "plan"

is_told_of_unknown if rating == "deny"
