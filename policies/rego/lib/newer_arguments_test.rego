package privatelink.lib.newer_arguments_test

import data.privatelink.testing

outcomes(body) := {finding.outcome |
	some finding in testing.verdict_on(testing.stack("consumer", {"aws_s3_bucket": {"x": body}})).findings
	finding.address == "aws_s3_bucket.x"
}

test_an_argument_of_a_network_that_is_newer_is_unproven if {
	every body in [
		{"newer_vpc": "vpc-1"},
		{"settings": {"newer_vpc_id": "${aws_vpc.v.id}"}},
		{"settings": [{"inner": [{"newer_vpc": true}]}]},
		{"dynamic": {"newer_vpc_config": {"for_each": [1], "content": {"x": 1}}}},
	] {
		outcomes(body) == {"unproven"}
	}
}

test_keys_of_maps_and_other_arguments_are_none if {
	every body in [{"tags": {"newer_vpc": "x"}}, {"newer_vpc": null}, {"older": "x"}, {"//": {"newer_vpc": 1}}] {
		outcomes(body) == set()
	}
}

test_a_plan_has_them_in_its_configuration if {
	changes := [testing.change("aws_s3_bucket", "x", ["create"], {}, {"newer_vpc": true})]
	document := testing.change_plan("consumer", changes, {"resources": [testing.configured("aws_s3_bucket", "x", {"newer_vpc": testing.refers(["aws_vpc.v.id", "aws_vpc.v"])})]})
	testing.outcomes("unclassified-type", "aws_s3_bucket.x") == {"unproven"} with input as document
}

test_an_argument_of_another_vpc_is_outside if {
	hub := testing.stack("service", object.union(testing.vpcs, {"aws_s3_bucket": {"x": {"newer_vpc": "${aws_vpc.b.id}"}}}))
	testing.clean with input as hub
}
