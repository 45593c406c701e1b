package privatelink.rules.no_transit_gateway_test

import data.privatelink.testing

rule := "no-transit-gateway"

test_refuses_an_attachment if {
	testing.outcomes_of(rule, "aws_ec2_transit_gateway_vpc_attachment", {"known": {"vpc_id": "vpc-1"}, "consumer": {"vpc_id": "${aws_vpc.a.id}"}, "service": {"vpc_id": "${aws_vpc.b.id}"}}) == testing.denies
}

test_follows_lists_of_subnets if {
	testing.outcomes_of(rule, "aws_ec2_transit_gateway_vpc_attachment", {"known": {"subnet_ids": ["subnet-1"]}, "consumer": {"subnet_ids": ["${aws_subnet.s.id}"]}, "service": {"subnet_ids": ["${aws_subnet.t.id}"]}}) == testing.denies
}

test_refuses_routes if {
	every target in [{"transit_gateway_id": "${var.x}"}, {"gateway_id": "tgw-1"}, {"gateway_id": "${aws_ec2_transit_gateway.t.id}"}] {
		testing.found(rule, "aws_route.x") with input as testing.stack("consumer", {"aws_route": {"x": target}})
	}
}
