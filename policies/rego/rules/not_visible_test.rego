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
		testing.found(rule, "aws_route_table.x") with input as testing.stack("consumer", {"aws_route_table": {"x": {"route": [{"network_interface_id": target}]}}})
	}
	testing.found(rule, "aws_route_table.x") with input as testing.stack("consumer", {"aws_route_table": {"x": {"route": "${var.routes}"}}})
	testing.found(rule, "aws_route_table.x") with input as testing.stack("consumer", {"aws_route_table": {"x": {"dynamic": [{"route": [{"for_each": "${var.r}", "content": [{"gateway_id": "${route.value}"}]}]}]}}})
}

test_passes_targets_of_no_concern_to_these_rules if {
	every target in [{"vpc_endpoint_id": "${aws_vpc_endpoint.e.id}"}, {"network_interface_id": "eni-1"}, {"gateway_id": "local"}, {"gateway_id": "${local.endpoint}"}] {
		testing.clean with input as object.union(
			testing.stack("consumer", {"aws_route": {"x": target}}),
			{"locals": {"endpoint": "${aws_vpc_endpoint.e.id}"}},
		)
	}
}
