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

test_is_not_sure_of_tables_that_are_not_there if {
	every id in ["rtb-1", "${data.aws_route_table.t.id}", "${var.table}"] {
		tables := object.union(testing.vpcs, {"aws_route_table_association": {"x": {"subnet_id": "${aws_subnet.s.id}", "route_table_id": id}}})
		testing.outcomes(rule, "aws_route_table_association.x") == {"unproven"} with input as testing.stack("service", tables)
		testing.results["aws_vpc.a"] == "UNPROVEN" with input as testing.stack("service", tables)
	}
	elsewhere := object.union(testing.vpcs, {"aws_route_table_association": {"x": {"subnet_id": "${aws_subnet.t.id}", "route_table_id": "rtb-1"}}})
	testing.outcomes(rule, "aws_route_table_association.x") == set() with input as testing.stack("service", elsewhere)
}

test_asks_for_no_table_where_no_vpc_is_a_consumers if {
	association := {"aws_route_table_association": {"x": {"subnet_id": "subnet-1", "route_table_id": "rtb-1"}}}
	testing.clean with input as testing.stack("acceptance", association)
}

test_knows_a_table_by_its_id if {
	resources := [
		testing.resource("aws_vpc", "a", {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}),
		testing.resource("aws_subnet", "s", {"id": "subnet-1", "vpc_id": "vpc-1"}),
		testing.resource("aws_route_table", "t", {"id": "rtb-1", "vpc_id": "vpc-1", "route": [], "propagating_vgws": []}),
		testing.resource("aws_route_table_association", "x", {"subnet_id": "subnet-1", "route_table_id": "rtb-1", "gateway_id": ""}),
	]
	testing.outcomes(rule, "aws_route_table_association.x") == set() with input as testing.plan("consumer", resources)
}
