package privatelink.lib.account_test

import data.privatelink.lib.account
import data.privatelink.testing

beside(resources) := testing.stack("service", object.union(testing.vpcs, resources))

account_of(document) := testing.verdict_on(document).examined.account

test_each_resource_is_counted_once if {
	counted := account_of(beside({
		"aws_internet_gateway": {"in": {"vpc_id": "${aws_vpc.a.id}"}, "out": {"vpc_id": "${aws_vpc.b.id}"}, "open": {"vpc_id": "${var.x}"}},
		"aws_security_group": {"in": {"vpc_id": "${aws_vpc.a.id}"}},
	}))
	counted.resources == {"outside": 5, "harmless": 3, "ways_out": 1, "unproven": 1}
	counted.ends == {"inside": 3, "outside": 2, "nowhere": 0, "open": 1}
}

test_there_is_none_without_a_consumer_vpc if {
	account_of(testing.stack("service", {"aws_vpc": {"b": {}}})) == null
}

test_a_sum_that_is_not_that_of_the_document_is_told if {
	account.wrong("resources", {"outside": 1, "harmless": 1}, 2) == set()
	account.wrong("resources", {"outside": 1, "harmless": 1}, 3) == {"the account of the resources is wrong: 2 of 3 are accounted for; please report it as a defect"}
}

# A way out that no rule finds is no harmless resource.
test_a_way_out_that_no_rule_finds_is_missing_in_the_sum if {
	every resources in [
		{"aws_internet_gateway": {"x": {"vpc_id": "${aws_vpc.a.id}"}}},
		{"aws_instance": {"x": {"subnet_id": "${aws_subnet.s.id}", "associate_public_ip_address": true}}},
		{"aws_route_table": {"x": {"vpc_id": "${aws_vpc.a.id}", "route": {"cidr_block": "0.0.0.0/0", "gateway_id": "igw-1"}}}},
		{"aws_new_thing": {"x": {"vpc_id": "${aws_vpc.a.id}"}}},
		{"aws_cloudformation_stack": {"x": {}}},
	] {
		verdict := data.privatelink.verdict with input as beside(resources) with data.privatelink_policy as testing.policy with data.privatelink.lib.registry.all as []
		verdict.verdict == "unjudgeable"
	}
}

# A resource that no rule of places knows is missed in the sum, and the document is not judged.
test_a_document_that_is_not_accounted_for_is_not_judged if {
	verdict := data.privatelink.verdict with input as beside({}) with data.privatelink_policy as testing.policy with data.privatelink.lib.placement.places as {}
	verdict.verdict == "unjudgeable"
	some why in verdict.why
	contains(why, "the account of the resources is wrong")
}
