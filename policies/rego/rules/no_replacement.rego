# METADATA
# title: Nothing in use is replaced
# description: >-
#   A plan replaces no load balancer of an endpoint service, no endpoint service, nothing that resource endpoints lead
#   to, no endpoint, and no acceptance of a connection: every connection through it would end. A target group that a
#   listener forwards to is reported, and does not fail. It is not reported if the target groups that the listener keeps
#   had at least half of its weight before the plan: the others would get more connections than they are used to. A
#   finding names those who are connected, where a report of `privatelink status` knows them. Only a plan shows it.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/lb
# - ref: https://developer.hashicorp.com/terraform/internals/json-format#change-representation
# custom:
#   id: no-replacement
#   severity: high
#   subject: plan
#   remediation: >-
#     Change back what forces it. If it must be, make another service (or endpoint) beside this one, under a key of its
#     own, let clients move over, and destroy this one when nobody is connected through it any more. For the target
#     group of a renamed listener, write all former keys in `renamedFrom`, oldest first, and keep them there.
#   controls: []
#   no_controls: >-
#     It keeps connections that are in use alive. The controls of these frameworks on network boundaries are about what
#     must not connect.
package privatelink.rules.no_replacement

import data.privatelink.lib.connected
import data.privatelink.lib.findings as found
import data.privatelink.lib.in_use
import data.privatelink.lib.transitions

annotations := rego.metadata.chain()[1].annotations

refused := object.union_n([
	in_use.offered,
	in_use.endpoints,
	{"aws_vpc_endpoint_connection_accepter": "the acceptance of a connection"},
])

findings := array.concat(replaced, target_groups)

# A service that is made anew has another name, which its customers have to learn: that nobody is connected is not enough.
replaced := [finding |
	some type, what in refused
	some change in transitions.of_type(type)
	transitions.is_replaced(change)
	in_use.carries(change)
	finding := connected.naming(change, {
		"basis": "plan",
		"outcome": in_use.rating(change),
		"message": $"{what} would be destroyed and made anew{because(change, arguments(change))}; {in_use.end_of(type)}",
	})
]

# Another target group can stand beside the old one, and the listener stays. Its targets must first become healthy.
target_groups := [finding |
	some type in ["aws_alb_target_group", "aws_lb_target_group"]
	some change in transitions.of_type(type)
	"delete" in change.actions
	some arn in transitions.values(change.before, "arn")
	forwarded_to[arn]
	finding := found.of_document(change, {
		"basis": "plan",
		"outcome": "warning",
		"message": $"the target group of a listener that stays would be destroyed{because(change, arguments(change))}; the listener has no healthy targets until those of another target group are",
	})
]

# Target groups that network listeners forward to before the plan, and that stay listeners after it.
forwarded_to contains arn if {
	some type in ["aws_alb_listener", "aws_lb_listener"]
	some listener in transitions.of_type(type)
	not "delete" in listener.actions
	count(transitions.values(listener.before, "protocol") & {"TCP", "TCP_UDP", "TLS", "UDP"}) > 0
	not keeps_half(listener)
	some arn in target_groups_of(listener.before)
}

# Whether the target groups that stay had at least half of the connections before: their targets are healthy already, and
# what the others had is no more than that.
keeps_half(listener) if {
	weights := weights_of(listener.before)
	count(kept_by(listener)) > 0
	2 * sum([weights[arn] | some arn in kept_by(listener)]) >= sum([weight | some weight in weights])
}

# Target groups that get connections of a listener before and after the plan.
kept_by(listener) := used_by(listener.before) & used_by(listener.after)

used_by(listener) := {arn | some arn, weight in weights_of(listener); weight > 0}

# The weight of each target group. One without a weight has the provider's default.
weights_of(listener) := {arn: weight_of(listener, arn) | some arn in target_groups_of(listener)}

weight_of(listener, arn) := max(weights) if {
	weights := [number_of(group) | some group in groups_of(listener); group.arn == arn]
	count(weights) > 0
} else := default_weight

default_weight := 1

number_of(group) := group.weight if {
	is_number(group.weight)
} else := default_weight

groups_of(listener) := [group |
	some holder in transitions.holders(listener, ["default_action", "forward", "target_group"])
	some group in transitions.elements(holder)
]

target_groups_of(listener) := transitions.values(listener, "default_action.target_group_arn") | {group.arn |
	some group in groups_of(listener)
	is_string(group.arn)
}

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
