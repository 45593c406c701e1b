package privatelink.rules.accepted_connections_test

import data.privatelink.testing

rule := "accepted-connections"

type := "aws_vpc_endpoint_connection_accepter"

# The acceptance of a connection goes, for a reason.
going(reason, state) := object.union(
	testing.transition(type, "web", ["delete"], {"vpc_endpoint_state": state}, null, {}),
	{"action_reason": reason},
)

plan(change) := testing.change_plan("acceptance", [change], {})

test_refuses_a_live_connection_that_is_no_longer_found if {
	every reason in ["delete_because_count_index", "delete_because_each_key"] {
		every state in ["available", "Available"] {
			testing.found(rule, $"{type}.web") with input as plan(going(reason, state))
		}
	}
}

test_passes_one_that_is_no_longer_declared if {
	not_found(plan(going("delete_because_no_resource_config", "available")))
	not_found(plan(testing.transition(type, "web", ["delete"], {"vpc_endpoint_state": "available"}, null, {})))
}

test_passes_one_that_is_not_in_use if {
	every state in ["rejected", "pendingAcceptance", "deleted", "", null] {
		not_found(plan(going("delete_because_count_index", state)))
	}
}

test_passes_other_types_and_actions if {
	not_found(plan(object.union(going("delete_because_count_index", "available"), {"type": "aws_sqs_queue"})))
	not_found(plan(object.union(
		testing.transition(type, "web", ["create"], null, {"vpc_endpoint_state": "available"}, {}),
		{"action_reason": "delete_because_count_index"},
	)))
}

test_can_be_waived if {
	waiver := {"rule": rule, "address": $"{type}.web", "reason": "the customer left", "owner": "net", "expires": "2026-12-31"}
	verdict := testing.waiving([waiver]) with input as plan(going("delete_because_count_index", "available"))
	verdict.verdict == "clean"
	verdict.waivers.used == [0]
}

not_found(document) if {
	outcomes := testing.outcomes(rule, $"{type}.web") with input as document
	outcomes == set()
}
