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

test_an_exclusion_from_encryption_shows_no_path if {
	body := {"aws_vpc_encryption_control": {"x": {"vpc_id": "${aws_vpc.a.id}", "mode": "enforce", "lambda_exclusion": "enable"}}}
	verdict := testing.verdict_on(testing.stack("service", object.union(testing.vpcs, body)))
	[finding] := [one | some one in verdict.findings; one.rule == rule]
	finding.outcome == "warning"
	finding.witness == []
}

test_refuses_its_end if {
	changes := [
		testing.change("aws_vpc", "v", ["no-op"], {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}, {}),
		testing.change("aws_vpc_block_public_access_options", "x", ["delete"], null, {}),
	]
	testing.found(rule, "aws_vpc_block_public_access_options.x") with input as testing.change_plan("service", changes, {})
}
