package privatelink.rules.no_administration_tunnel_test

import data.privatelink.testing

rule := "no-administration-tunnel"

test_refuses_an_endpoint if {
	testing.outcomes_of(rule, "aws_ec2_instance_connect_endpoint", {"known": {"subnet_id": "subnet-1"}, "consumer": {"subnet_id": "${aws_subnet.s.id}"}, "service": {"subnet_id": "${aws_subnet.t.id}"}}) == testing.denies
}
