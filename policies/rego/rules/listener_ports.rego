# METADATA
# title: Listeners do not exchange ports
# description: >-
#   A plan gives no listener a port that another listener of the load balancer has until the same apply: Terraform
#   does both in no certain order, and AWS refuses a second listener at a port. Only a plan shows it.
# related_resources:
# - ref: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
# - ref: https://developer.hashicorp.com/terraform/language/moved
# custom:
#   id: listener-ports
#   severity: medium
#   subject: plan
#   remediation: >-
#     If the listener only has another key, write `renamedFrom` with the old key at the new one, or, in Terraform of
#     your own, a `moved` block. To exchange the ports of two listeners, first deploy a free port for one of them.
#   controls: []
#   no_controls: It keeps a deployment from failing half-way. It says nothing about what can connect.
package privatelink.rules.listener_ports

import data.privatelink.lib.findings as found
import data.privatelink.lib.transitions

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some change in listeners
	takes(change)
	some other in listeners
	other.address != change.address
	other.before.load_balancer_arn == change.after.load_balancer_arn
	other.before.port == change.after.port
	leaves(other)
	finding := found.of_document(change, {
		"basis": "plan",
		"message": $"the listener would get port {change.after.port}, which {other.address} has until the same apply; AWS refuses two listeners at a port",
	})
]

listeners := [change |
	some type in ["aws_alb_listener", "aws_lb_listener"]
	some change in transitions.of_type(type)
]

# Whether a listener has a port after the plan that it does not have before, or has of another load balancer.
takes(change) if {
	is_number(change.after.port)
	not same_place(change)
}

# Whether a listener is deleted, or gets another port or another load balancer.
leaves(change) if not same_place(change)

same_place(change) if {
	change.before.port == change.after.port
	change.before.load_balancer_arn == change.after.load_balancer_arn
}
