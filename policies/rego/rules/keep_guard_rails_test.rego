package privatelink.rules.keep_guard_rails_test

import data.privatelink.testing

rule := "keep-guard-rails"

test_refuses_what_lets_through_in_all_vpcs if {
	every mode in ["off", "block-ingress", null] {
		testing.found(rule, "aws_vpc_block_public_access_options.x") with input as testing.stack("service", object.union(testing.vpcs, {"aws_vpc_block_public_access_options": {"x": {"internet_gateway_block_mode": mode}}}))
	}
	testing.clean with input as testing.stack("service", object.union(testing.vpcs, {"aws_vpc_block_public_access_options": {"x": {"internet_gateway_block_mode": "block-bidirectional"}}}))
	testing.clean with input as testing.stack("service", {"aws_vpc_block_public_access_options": {"x": {"internet_gateway_block_mode": "off"}}})
}

test_refuses_its_end if {
	changes := [
		testing.change("aws_vpc", "v", ["no-op"], {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}, {}),
		testing.change("aws_vpc_block_public_access_options", "x", ["delete"], null, {}),
	]
	testing.found(rule, "aws_vpc_block_public_access_options.x") with input as testing.change_plan("service", changes, {})
}
