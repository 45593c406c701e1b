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

findings contains finding if {
	some replaced in document.normal.replaced
	what := refused[replaced.type]
	not "application" in replaced.kinds
	finding := {
		"address": replaced.address,
		"construct_path": null,
		"basis": "plan",
		"message": $"{what} would be destroyed and made anew{because(replaced)}; every connection through it would end",
	}
}

because(replaced) := $", because of {concat(", ", replaced.arguments)}" if count(replaced.arguments) > 0

because(replaced) := " since it is marked as tainted" if {
	count(replaced.arguments) == 0
	replaced.reason == "replace_because_tainted"
}

because(replaced) := " on request (-replace)" if {
	count(replaced.arguments) == 0
	replaced.reason == "replace_by_request"
}

because(replaced) := "" if {
	count(replaced.arguments) == 0
	not replaced.reason in {"replace_because_tainted", "replace_by_request"}
}
