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

test_refuses_a_further_range_of_public_addresses if {
	type := "aws_vpc_ipv4_cidr_block_association"
	public := {"known": {"cidr_block": "8.8.8.0/24"}, "consumer": {"vpc_id": "${aws_vpc.a.id}", "cidr_block": "8.8.8.0/24"}, "service": {"vpc_id": "${aws_vpc.b.id}", "cidr_block": "8.8.8.0/24"}}
	"violated" in testing.outcomes_of(rule, type, public)[0]
	"violated" in testing.outcomes_of(rule, type, public)[1]
	"violated" in testing.outcomes_of(rule, type, public)[2]
	testing.outcomes_of(rule, type, public)[3] == set()
	document := testing.stack("service", object.union(testing.vpcs, {type: {"x": public.consumer}}))
	allowed := testing.under({"allowed_ranges": ["8.8.8.0/24"]}) with input as document
	allowed.verdict == "clean"
	private := testing.stack("service", object.union(testing.vpcs, {type: {"x": {"vpc_id": "${aws_vpc.a.id}", "cidr_block": "100.64.0.0/16"}}}))
	testing.outcomes(rule, $"{type}.x") == {"warning"} with input as private
}
