package privatelink.rules.no_destruction_test

import data.privatelink.lib.in_use
import data.privatelink.testing

rule := "no-destruction"

destroying(role, type, before) := testing.change_plan(role, [testing.transition(type, "x", ["delete"], before, null, {})], {})

test_refuses_each_type_that_is_offered if {
	every type in object.keys(in_use.offered) {
		testing.found(rule, $"{type}.x") with input as destroying("service", type, {})
	}
}

test_refuses_a_renaming if {
	testing.found(rule, "aws_vpc_endpoint_service.x") with input as testing.change_plan(
		"service", [
			testing.transition("aws_vpc_endpoint_service", "x", ["delete"], {}, null, {}),
			testing.transition("aws_vpc_endpoint_service", "y", ["create"], null, {}, {}),
		],
		{},
	)
}

test_passes_what_is_moved_kept_or_made if {
	every actions in [["no-op"], ["create"], ["update"], ["read"]] {
		testing.clean with input as testing.change_plan(
			"service", [object.union(
				testing.transition("aws_vpc_endpoint_service", "x", actions, {}, {}, {}),
				{"previous_address": "aws_vpc_endpoint_service.y"},
			)],
			{},
		)
	}
}

test_passes_what_connections_do_not_go_through if {
	testing.clean with input as destroying("service", "aws_lb", {"load_balancer_type": "application"})
	testing.clean with input as destroying("service", "aws_lb_target_group", {})
}

test_passes_what_an_earlier_replacement_left if {
	left := object.union(testing.transition("aws_lb", "x", ["delete"], {}, null, {}), {"deposed": "00000001"})
	testing.clean with input as testing.change_plan("service", [left], {})
}

# A load balancer that stands alone, in a configuration of others, may be behind no service.
test_tells_of_load_balancers_that_stand_alone if {
	testing.warned(rule, "aws_lb.x") with input as testing.change_plan_of_others([testing.transition("aws_lb", "x", ["delete"], {}, null, {})])
}

test_refuses_load_balancers_beside_a_service if {
	testing.found(rule, "aws_lb.x") with input as testing.change_plan_of_others([
		testing.transition("aws_lb", "x", ["delete"], {}, null, {}),
		testing.transition("aws_vpc_endpoint_service", "x", ["no-op"], {}, {}, {}),
	])
}

test_can_be_waived if {
	waiver := {"rule": rule, "address": "aws_lb.x", "reason": "nobody is connected", "owner": "net", "expires": "2026-12-31"}
	verdict := testing.waiving([waiver]) with input as destroying("service", "aws_lb", {})
	verdict.verdict == "clean"
	verdict.waivers.used == [0]
}

test_says_what_it_does_to_whom if {
	every type, part in {"aws_lb": "every connection through it would end", "aws_vpc_endpoint_service": "AWS refuses that while an endpoint is connected"} {
		plan := testing.change_plan("service", [testing.transition(type, "x", ["delete"], {}, null, {})], {})
		some finding in testing.verdict_on(plan).findings
		finding.rule == rule
		contains(finding.message, part)
	}
}
