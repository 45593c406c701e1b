package privatelink.rules.address_ranges_test

import data.privatelink.testing

rule := "address-ranges"

test_warns if {
	testing.outcomes_of(rule, "aws_vpc_ipv4_cidr_block_association", {"known": {"vpc_id": "vpc-1"}, "consumer": {"vpc_id": "${aws_vpc.a.id}"}, "service": {"vpc_id": "${aws_vpc.b.id}"}}) == testing.warns
}

test_does_not_fail_for_a_warning if {
	judged := testing.verdict_on(testing.stack("service", object.union(testing.vpcs, {"aws_vpc_ipv4_cidr_block_association": {"x": {"vpc_id": "${aws_vpc.a.id}"}}})))
	judged.verdict == "clean"
	count(judged.findings) == 1
	{vpc.result | some vpc in judged.consumer_vpcs} == {"PROVEN"}
}
