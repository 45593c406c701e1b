package privatelink.rules.service_interfaces_test

import data.privatelink.testing

rule := "service-interfaces"

test_warns if {
	testing.outcomes_of(rule, "aws_apprunner_vpc_connector", {"known": {"subnets": ["subnet-1"]}, "consumer": {"subnets": ["${aws_subnet.s.id}"]}, "service": {"subnets": ["${aws_subnet.t.id}"]}}) == testing.warns
}
