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

# The acceptance of one endpoint goes, for any reason.
taken_back(state, reason) := object.union(
	testing.transition(type, "web", ["delete"], {"vpc_endpoint_id": testing.endpoint_id, "vpc_endpoint_service_id": testing.service_id, "vpc_endpoint_state": state}, null, {}),
	{"action_reason": reason},
)

judged(change, connections) := verdict if {
	verdict := testing.knowing([testing.report("aws", connections)]) with input as plan(change)
}

test_fails_a_live_connection_of_who_is_not_revoked if {
	every state in ["available", "partial", "pending"] {
		every declared in ["invited", "allowed", "draining"] {
			verdict := judged(taken_back("available", "delete_because_no_resource_config"), [testing.connection("web", state, declared)])
			testing.is_found(verdict, rule, $"{type}.web")
			some message in testing.messages(verdict, rule, $"{type}.web")
			contains(message, ": web (vpce-0123456789abcdef0, account 222222222222")
			contains(message, $"The ledger declares the customer {declared}, not revoked (status of 2026-11-25T10:00:00Z)")
		}
	}
}

test_fails_a_live_connection_without_a_record if {
	verdict := judged(taken_back("available", "delete_because_no_resource_config"), [testing.connection(null, "available", "unknown")])
	some message in testing.messages(verdict, rule, $"{type}.web")
	contains(message, "No record of the ledger names it")
}

test_passes_a_live_connection_of_who_is_revoked if {
	every declared in ["revoked", "ended"] {
		every reason in ["delete_because_no_resource_config", "delete_because_count_index"] {
			verdict := judged(taken_back("available", reason), [testing.connection("web", "available", declared)])
			verdict.verdict == "clean"
			testing.messages(verdict, rule, $"{type}.web") == set()
		}
	}
}

test_passes_what_is_not_connected_by_the_status if {
	every state in ["pendingAcceptance", "rejected", "deleted"] {
		verdict := judged(taken_back("available", "delete_because_no_resource_config"), [testing.connection("web", state, "allowed")])
		testing.messages(verdict, rule, $"{type}.web") == set()
	}
}

test_relies_on_the_status_where_the_endpoint_is_no_longer_found if {
	gone := judged(taken_back("available", "delete_because_count_index"), [testing.connection("web", "deleted", "allowed")])
	testing.relied_on(gone, rule, $"{type}.web") == {"the endpoint is deleted, by the status of 2026-11-25T10:00:00Z"}
	live := judged(taken_back("available", "delete_because_count_index"), [testing.connection("web", "available", "allowed")])
	messages := testing.messages(live, rule, $"{type}.web")
	count(messages) == 1
	some message in messages
	contains(message, "Its state is missing, or is read from another place. By the status of 2026-11-25T10:00:00Z, 1 endpoint is in use: web (")
}

not_found(document) if {
	outcomes := testing.outcomes(rule, $"{type}.web") with input as document
	outcomes == set()
}
