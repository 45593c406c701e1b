# METADATA
# title: Endpoints say what may be done through them
# description: >-
#   An endpoint of a consumer VPC to a service of AWS itself has a policy that does not allow everyone everything: by such
#   an endpoint data may leave to any account. The report lists it. With `require_endpoint_policies: true` it fails. The
#   services of customers take no policy, nor do some of AWS, such as `email-smtp`; a data source
#   `aws_vpc_endpoint_service` in the plan tells of others (`vpc_endpoint_policy_supported`).
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
#     ForAllValues, an account that is a wildcard, and a condition on the VPC bind nobody.
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
import data.privatelink.lib.settings

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some endpoint in endpoints.all
	endpoint.kind == "Interface"
	resource := document.resources[endpoint.index]
	place := placement.places[endpoint.index]
	takes := endpoints.takes_policy(resource)
	restricted := restrictions.of(resource)
	finding := found.of_no_path(resource, place, object.union({"rating": rating}, details(takes, restricted, resource)))
]

default rating := "warn"

rating := "deny" if settings.config.require_endpoint_policies == true

details(true, false, resource) := {
	"what": "an endpoint to a service of AWS that lets everyone do everything (policy)",
	"cut": $"give {resource.address} a policy whose statements name own principals or resources",
}

# What a stack does not know its plan does: a stack fails by it only where policies are asked for.
details(true, null, resource) := {
	"what": "an endpoint to a service of AWS whose policy is not known (policy)",
	"is_certain": false,
	"cut": $"give {resource.address} a policy whose statements name own principals or resources",
	"settle": found.plainly("policy", resource),
} if {
	is_told_of_unknown
}

# Where nobody asks for policies, it is not worth a word that a service's name comes later.
details(null, false, resource) := {
	"what": "an endpoint without a policy to a service that is not known (service_name)",
	"is_certain": false,
	"cut": $"give {resource.address} a policy whose statements name own principals or resources",
	"settle": found.plainly("service_name", resource),
} if {
	document.form == "plan"
	rating == "deny"
}

is_told_of_unknown if document.form == "plan"

is_told_of_unknown if rating == "deny"
