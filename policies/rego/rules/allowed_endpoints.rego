# METADATA
# title: Endpoints only of allowed types and services
# description: >-
#   The endpoints of a consumer VPC are interface and resource endpoints, to the services and resource configurations
#   that the policy data lists if it lists any. Endpoints of other types, and of services in other regions, are
#   allowed only if listed. A Gateway Load Balancer endpoint and a service-network endpoint are allowed only where the
#   policy data names the service of the appliances, or the service network; the report then says what is assumed of
#   its owner. Routes may lead to such appliances for packets that stay within the VPC. The region is that of
#   `service_region` or of the service's name.
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
#   A statement with `aws:PrincipalIsAWSService` and no key that binds is open to everybody. The key says that a service
#   of AWS makes the request. It does not say for whom: a service acts for each customer who asks it to, and may write
#   to a bucket of any account. AWS's examples of a data perimeter have such a statement
#   (`AllowRequestsByAWSServicePrincipals`). Remove it, or add aws:ResourceOrgID with the own organization to it.
#
#   The last policy that is set counts. A plan that destroys an `aws_vpc_endpoint_policy` leaves the endpoint with a
#   policy that allows everything, for AWS then resets it; a replacement passes if it destroys first. A stack with a
#   `removed` block that destroys such a policy or a module is unproven, and so is one that moves such a policy to an
#   address that it does not have. A policy that a plan only forgets does not count: the endpoint's own policy does. A
#   policy that does not bind each request is unproven if its endpoint is not of the document: another document may
#   have judged the endpoint by another policy.
#
#   An `aws_vpc_endpoint_policy` counts only if it has the endpoint's `id`, and the endpoint's provider and region,
#   written in the same way. A policy of a gateway endpoint that names another principal than `*` is unproven: AWS says
#   that it takes no other. A condition with aws:PrincipalArn binds principals.
#
#   In a stack, a policy that `ignore_changes` names is not known: Terraform sets it once, and corrects no later change.
#   A plan shows the policy that the endpoint has. A stack is also unproven in these cases. OpenTofu may leave the
#   policy out by `enabled`. A `moved` block gives a policy an address that only an expression in `count` or `for_each`
#   makes; it passes if the endpoint has the same expression and the same key. An `import` block imports a policy by
#   another id than that of its endpoint. A policy has `replace_triggered_by`, and Terraform creates its replacement
#   first.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://docs.aws.amazon.com/whitepapers/latest/building-a-data-perimeter-on-aws/perimeter-implementation.html
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/creating-access-points.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalisawsservice
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
#     Remove the endpoint, or make the change that the finding names. The policy data is a file (`--data
#     policy.yaml`), such as `config: { allowed_service_regions: [us-east-1] }`; a list in it replaces its default. A
#     gateway endpoint needs a policy that names its resources or binds them, for which `gatewayEndpoints` of this
#     project's consumers has `buckets`, `tables`, `resourceAccounts` and `resourceOrganization`.
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
import data.privatelink.lib.endpoint_words
import data.privatelink.lib.endpoints
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.policy_removals
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
	some removed in policy_removals.elsewhere
	place := place_of(removed.nodes)
	what := "the removal of the policy of an endpoint that is not of this document"
	finding := found.of_place(removed, place, {
		"what": what,
		"is_certain": false,
		"settle": policy_removals.settle({removed.address}),
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
	"what": concat("", [endpoint_words.what(endpoint), endpoint_words.words(endpoint, resource)]),
	"more": endpoint_words.more(endpoint, resource),
	"rating": {true: "warn", false: "deny", null: "deny"}[endpoint.allowed],
	"is_certain": endpoint.allowed != null,
	"cut": endpoint_words.cut(endpoint, resource),
	"settle": endpoint_words.settle(endpoint, resource),
	"witness": witness.of_resource(resource, place, endpoint_words.what(endpoint), endpoint_words.outside(endpoint)),
}
