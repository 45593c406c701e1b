package privatelink.rules.no_nat_gateway_test

import data.privatelink.testing

rule := "no-nat-gateway"

test_refuses_each_type_in_a_consumer_stack if {
	every type in {"aws_nat_gateway", "aws_nat_gateway_eip_association", "awscc_ec2_nat_gateway"} {
		testing.found(rule, $"{type}.x") with input as testing.stack("consumer", {type: {"x": {}}})
		testing.found(rule, $"{type}.x") with input as testing.plan("consumer", [testing.resource(type, "x", {})])
	}
}

test_follows_a_subnet_to_its_vpc if {
	every type in ["aws_nat_gateway", "awscc_ec2_nat_gateway"] {
		testing.found(rule, $"{type}.x") with input as testing.stack("service", object.union(testing.vpcs, {type: {"x": {"subnet_id": "${aws_subnet.s.id}"}}}))
		testing.found(rule, $"{type}.x") with input as testing.stack("service", object.union(testing.vpcs, {type: {"x": {"vpc_id": "${aws_vpc.a.id}"}}}))
		testing.clean with input as testing.stack("service", object.union(testing.vpcs, {type: {"x": {"subnet_id": "${aws_subnet.t.id}"}}}))
	}
}

test_follows_an_association_to_its_gateway if {
	testing.found(rule, "aws_nat_gateway_eip_association.x") with input as testing.stack("service", object.union(testing.vpcs, {
		"aws_nat_gateway": {"n": {"subnet_id": "${aws_subnet.s.id}"}},
		"aws_nat_gateway_eip_association": {"x": {"nat_gateway_id": "${aws_nat_gateway.n.id}"}},
	}))
}

test_refuses_routes_to_a_gateway if {
	every target in [{"nat_gateway_id": "${var.x}"}, {"gateway_id": "nat-1"}, {"gateway_id": "${data.aws_nat_gateway.n.id}"}] {
		testing.found(rule, "aws_route.x") with input as testing.stack("consumer", {"aws_route": {"x": target}})
		testing.found(rule, "awscc_ec2_route.x") with input as testing.stack("consumer", {"awscc_ec2_route": {"x": target}})
	}
}
