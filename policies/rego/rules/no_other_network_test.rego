package privatelink.rules.no_other_network_test

import data.privatelink.testing

rule := "no-other-network"

test_refuses_a_carrier_gateway if {
	testing.outcomes_of(rule, "aws_ec2_carrier_gateway", {"known": {"vpc_id": "vpc-1"}, "consumer": {"vpc_id": "${aws_vpc.a.id}"}, "service": {"vpc_id": "${aws_vpc.b.id}"}}) == testing.denies
}

test_follows_arns if {
	testing.outcomes_of(rule, "aws_networkmanager_vpc_attachment", {"known": {"subnet_arns": ["arn:aws:ec2:eu-west-1:111111111111:subnet/subnet-1"]}, "consumer": {"subnet_arns": ["${aws_subnet.s.arn}"]}, "service": {"subnet_arns": ["${aws_subnet.t.arn}"]}}) == testing.denies
}

test_refuses_routes if {
	every target in [{"core_network_arn": "arn:aws:networkmanager::111111111111:core-network/x"}, {"odb_network_arn": "${var.x}"}, {"local_gateway_id": "lgw-1"}, {"gateway_id": "cagw-1"}] {
		testing.found(rule, "aws_route.x") with input as testing.stack("consumer", {"aws_route": {"x": target}})
	}
}
