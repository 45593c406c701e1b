package privatelink.rules.no_vpn_test

import data.privatelink.testing

rule := "no-vpn"

test_refuses_a_gateway if {
	testing.outcomes_of(rule, "aws_vpn_gateway", {"known": {"vpc_id": "vpc-1"}, "consumer": {"vpc_id": "${aws_vpc.a.id}"}, "service": {"vpc_id": "${aws_vpc.b.id}"}}) == testing.denies
}

test_refuses_propagation if {
	testing.outcomes_of(rule, "aws_route_table", {"known": {"vpc_id": "vpc-1", "propagating_vgws": ["vgw-1"]}, "consumer": {"vpc_id": "${aws_vpc.a.id}", "propagating_vgws": ["vgw-1"]}, "service": {"vpc_id": "${aws_vpc.b.id}", "propagating_vgws": ["vgw-1"]}}) == testing.denies
}

test_passes_a_table_that_nothing_is_propagated_to if {
	testing.clean with input as testing.stack("consumer", {"aws_route_table": {"x": {"vpc_id": "vpc-1", "propagating_vgws": []}}})
}

test_refuses_routes if {
	testing.found(rule, "aws_route.x") with input as testing.stack("consumer", {"aws_route": {"x": {"gateway_id": "vgw-1"}}})
	testing.found(rule, "aws_route_table_association.x") with input as testing.stack("consumer", {"aws_route_table_association": {"x": {"gateway_id": "${aws_vpn_gateway.v.id}"}}})
}
