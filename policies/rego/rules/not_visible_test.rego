package privatelink.rules.not_visible_test

import data.privatelink.testing

rule := "not-visible"

test_refuses_a_module_in_a_consumer_stack_or_beside_a_consumer_vpc if {
	module := {"module": {"m": {"source": "./m"}}}
	testing.found(rule, "module.m") with input as object.union(testing.stack("consumer", {}), module)
	testing.found(rule, "module.m") with input as object.union(testing.stack("service", testing.vpcs), module)
	testing.clean with input as object.union(testing.stack("service", {}), module)
}

test_refuses_a_target_that_cannot_be_resolved if {
	every target in ["${var.x}", "${data.terraform_remote_state.n.outputs.id}", "x", "${a ? b : c}", "${each.value}", "${aws_instance.i.tags.x}", 1, "%{ if true }x%{ endif }"] {
		testing.found(rule, "aws_route.x") with input as testing.stack("consumer", {"aws_route": {"x": {"gateway_id": target}}})
		testing.found(rule, "aws_route_table.x") with input as testing.stack("consumer", {"aws_route_table": {"x": {"route": [{"gateway_id": target}]}}})
	}
	testing.found(rule, "aws_route_table.x") with input as testing.stack("consumer", {"aws_route_table": {"x": {"route": "${var.routes}"}}})
	testing.found(rule, "aws_route_table.x") with input as testing.stack("consumer", {"aws_route_table": {"x": {"dynamic": [{"route": [{"for_each": "${var.r}", "content": [{"gateway_id": "${route.value}"}]}]}]}}})
}

test_says_that_nothing_is_proven if {
	document := testing.stack("consumer", object.union(testing.vpcs, {"aws_route": {"x": {"route_table_id": "rtb-1", "gateway_id": "${var.x}"}}}))
	testing.outcomes(rule, "aws_route.x") == {"unproven"} with input as document
	testing.results["aws_vpc.a"] == "UNPROVEN" with input as document
}

test_passes_targets_within_the_vpc if {
	every target in [{"gateway_id": "local"}, {"gateway_id": "${local.within}"}] {
		testing.clean with input as object.union(
			testing.stack("consumer", {"aws_route": {"x": target}}),
			{"locals": {"within": "local"}},
		)
	}
}
