package privatelink.rules.no_replacement_test

import data.privatelink.rules.no_replacement
import data.privatelink.testing

rule := "no-replacement"

replacing(type, actions, more, change) := testing.change_plan("service", [object.union(testing.change(type, "x", actions, {}, {}), object.union(more, {"change": change}))], {})

test_refuses_each_type_in_either_order if {
	every type in object.keys(no_replacement.refused) {
		every actions in [["delete", "create"], ["create", "delete"]] {
			testing.found(rule, $"{type}.x") with input as replacing(type, actions, {}, {})
		}
	}
}

test_passes_all_other_actions if {
	every actions in [["no-op"], ["create"], ["update"], ["read"]] {
		testing.clean with input as replacing("aws_lb", actions, {}, {"before": {}})
	}
}

test_passes_what_connections_do_not_go_through if {
	testing.clean with input as replacing("aws_lb_target_group", ["create", "delete"], {}, {})
	testing.clean with input as replacing("aws_lb", ["delete", "create"], {}, {"before": {"load_balancer_type": "application"}})
	testing.clean with input as replacing("aws_vpc_endpoint", ["delete", "create"], {}, {"before": {"vpc_endpoint_type": "Gateway"}})
	testing.clean with input as replacing("aws_lb", ["delete", "create"], {"deposed": "00000001"}, {})
	testing.clean with input as replacing("awscc_elasticloadbalancingv2_load_balancer", ["delete", "create"], {}, {"before": {"type": "application"}})
	testing.clean with input as replacing("aws_lb", ["delete", "create"], {"mode": "data"}, {})
}

test_refuses_load_balancers_of_other_types if {
	every type in ["network", "gateway", null] {
		testing.found(rule, "aws_lb.x") with input as replacing("aws_lb", ["delete", "create"], {}, {"before": {"load_balancer_type": type}})
	}
}

test_refuses_in_stacks_of_any_role if {
	every role in ["service", "appliance", "resource", "consumer", "acceptance"] {
		plan := testing.change_plan(role, [testing.change("aws_vpc_endpoint_service", "x", ["delete", "create"], {}, {})], {})
		testing.found(rule, "aws_vpc_endpoint_service.x") with input as plan
	}
}

message(more, change) := messages if {
	messages := [finding.message | some finding in testing.verdict.findings] with input as replacing("aws_lb", ["delete", "create"], more, change)
}

test_says_why if {
	message({}, {"replace_paths": [["subnet_mapping"], ["name"], ["subnet_mapping", 0, "subnet_id"]]}) == ["the load balancer would be destroyed and made anew, because of name, subnet_mapping; every connection through it would end"]
	message({"action_reason": "replace_because_tainted"}, {}) == ["the load balancer would be destroyed and made anew since it is marked as tainted; every connection through it would end"]
	message({"action_reason": "replace_by_request"}, {"replace_paths": []}) == ["the load balancer would be destroyed and made anew on request (-replace); every connection through it would end"]
	message({"action_reason": "replace_by_triggers"}, {}) == ["the load balancer would be destroyed and made anew; every connection through it would end"]
	message({}, {"replace_paths": "unreadable"}) == ["the load balancer would be destroyed and made anew; every connection through it would end"]
}

test_a_stack_does_not_tell if {
	testing.clean with input as testing.stack("service", {"aws_lb": {"x": {}}})
}

target_group := {"arn": "arn:tg", "port": 80}

forwarding(action) := {"protocol": "TCP", "port": 80, "load_balancer_arn": "arn:lb", "default_action": [action]}

with_listener(actions, action, listener_actions) := testing.change_plan(
	"service", [
		testing.transition("aws_lb_target_group", "x", actions, target_group, {}, {}),
		testing.transition("aws_lb_listener", "l", listener_actions, forwarding(action), forwarding({}), {}),
	],
	{},
)

test_warns_of_a_target_group_that_a_listener_forwards_to if {
	every action in [{"target_group_arn": "arn:tg"}, {"forward": [{"target_group": [{"arn": "arn:tg"}, {"arn": "arn:other"}]}]}] {
		every actions in [["create", "delete"], ["delete", "create"], ["delete"]] {
			testing.outcomes(rule, "aws_lb_target_group.x") == {"warning"} with input as with_listener(actions, action, ["update"])
		}
		testing.outcomes(rule, "aws_lb_target_group.x") == set() with input as with_listener(["update"], action, ["no-op"])
	}
}

test_passes_target_groups_of_no_listener_that_stays if {
	testing.outcomes(rule, "aws_lb_target_group.x") == set() with input as with_listener(["delete"], {"target_group_arn": "arn:tg"}, ["delete"])
	testing.outcomes(rule, "aws_lb_target_group.x") == set() with input as with_listener(["delete"], {"target_group_arn": "arn:other"}, ["update"])
}

shared(groups) := {"forward": [{"target_group": groups}]}

becoming(before, after) := testing.change_plan(
	"service", [
		testing.transition("aws_lb_target_group", "x", ["delete"], target_group, {}, {}),
		testing.transition("aws_lb_listener", "l", ["update"], forwarding(before), forwarding(after), {}),
	],
	{},
)

test_passes_a_target_group_whose_listener_keeps_another if {
	both := shared([{"arn": "arn:tg", "weight": 0}, {"arn": "arn:other", "weight": 1}])
	every after in [{"target_group_arn": "arn:other"}, shared([{"arn": "arn:other", "weight": 9}, {"arn": "arn:third", "weight": 1}])] {
		testing.outcomes(rule, "aws_lb_target_group.x") == set() with input as becoming(both, after)
	}
}

test_warns_where_the_other_got_no_connections_before_or_after if {
	unused := [{"arn": "arn:tg", "weight": 1}, {"arn": "arn:other", "weight": 0}]
	used := [{"arn": "arn:tg", "weight": 1}, {"arn": "arn:other", "weight": 1}]
	zero := [{"arn": "arn:other", "weight": 0}, {"arn": "arn:third", "weight": 1}]
	every plan in [
		becoming(shared(unused), {"target_group_arn": "arn:other"}),
		becoming(shared(used), shared(zero)),
		becoming(shared(used), {"target_group_arn": "arn:third"}),
	] {
		testing.outcomes(rule, "aws_lb_target_group.x") == {"warning"} with input as plan
	}
}

test_warns_where_what_stays_had_less_than_half_of_the_weight if {
	every groups, outcomes in {
		[{"arn": "arn:tg", "weight": 999}, {"arn": "arn:other", "weight": 1}]: {"warning"},
		[{"arn": "arn:tg", "weight": 3}, {"arn": "arn:other", "weight": 1}, {"arn": "arn:third", "weight": 1}]: {"warning"},
		[{"arn": "arn:tg", "weight": 2}, {"arn": "arn:other"}]: {"warning"},
		[{"arn": "arn:tg"}, {"arn": "arn:other"}]: set(),
		[{"arn": "arn:tg", "weight": 2}, {"arn": "arn:other", "weight": 1}, {"arn": "arn:third", "weight": 1}]: set(),
	} {
		after := shared([{"arn": "arn:other", "weight": 1}, {"arn": "arn:third", "weight": 1}])
		testing.outcomes(rule, "aws_lb_target_group.x") == outcomes with input as becoming(shared(groups), after)
	}
	alone := shared([{"arn": "arn:tg", "weight": 999}, {"arn": "arn:other", "weight": 1}])
	testing.outcomes(rule, "aws_lb_target_group.x") == {"warning"} with input as becoming(alone, {"target_group_arn": "arn:other"})
}

test_says_what_it_does_to_whom if {
	every type, part in {
		"aws_lb": "every connection through it would end",
		"aws_vpc_endpoint": "the provider has to accept it again",
		"aws_vpc_endpoint_connection_accepter": "AWS rejects the connection",
		"aws_vpc_endpoint_service": "AWS refuses that while an endpoint is connected",
	} {
		plan := testing.change_plan("service", [testing.transition(type, "x", ["delete", "create"], {}, {}, {})], {})
		some finding in testing.verdict_on(plan).findings
		finding.rule == "no-replacement"
		contains(finding.message, part)
	}
}

# The customers have to learn the new name of a service, connected or not.
test_names_who_is_connected if {
	plan := testing.change_plan("service", [testing.transition("aws_vpc_endpoint_service", "x", ["delete", "create"], {"id": testing.service_id}, {}, {"id": true})], {})
	connected := testing.knowing([testing.report("aws", [testing.connection("web", "available", "allowed")])]) with input as plan
	some message in testing.messages(connected, rule, "aws_vpc_endpoint_service.x")
	endswith(message, ". By the status of 2026-11-25T10:00:00Z, 1 endpoint is in use: web (vpce-0123456789abcdef0, account 222222222222)")
	free := testing.knowing([testing.report("aws", [])]) with input as plan
	testing.is_found(free, rule, "aws_vpc_endpoint_service.x")
}
