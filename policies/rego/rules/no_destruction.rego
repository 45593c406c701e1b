# METADATA
# title: Nothing that is offered is destroyed
# description: >-
#   A plan destroys no load balancer of an endpoint service, no endpoint service, and nothing that resource endpoints
#   lead to: whoever is connected is cut off. Renaming is destroying too: what is made at another address is another
#   thing. If a report of `privatelink status` says that nobody is connected, a service and its load balancers may go. If
#   somebody is, the finding names them. Only a plan shows it.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/delete-endpoint-service.html
# - ref: https://developer.hashicorp.com/terraform/language/modules/develop/refactoring
# custom:
#   id: no-destruction
#   severity: high
#   subject: plan
#   remediation: >-
#     Keep it, or, after a renaming, say with a `moved` block that it is the same thing. Where a service is to go, see
#     that nobody is connected to it any more, and check the plan with a new report of `privatelink status`
#     (`--status`), or waive this for that plan.
#   controls: []
#   no_controls: >-
#     It keeps connections that are in use alive. The controls of these frameworks on network boundaries are about what
#     must not connect.
package privatelink.rules.no_destruction

import data.privatelink.lib.connected
import data.privatelink.lib.in_use
import data.privatelink.lib.transitions

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some type, what in in_use.offered
	some change in transitions.of_type(type)
	transitions.is_destroyed(change)
	in_use.carries(change)
	finding := connected.of_change(change, {
		"basis": "plan",
		"outcome": in_use.rating(change),
		"message": $"{what} would be destroyed; {in_use.end_of(type)}",
	})
]
