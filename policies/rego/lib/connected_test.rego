package privatelink.lib.connected_test

import data.privatelink.testing

balancer := "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/orders/0123456789abcdef"

balanced := {"id": testing.service_id, "network_load_balancer_arns": [balancer]}

# A plan that destroys a load balancer, of a service that stays or goes as well.
going(service_actions) := testing.change_plan(
	"service", [
		testing.transition("aws_lb", "x", ["delete"], {"arn": balancer}, null, {}),
		testing.transition("aws_vpc_endpoint_service", "x", service_actions, balanced, after(service_actions), {}),
	],
	{},
)

after(["delete"]) := null

after(["no-op"]) := balanced

report(connections) := testing.report("aws", connections)

because := "nobody is connected to vpce-svc-0123456789abcdef0 (orders of prod), by the status of 2026-11-25T10:00:00Z"

test_a_load_balancer_is_of_the_service_that_names_it if {
	every actions in [["no-op"], ["delete"]] {
		verdict := testing.knowing([report([])]) with input as going(actions)
		verdict.verdict == "clean"
		testing.relied_on(verdict, "no-destruction", "aws_lb.x") == {because}
	}
}

test_a_load_balancer_without_a_service_is_judged_by_the_plan if {
	alone := testing.change_plan("service", [testing.transition("aws_lb", "x", ["delete"], {"arn": balancer}, null, {})], {})
	verdict := testing.knowing([report([])]) with input as alone
	testing.is_found(verdict, "no-destruction", "aws_lb.x")
	verdict.relied_on == []
}

test_nobody_is_connected_by_what_ended if {
	every state in ["rejected", "deleted", "deleting", "failed", "expired"] {
		verdict := testing.knowing([report([testing.connection("web", state, "allowed")])]) with input as going(["delete"])
		verdict.verdict == "clean"
		count(verdict.relied_on) == 2
	}
}

test_names_who_is_connected if {
	every state, said in {"available": "", "partial": ", partial", "pending": ", pending", "pendingAcceptance": ", pendingAcceptance", "new-state": ", new-state"} {
		verdict := testing.knowing([report([testing.connection("web", state, "allowed")])]) with input as going(["delete"])
		some message in testing.messages(verdict, "no-destruction", "aws_lb.x")
		endswith(message, $". By the status of 2026-11-25T10:00:00Z, 1 endpoint is in use: web (vpce-0123456789abcdef0, account 222222222222{said})")
		verdict.relied_on == []
	}
}

test_names_who_is_unknown if {
	verdict := testing.knowing([report([testing.connection(null, "available", "unknown")])]) with input as going(["delete"])
	some message in testing.messages(verdict, "no-destruction", "aws_lb.x")
	contains(message, ": an unknown customer (vpce-0123456789abcdef0, account 222222222222)")
}

test_counts_many if {
	many := [object.union(testing.connection(name, "available", "allowed"), {"endpoint_id": $"vpce-{name}"}) | some name in ["a", "b", "c", "d", "e"]]
	verdict := testing.knowing([report(many)]) with input as going(["delete"])
	some message in testing.messages(verdict, "no-destruction", "aws_lb.x")
	endswith(message, "5 endpoints are in use: a (vpce-a, account 222222222222), b (vpce-b, account 222222222222), c (vpce-c, account 222222222222) and 2 more")
}

# What AWS did not say silences nothing.
test_only_an_answer_of_aws_shows_that_nobody_is_connected if {
	known := report([])
	every other in [
		testing.report("files", []),
		object.union(known, {"services": [object.union(known.services[0], {"is_known": false})]}),
		object.union(known, {"services": [object.union(known.services[0], {"service_id": null})]}),
		object.union(known, {"services": [object.union(known.services[0], {"service_id": "vpce-svc-0ffffffffffffffff"})]}),
	] {
		verdict := testing.knowing([other]) with input as going(["delete"])
		testing.is_found(verdict, "no-destruction", "aws_lb.x")
		testing.is_found(verdict, "no-destruction", "aws_vpc_endpoint_service.x")
		verdict.relied_on == []
	}
}

test_files_add_names if {
	verdict := testing.knowing([testing.report("files", [testing.connection("web", "available", "allowed")])]) with input as going(["delete"])
	some message in testing.messages(verdict, "no-destruction", "aws_vpc_endpoint_service.x")
	contains(message, "1 endpoint is in use: web (")
}

test_a_service_that_two_reports_know_is_free_only_by_both if {
	both := [report([]), object.union(report([testing.connection("web", "available", "allowed")]), {"generated_at": "2026-11-25T09:00:00Z"})]
	verdict := testing.knowing(both) with input as going(["delete"])
	some message in testing.messages(verdict, "no-destruction", "aws_lb.x")
	contains(message, "By the status of 2026-11-25T09:00:00Z and 2026-11-25T10:00:00Z, 1 endpoint is in use: web (")
}

test_a_load_balancer_of_two_services_is_free_only_by_both if {
	second := object.union(balanced, {"id": "vpce-svc-0ffffffffffffffff"})
	plan := testing.change_plan(
		"service", [
			testing.transition("aws_lb", "x", ["delete"], {"arn": balancer}, null, {}),
			testing.transition("aws_vpc_endpoint_service", "x", ["no-op"], balanced, balanced, {}),
			testing.transition("aws_vpc_endpoint_service", "y", ["no-op"], second, second, {}),
		],
		{},
	)
	verdict := testing.knowing([report([])]) with input as plan
	testing.is_found(verdict, "no-destruction", "aws_lb.x")
}

# The endpoint of a consumer, by what its own entry says.
endpoint(before) := testing.change_plan("consumer", [testing.transition("aws_vpc_endpoint", "x", ["delete"], before, null, {})], {})

named := $"com.amazonaws.vpce.us-east-1.{testing.service_id}"

test_an_endpoint_is_judged_by_its_own_state if {
	document := endpoint({"id": testing.endpoint_id, "service_name": named, "state": "available"})
	verdict := testing.knowing([report([testing.connection("web", "rejected", "revoked")])]) with input as document
	testing.relied_on(verdict, "revoke-before-destroy", "aws_vpc_endpoint.x") == {"the endpoint is rejected, by the status of 2026-11-25T10:00:00Z"}
	verdict.verdict == "clean"
	connected := testing.knowing([report([testing.connection("web", "available", "revoked")])]) with input as document
	some message in testing.messages(connected, "revoke-before-destroy", "aws_vpc_endpoint.x")
	contains(message, "1 endpoint is in use: web (")
}

test_an_endpoint_that_its_service_does_not_list_is_gone if {
	document := endpoint({"id": testing.endpoint_id, "service_name": named, "state": null})
	verdict := testing.knowing([report([])]) with input as document
	testing.relied_on(verdict, "revoke-before-destroy", "aws_vpc_endpoint.x") == {"the service does not list the endpoint, by the status of 2026-11-25T10:00:00Z"}
}

test_fails_an_endpoint_that_only_the_plan_shows_connected if {
	document := endpoint({"id": testing.endpoint_id, "service_name": named, "state": "available"})
	verdict := testing.knowing([report([])]) with input as document
	some message in testing.messages(verdict, "revoke-before-destroy", "aws_vpc_endpoint.x")
	endswith(message, "The plan shows it connected, but the status of 2026-11-25T10:00:00Z does not list it: run `privatelink status` again")
}

test_fails_an_endpoint_of_another_service if {
	document := endpoint({"id": testing.endpoint_id, "service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-0ffffffffffffffff", "state": null})
	verdict := testing.knowing([report([])]) with input as document
	testing.is_found(verdict, "revoke-before-destroy", "aws_vpc_endpoint.x")
}
