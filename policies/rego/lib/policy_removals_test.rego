package privatelink.lib.policy_removals_test

import data.privatelink.testing

narrow := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "arn:aws:s3:::bucket/*"}})

# An endpoint of AWS's other provider goes together with its policy.
destroying(type, before) := found if {
	vpc := testing.change("aws_vpc", "v", ["no-op"], {"id": "vpc-1"}, {})
	policy := {"id": "vpce-1", "vpc_endpoint_id": "vpce-1", "policy": narrow}
	changes := [vpc, testing.transition(type, "x", ["delete"], before, null, {}), testing.transition("aws_vpc_endpoint_policy", "p", ["delete"], policy, null, {})]
	found := testing.outcomes("allowed-endpoints", "aws_vpc_endpoint_policy.p") with input as testing.change_plan("consumer", changes, {})
}

test_the_policy_of_an_endpoint_that_goes_too_opens_nothing if {
	destroying("aws_vpc_endpoint", {"id": "vpce-1"}) == set()
	destroying("awscc_ec2_vpc_endpoint", {"id": "vpce-1"}) == set()
	destroying("awscc_ec2_vpc_endpoint", {"id": "x", "vpc_endpoint_id": "vpce-1"}) == set()
	destroying("awscc_ec2_vpc_endpoint", {"id": "vpce-2"}) == {"unproven"}
	destroying("aws_vpc_endpoint_route_table_association", {"id": "a-vpce-1", "vpc_endpoint_id": "vpce-1"}) == {"unproven"}
}
