package privatelink.rules.no_service_network_test

import data.privatelink.testing

rule := "no-service-network"

test_refuses_an_association if {
	testing.outcomes_of(rule, "aws_vpclattice_service_network_vpc_association", {"known": {"vpc_identifier": "vpc-1"}, "consumer": {"vpc_identifier": "${aws_vpc.a.id}"}, "service": {"vpc_identifier": "${aws_vpc.b.id}"}}) == testing.denies
}
