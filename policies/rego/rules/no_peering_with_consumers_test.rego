package privatelink.rules.no_peering_with_consumers_test

import data.privatelink.testing

rule := "no-peering-with-consumers"

address := "aws_vpc_peering_connection.p"

stack(role, peer) := testing.stack(role, {
	"aws_vpc": {"b": {"tags": {"privatelink:vpc-role": "service"}}, "d": {"tags": {"privatelink:vpc-role": "service"}}},
	"aws_vpc_peering_connection": {"p": {"vpc_id": "${aws_vpc.b.id}", "peer_vpc_id": peer}},
})

test_does_not_know_whose_the_other_side_is if {
	every role in ["appliance", "resource", "service"] {
		testing.outcomes(rule, address) == {"unproven"} with input as stack(role, "vpc-0123456789abcdef0")
	}
	testing.outcomes(rule, address) == {"unproven"} with input as stack("service", "${var.peer}")
}

test_passes_vpcs_that_are_known if {
	testing.is_clean(testing.under({"other_vpcs": ["vpc-0123456789abcdef0"]})) with input as stack("service", "vpc-0123456789abcdef0")
	testing.clean with input as stack("service", "${aws_vpc.d.id}")
}

test_leaves_consumers_to_the_rule_on_peering if {
	testing.outcomes(rule, address) == set() with input as stack("consumer", "vpc-0123456789abcdef0")
	testing.found("no-peering", address) with input as stack("consumer", "vpc-0123456789abcdef0")
}

test_says_nothing_of_stacks_that_offer_nothing if {
	testing.outcomes(rule, address) == set() with input as stack("acceptance", "vpc-0123456789abcdef0")
}
