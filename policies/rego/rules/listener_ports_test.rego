package privatelink.rules.listener_ports_test

import data.privatelink.testing

rule := "listener-ports"

listener(name, actions, before, after) := testing.transition("aws_lb_listener", name, actions, before, after, {})

at(port, load_balancer) := {"port": port, "load_balancer_arn": load_balancer}

plan(transitions) := testing.change_plan("service", transitions, {})

test_refuses_a_port_that_another_listener_leaves if {
	every other in [
		listener("old", ["delete"], at(80, "a"), null),
		listener("old", ["update"], at(80, "a"), at(81, "a")),
	] {
		every taking in [
			listener("new", ["create"], null, at(80, "a")),
			listener("new", ["update"], at(443, "a"), at(80, "a")),
		] {
			testing.outcomes(rule, "aws_lb_listener.new") == {"violated"} with input as plan([other, taking])
		}
	}
}

test_passes_ports_that_nobody_leaves if {
	every transitions in [
		[listener("new", ["create"], null, at(80, "a"))],
		[listener("old", ["delete"], at(80, "a"), null)],
		[listener("old", ["delete"], at(80, "a"), null), listener("new", ["create"], null, at(81, "a"))],
		[listener("old", ["delete"], at(80, "a"), null), listener("new", ["create"], null, at(80, "b"))],
		[listener("old", ["update"], at(80, "a"), at(80, "a")), listener("new", ["create"], null, at(81, "a"))],
		[listener("old", ["create", "delete"], at(80, "a"), at(80, "a"))],
	] {
		count([1 | some name in ["new", "old"]; some _ in testing.outcomes(rule, $"aws_lb_listener.{name}")]) == 0 with input as plan(transitions)
	}
}

test_passes_a_load_balancer_that_is_yet_to_be_made if {
	transitions := [
		listener("old", ["delete"], at(80, "a"), null),
		listener("new", ["create"], null, {"port": 80}),
	]
	count(testing.outcomes(rule, "aws_lb_listener.new")) == 0 with input as plan(transitions)
}
