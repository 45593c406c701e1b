package privatelink.rules.identity_from_outside_test

import data.privatelink.testing

rule := "identity-from-outside"

beside(block) := object.union(testing.stack("service", testing.vpcs), block)

test_an_import_may_take_a_way_out_over if {
	gateway := {"resource": {"aws_internet_gateway": {"x": {}}}, "import": [{"to": "${aws_internet_gateway.x}", "id": "igw-1"}]}
	testing.outcomes(rule, "aws_internet_gateway.x") == {"unproven"} with input as beside(gateway)
}

test_an_import_to_an_address_that_cannot_be_read_may_take_a_way_out_over if {
	every to in [`${aws_internet_gateway.x[replace(each.key, "/", "-")]}`, `${aws_vpc.x[each.key == "a" ? "b" : "c"]}`, ["aws_vpc.a"]] {
		verdict := testing.verdict_on(beside({"import": [{"to": to, "id": "igw-1"}]}))
		{finding.outcome | some finding in verdict.findings; finding.rule == rule} == {"unproven"}
	}
}

test_warns_of_an_import if {
	testing.warned(rule, "aws_vpc.a") with input as beside({"import": [{"to": "${aws_vpc.a}", "id": "vpc-1"}]})
	imported := object.union(testing.change("aws_vpc", "a", ["no-op"], {}, {}), {"change": {"importing": {"id": "vpc-1"}}})
	testing.warned(rule, "aws_vpc.a") with input as testing.change_plan("consumer", [imported], {})
}

test_is_not_sure_of_what_is_left_behind if {
	every address, outcome in {"aws_nat_gateway.x": "unproven", "aws_new.x": "unproven", "aws_iam_role.x": "warning", "aws_security_group.x": "warning"} {
		testing.outcomes(rule, address) == {outcome} with input as beside({"removed": {"from": address, "lifecycle": {"destroy": false}}})
		testing.outcomes(rule, address) == set() with input as beside({"removed": {"from": address}})
		testing.outcomes(rule, address) == set() with input as object.union(testing.stack("service", {"aws_vpc": {"x": {}}}), {"removed": {"from": address, "lifecycle": {"destroy": false}}})
	}
	testing.outcomes(rule, "an address that cannot be read") == {"unproven"} with input as beside({"removed": {"lifecycle": {"destroy": false}}})
}

test_sees_what_a_plan_forgets if {
	forgotten := object.union(testing.change("aws_nat_gateway", "x", ["forget"], null, {}), {"change": {"before": {}}})
	testing.outcomes(rule, "aws_nat_gateway.x") == {"unproven"} with input as testing.change_plan("consumer", [forgotten], {})
	testing.found("no-nat-gateway", "aws_nat_gateway.x") with input as testing.change_plan("consumer", [forgotten], {})
}
