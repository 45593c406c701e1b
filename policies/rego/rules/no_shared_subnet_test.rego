package privatelink.rules.no_shared_subnet_test

import data.privatelink.testing

rule := "no-shared-subnet"

test_refuses_the_sharing_of_a_subnet if {
	testing.outcomes_of(rule, "aws_ram_resource_association", {"known": {"resource_arn": "arn:aws:ec2:eu-west-1:111111111111:subnet/subnet-1"}, "consumer": {"resource_arn": "${aws_subnet.s.arn}"}, "service": {"resource_arn": "${aws_subnet.t.arn}"}}) == testing.denies
}
