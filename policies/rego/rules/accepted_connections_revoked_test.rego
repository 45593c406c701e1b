# What the plan of an acceptance stack shows by itself: who is revoked, and which endpoint is accepted at two addresses.
package privatelink.rules.accepted_connections_revoked_test

import data.privatelink.testing

rule := "accepted-connections"

type := "aws_vpc_endpoint_connection_accepter"

# A plan of an acceptance stack of this project, which names the connections of revoked customers.
naming(output, changes) := object.union(
	testing.change_plan("acceptance", changes, {}),
	{"planned_values": {"outputs": {"privatelink_stack_role": {"value": "acceptance"}, "revoked_connections": output}}},
)

accepter(name, actions, before, after) := testing.transition(type, name, actions, before, after, {})

accepted(id, state) := {"vpc_endpoint_id": id, "vpc_endpoint_service_id": testing.service_id, "vpc_endpoint_state": state}

leaving(name, state) := object.union(
	accepter(name, ["delete"], accepted(testing.endpoint_id, state), null),
	{"action_reason": "delete_because_no_resource_config"},
)

globex := "connections_globex_orders_0123ABCD"

addressed := [
	globex,
	"connections_globex_orders_vpce-0123456789abcdef0_0123ABCD",
]

test_refuses_to_reject_a_live_connection_of_who_is_not_named_as_revoked if {
	every name in addressed {
		every state in ["available", "Available", "pending", "partial"] {
			every revoked in [[], ["globex/other", "other/orders"], ["globex"], "globex/orders"] {
				verdict := testing.verdict_on(naming({"value": revoked}, [leaving(name, state)]))
				testing.is_found(verdict, rule, $"{type}.{name}")
				messages := testing.messages(verdict, rule, $"{type}.{name}")
				count(messages) == 1
				some message in messages
				contains(message, "no traffic of its clients would get through any more: globex/orders. The plan does not name it in `revoked_connections`: the ledger does not declare globex revoked")
			}
		}
	}
}

test_takes_an_output_that_is_not_known_for_one_that_names_nobody if {
	every output in [{}, {"sensitive": false}, {"value": null}] {
		testing.found(rule, $"{type}.{globex}") with input as naming(output, [leaving(globex, "available")])
	}
}

test_refuses_an_address_that_names_nobody if {
	every name in ["web", "connections_globex_0123ABCD", "connections_a_b_c_0123ABCD", "other_globex_orders_0123ABCD"] {
		verdict := testing.verdict_on(naming({"value": ["globex/orders"]}, [leaving(name, "available")]))
		some message in testing.messages(verdict, rule, $"{type}.{name}")
		contains(message, "nobody knows whose it is")
	}
}

test_passes_who_is_named_as_revoked if {
	every name in addressed {
		verdict := testing.verdict_on(naming({"value": ["globex/orders"]}, [leaving(name, "available")]))
		verdict.verdict == "clean"
		testing.messages(verdict, rule, $"{type}.{name}") == set()
	}
}

test_passes_what_is_not_live_whoever_is_revoked if {
	every state in ["rejected", "pendingAcceptance", "deleted", "deleting", "expired", "failed", "", null] {
		verdict := testing.verdict_on(naming({"value": []}, [leaving(globex, state)]))
		testing.messages(verdict, rule, $"{type}.{globex}") == set()
	}
}

# Terraform that others wrote may have an output of that name.
test_heeds_the_output_only_in_acceptance_stacks if {
	document := object.union(
		naming({"value": []}, [leaving(globex, "available")]),
		{"planned_values": {"outputs": {"privatelink_stack_role": {"value": "service"}}}},
	)
	testing.messages(testing.verdict_on(document), rule, $"{type}.{globex}") == set()
}

knowing_of(output, change, connections) := verdict if {
	verdict := testing.knowing([testing.report("aws", connections)]) with input as naming(output, [change])
}

test_relies_on_a_status_in_which_it_is_not_connected if {
	verdict := knowing_of({"value": []}, leaving(globex, "available"), [testing.connection("globex", "deleted", "allowed")])
	testing.messages(verdict, rule, $"{type}.{globex}") == set()
	testing.relied_on(verdict, rule, $"{type}.{globex}") == {"the endpoint is deleted, by the status of 2026-11-25T10:00:00Z"}
}

test_says_it_once_where_a_status_says_it_too if {
	every state, part in {
		"available": "The ledger declares the customer allowed, not revoked (status of",
		"pendingAcceptance": "1 endpoint is in use: globex (vpce-0123456789abcdef0, account 222222222222, pendingAcceptance)",
	} {
		verdict := knowing_of({"value": []}, leaving(globex, "available"), [testing.connection("globex", state, "allowed")])
		messages := testing.messages(verdict, rule, $"{type}.{globex}")
		count(messages) == 1
		some message in messages
		contains(message, part)
	}
}

test_passes_who_is_revoked_by_a_status if {
	verdict := knowing_of({"value": []}, leaving(globex, "available"), [testing.connection("globex", "available", "revoked")])
	testing.messages(verdict, rule, $"{type}.{globex}") == set()
}

test_a_missing_state_stays_what_it_is if {
	change := object.union(leaving(globex, "available"), {"action_reason": "delete_because_count_index"})
	messages := testing.messages(testing.verdict_on(naming({"value": []}, [change])), rule, $"{type}.{globex}")
	count(messages) == 1
	some message in messages
	contains(message, "its consumer is still declared")
}

initech := "connections_initech_orders_4567ABCD"

coming(id, service) := accepter(initech, ["create"], null, {"vpc_endpoint_id": id, "vpc_endpoint_service_id": service})

# With and without the output, whoever is revoked, and in whatever state.
test_refuses_another_address_of_the_same_endpoint if {
	every state in ["available", "pendingAcceptance", "rejected", null] {
		changes := [leaving(globex, state), coming(testing.endpoint_id, testing.service_id)]
		every document in [
			testing.change_plan("acceptance", changes, {}),
			testing.change_plan_of_others(changes),
			naming({"value": []}, changes),
			naming({"value": ["globex/orders"]}, changes),
		] {
			verdict := testing.verdict_on(document)
			found := [finding | some finding in verdict.findings; finding.rule == rule]
			count(found) == 1
			found[0].outcome == "violated"
			found[0].address == $"{type}.{globex}"
			contains(found[0].message, $"and makes {type}.{initech} of the same endpoint")
			endswith(found[0].cut, $": terraform state mv '{type}.{globex}' '{type}.{initech}'")
		}
	}
}

test_refuses_another_address_of_a_service_that_is_not_known_yet if {
	new := testing.transition(type, initech, ["create"], null, {"vpc_endpoint_id": testing.endpoint_id}, {"vpc_endpoint_service_id": true})
	testing.found(rule, $"{type}.{globex}") with input as testing.change_plan("acceptance", [leaving(globex, "available"), new], {})
}

# `no-replacement` refuses it as well; this says what to do.
test_refuses_endpoints_that_change_places if {
	[a, b] := [accepted("vpce-0a", "available"), accepted("vpce-0b", "available")]
	changes := [accepter(globex, ["delete", "create"], a, b), accepter(initech, ["create", "delete"], b, a)]
	every name in [globex, initech] {
		testing.found(rule, $"{type}.{name}") with input as testing.change_plan("acceptance", changes, {})
	}
}

test_passes_another_endpoint_beside_it if {
	every new in [coming("vpce-0fffffffffffffff0", testing.service_id), coming(testing.endpoint_id, "vpce-svc-0fffffffffffffff0")] {
		verdict := testing.verdict_on(testing.change_plan("acceptance", [leaving("web", "available"), new], {}))
		testing.messages(verdict, rule, $"{type}.web") == set()
	}
}

test_passes_an_acceptance_that_only_moved if {
	moved := object.union(
		accepter(initech, ["no-op"], accepted(testing.endpoint_id, "available"), accepted(testing.endpoint_id, "available")),
		{"previous_address": $"{type}.{globex}"},
	)
	verdict := testing.verdict_on(naming({"value": []}, [moved]))
	verdict.verdict == "clean"
}

test_names_who_is_connected_at_the_other_address if {
	document := naming({"value": []}, [leaving(globex, "available"), coming(testing.endpoint_id, testing.service_id)])
	verdict := testing.knowing([testing.report("aws", [testing.connection("globex", "available", "allowed")])]) with input as document
	messages := testing.messages(verdict, rule, $"{type}.{globex}")
	count(messages) == 1
	some message in messages
	contains(message, "1 endpoint is in use: globex (")
}
