package privatelink.lib.consumers_test

import data.privatelink.testing

# A VPC with a gateway, in a stack without role or mark.
foreign := {"resource": {
	"aws_vpc": {"legacy": {}, "hub": {}},
	"aws_internet_gateway": {"x": {"vpc_id": "${aws_vpc.legacy.id}"}},
}}

because(document, config) := {vpc.address: vpc.because | some vpc in verdict.consumer_vpcs} if {
	verdict := testing.under(config) with input as document
}

test_knows_no_consumer_without_role_mark_or_data if {
	because(foreign, {}) == {}
	testing.clean with input as foreign
}

test_takes_consumers_from_policy_data if {
	every pattern in ["aws_vpc.legacy", "aws_vpc.leg*"] {
		because(foreign, {"consumer_vpcs": [pattern]}) == {"aws_vpc.legacy": "policy data"}
	}
	because(foreign, {"consumer_vpcs": ["aws_vpc"]}) == {}
	because(foreign, {"consumer_vpcs": ["aws_vpcxlegacy"]}) == {}
}

test_takes_ids_from_policy_data if {
	document := {"resource": {"aws_internet_gateway": {"x": {"vpc_id": "vpc-1"}}}}
	verdict := testing.under({"consumer_vpcs": ["vpc-1"]}) with input as document
	testing.is_found(verdict, "no-internet-gateway", "aws_internet_gateway.x")
	verdict.consumer_vpcs[0].address == "vpc-1"
	verdict.consumer_vpcs[0].result == "VIOLATED"
	count(verdict.consumer_vpcs[0].assumptions) == 1
	because({"data": {"aws_vpc": {"d": {"id": "vpc-2"}}}}, {"consumer_vpcs": ["vpc-2"]}) == {"data.aws_vpc.d": "policy data"}
}

test_takes_addresses_with_indexes_as_they_are if {
	plan := testing.plan("service", [
		object.union(testing.resource("aws_vpc", "this", {"id": "vpc-1", "tags": {}}), {"address": "aws_vpc.this[0]"}),
		object.union(testing.resource("aws_vpc", "this", {"id": "vpc-2", "tags": {}}), {"address": "aws_vpc.this[1]"}),
	])
	because(plan, {"consumer_vpcs": ["aws_vpc.this[0]"]}) == {"aws_vpc.this[0]": "policy data"}
	because(plan, {"consumer_vpcs": ["aws_vpc.this"]}) == {"aws_vpc.this[0]": "policy data", "aws_vpc.this[1]": "policy data"}
}

test_lets_policy_data_take_a_vpc_out if {
	marked := testing.stack("service", object.union(testing.vpcs, {"aws_internet_gateway": {"x": {"vpc_id": "${aws_vpc.a.id}"}}}))
	because(marked, {"other_vpcs": ["aws_vpc.a"]}) == {}
	of_role := testing.stack("consumer", object.union(testing.vpcs, {"aws_internet_gateway": {"x": {"vpc_id": "${aws_vpc.b.id}"}}}))
	verdict := testing.under({"other_vpcs": ["aws_vpc.b"]}) with input as of_role
	testing.is_clean(verdict)
	testing.found("no-internet-gateway", "aws_internet_gateway.x") with input as of_role
}

test_takes_all_in_strict_mode if {
	because(foreign, {"strict": true}) == {"aws_vpc.legacy": "strict", "aws_vpc.hub": "strict"}
	because(foreign, {"strict": true, "other_vpcs": ["aws_vpc.hub"]}) == {"aws_vpc.legacy": "strict"}
	literal := {"resource": {"aws_internet_gateway": {"x": {"vpc_id": "vpc-1"}}}}
	because(literal, {"strict": true}) == {"(adopted VPC)": "strict"}
	because(literal, {"strict": true, "other_vpcs": ["vpc-1"]}) == {}
}

test_reads_the_mark_of_a_tag_resource if {
	every tag in [{"key": "privatelink:vpc-role", "value": "consumer"}, {"key": "${var.key}", "value": "x"}, {"key": "privatelink:vpc-role", "value": "${var.v}"}] {
		document := object.union(foreign, {"resource": {"aws_ec2_tag": {"t": object.union(tag, {"resource_id": "${aws_vpc.legacy.id}"})}}})
		because(document, {}) == {"aws_vpc.legacy": "mark"}
	}
	literal := {"resource": {
		"aws_internet_gateway": {"x": {"vpc_id": "vpc-1"}},
		"aws_ec2_tag": {"t": {"resource_id": "vpc-1", "key": "privatelink:vpc-role", "value": "consumer"}},
	}}
	because(literal, {}) == {"(adopted VPC)": "mark"}
	other := object.union(foreign, {"resource": {"aws_ec2_tag": {"t": {"resource_id": "${aws_vpc.legacy.id}", "key": "privatelink:vpc-role", "value": "service"}}}})
	because(other, {}) == {}
}

test_says_what_it_assumes if {
	verdict := testing.verdict_on({"resource": {"aws_vpc": {"a": {"tags": "${var.tags}"}}}, "data": {"aws_vpc": {"d": {"tags": {"privatelink:vpc-role": "consumer"}}}}})
	assumptions := {vpc.address: count(vpc.assumptions) | some vpc in verdict.consumer_vpcs}
	assumptions == {"aws_vpc.a": 1, "data.aws_vpc.d": 1}
}

test_gives_a_result_for_a_vpc_that_is_adopted_by_its_id if {
	testing.results == {"(adopted VPC)": "PROVEN"} with input as testing.stack("consumer", {"aws_subnet": {"s": {"vpc_id": "vpc-1"}}})
	testing.results == {"(adopted VPC)": "VIOLATED"} with input as testing.stack("consumer", {"aws_nat_gateway": {"n": {"vpc_id": "vpc-1"}}})
}

test_judges_nothing_by_policy_data_that_is_not_whole if {
	every config in [{"strict": "yes"}, {"consumer_vpcs": "aws_vpc.a"}, {"allowed_services": [1]}, "text"] {
		verdict := testing.under(config) with input as foreign
		verdict.verdict == "unjudgeable"
	}
}
