# METADATA
# title: Endpoints say what may be done through them
# description: >-
#   An endpoint of a consumer VPC to a service of AWS itself has a policy that does not allow everyone everything: by such
#   an endpoint data may leave to any account. Told, and refused where the policy data asks for it
#   (`require_endpoint_policies`). The services of customers take no policy.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/building-a-data-perimeter-on-aws.html
# custom:
#   id: endpoint-policies
#   severity: medium
#   remediation: >-
#     Give the endpoint a policy that names principals, actions and resources, or conditions such as aws:PrincipalOrgID and
#     aws:ResourceOrgID.
package privatelink.rules.endpoint_policies

import data.privatelink.lib.document
import data.privatelink.lib.endpoints
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.settings

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some endpoint in endpoints.all
	endpoint.kind == "Interface"
	resource := document.resources[endpoint.index]
	endpoints.is_of_aws(resource)
	place := placement.places[endpoint.index]
	restricted := endpoints.is_restricted(resource)
	words := said(restricted, document.form)
	finding := found.of_no_path(resource, place, {
		"what": words,
		"rating": rating,
		"is_certain": restricted == false,
		"cut": $"give {resource.address} a policy",
		"settle": $"let the plan know the policy of {resource.address}",
	})
]

rating := "deny" if {
	settings.config.require_endpoint_policies == true
} else := "warn"

said(false, _) := "an endpoint to a service of AWS that lets everyone do everything (policy)"

# What a stack does not know its plan does.
said(null, "plan") := "an endpoint to a service of AWS whose policy is not known (policy)"
