# METADATA
# title: Nothing in use is replaced
# description: >-
#   A plan replaces no load balancer of an endpoint service, no endpoint service, and nothing that resource endpoints
#   lead to: every connection would end. Only plans tell; destroying, without anything anew, is no matter of this rule.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#change-representation
# custom:
#   id: no-replacement
#   severity: high
#   remediation: >-
#     Change back what forces it. If it must be, make another service beside this one, under a key of its own, let
#     consumers move over, and destroy this one when nobody is connected to it any more.
package privatelink.rules.no_replacement

import data.privatelink.lib.document
import data.privatelink.lib.findings as found

annotations := rego.metadata.chain()[1].annotations

refused := {
	"aws_alb": "the load balancer",
	"aws_lb": "the load balancer",
	"aws_vpc_endpoint_service": "the endpoint service",
	"aws_vpclattice_resource_configuration": "the resource configuration",
	"aws_vpclattice_resource_gateway": "the resource gateway",
	"awscc_ec2_vpc_endpoint_service": "the endpoint service",
	"awscc_elasticloadbalancingv2_load_balancer": "the load balancer",
	"awscc_vpclattice_resource_configuration": "the resource configuration",
	"awscc_vpclattice_resource_gateway": "the resource gateway",
}

findings := [finding |
	some change in document.normal.changes
	change.mode == "managed"
	change.actions == {"create", "delete"}
	what := refused[change.type]
	not "application" in {change.before[name] | some name in ["load_balancer_type", "type"]}
	finding := found.of_document(change, {
		"basis": "plan",
		"message": $"{what} would be destroyed and made anew{because(change, arguments(change))}; every connection through it would end",
	})
]

# What forces it.
arguments(change) := sort([name | some name in {path[0] | some path in change.replace_paths}])

because(change, names) := $", because of {concat(", ", names)}" if {
	count(names) > 0
	change.type != ""
} else := " since it is marked as tainted" if {
	change.reason == "replace_because_tainted"
} else := " on request (-replace)" if {
	change.reason == "replace_by_request"
} else := ""
