package privatelink.lib.document_test

import data.privatelink.testing

plan := testing.plan("consumer", [testing.resource("aws_vpc", "a", {})])

stack := testing.stack("consumer", {"aws_vpc": {"a": {}}})

test_judges_what_is_whole if {
	testing.clean with input as plan
	testing.clean with input as stack
	testing.clean with input as {"data": {"aws_region": {"r": {}}}}
	testing.clean with input as object.union(stack, {"output": {"privatelink_stack_role": {"value": "${local.role}"}}, "locals": {"role": "consumer"}})
}

test_judges_nothing_that_is_not_whole if {
	cases := [
		["neither", {}],
		["neither", {"//": {}}],
		["neither", []],
		["neither", "text"],
		["only be one", object.union(stack, {"planned_values": {}})],
		["nothing to judge", {"terraform": {}}],
		["nothing to judge", {"resource": {}}],
		["nothing to judge", {"format_version": "1.2", "planned_values": {"root_module": {}}}],
		["neither a block", {"resource": "text"}],
		["neither a block", {"resource": {"aws_vpc": "text"}}],
		["neither a block", {"resource": {"aws_vpc": {"a": "text"}}}],
		["neither a block", {"resource": {"aws_vpc": {"a": [[{}]]}}}],
		["must be one of acceptance,", object.union(stack, {"output": {"privatelink_stack_role": {"value": "consumr"}}})],
		["must be one of", object.union(stack, {"output": {"privatelink_stack_role": {"value": null}}})],
		["must be one of", object.union(stack, {"output": {"privatelink_stack_role": {"value": "${var.role}"}}})],
		["must be one of", object.union(plan, {"planned_values": {"outputs": {"privatelink_stack_role": {"value": null}}}})],
		["can only be one", object.union(stack, {"output": [{"privatelink_stack_role": {"value": "service"}}, {"privatelink_stack_role": {"value": "consumer"}}]})],
		["format_version", object.union(plan, {"format_version": "2.0"})],
		["no planned_values", {"format_version": "1.2", "values": {}}],
		["ended in an error", object.union(plan, {"errored": true})],
		["not complete", object.union(plan, {"complete": false})],
		["not complete", object.union(plan, {"deferred_changes": [{}]})],
		["no configuration", json.remove(plan, ["configuration"])],
		["no configuration", object.union(json.remove(plan, ["configuration"]), {"configuration": {"provider_config": {}}})],
		["configuration of the plan lacks aws_vpc.a,", object.union(json.remove(plan, ["configuration"]), {"configuration": {"root_module": {}}})],
		["should be", object.union(plan, {"resource_changes": {}})],
		["an entry", object.union(plan, {"resource_changes": [{}]})],
		["a resource", object.union(plan, {"planned_values": {"root_module": {"resources": [{}]}}})],
		["an entry", object.union(plan, {"resource_changes": [testing.change("aws_vpc", "a", ["create"], "text", {})]})],
		["an entry", object.union(plan, {"resource_changes": [testing.change("aws_vpc", "a", ["create"], {}, "text")]})],
		["a resource", object.union(plan, {"planned_values": {"root_module": {"resources": [testing.resource("aws_vpc", "a", "text")]}}})],
		["nested more", object.union(plan, {"planned_values": {"root_module": nested}})],
	]
	every case in cases {
		testing.unjudgeable(case[0]) with input as case[1]
	}
}

nested := json.unmarshal(concat("", array.concat(
	[`{"child_modules":[` | some _ in numbers.range(1, 9)],
	array.concat(["{}"], ["]}" | some _ in numbers.range(1, 9)]),
)))

test_judges_nothing_if_a_resource_was_lost if {
	testing.unjudgeable("brought into the form") with input as stack with data.privatelink.lib.synthesized.resources as []
}

# A plan of a VPC, with more in its configuration.
plan_beside(configured) := testing.change_plan("consumer", [vpc], configured)

vpc := testing.change("aws_vpc", "a", ["create"], {}, {})

gateway := testing.configured("aws_internet_gateway", "x", {})

in_module(call) := {"module_calls": {"m": object.union(call, {"module": {"resources": [gateway]}})}}

count_of(expression) := object.union(gateway, {"count_expression": expression})

for_each(expression) := object.union(gateway, {"for_each_expression": expression})

test_judges_no_plan_that_lacks_what_must_be_there if {
	every resource in [gateway, count_of({"constant_value": 2}), for_each({"constant_value": {"a": 1}})] {
		testing.unjudgeable("lacks aws_internet_gateway.x,") with input as plan_beside({"resources": [resource]})
	}
	every resource in [
		count_of({"constant_value": 0}), count_of({"references": ["var.n"]}), count_of({"constant_value": "${var.n}"}),
		for_each({"constant_value": {}}), for_each({"references": ["var.n"]}), for_each({"constant_value": "${var.n}"}),
		object.union(gateway, {"mode": "data"}),
	] {
		testing.clean with input as plan_beside({"resources": [resource]})
	}
}

test_judges_no_plan_that_lacks_what_must_be_in_a_module if {
	every call in [{}, {"count_expression": {"constant_value": 1}}] {
		testing.unjudgeable("lacks module.m.aws_internet_gateway.x,") with input as plan_beside(in_module(call))
	}
	every call in [{"count_expression": {"references": []}}, {"count_expression": {"constant_value": 0}}, {"for_each_expression": {"references": []}}] {
		testing.clean with input as plan_beside(in_module(call))
	}
	subnet := object.union(testing.change("aws_subnet", "s", ["create"], {}, {}), {"address": "module.m[0].aws_subnet.s", "module_address": "module.m[0]"})
	content := {"resources": [gateway, testing.configured("aws_subnet", "s", {})]}
	partly := testing.change_plan("consumer", [vpc, subnet], {"module_calls": {"m": {"count_expression": {"references": []}, "module": content}}})
	testing.unjudgeable("lacks module.m[0].aws_internet_gateway.x,") with input as partly
}

# A key of `for_each` may be any text.
test_judges_plans_of_modules_with_odd_keys if {
	every key in ["a[0]", "]", "[", "a.module.b", `a\"b`, "aws_subnet.s"] {
		address := $`module.m["{key}"]`
		subnet := object.union(testing.change("aws_subnet", "s", ["create"], {}, {}), {"address": $"{address}.aws_subnet.s", "module_address": address})
		calls := {"m": {"for_each_expression": {"references": []}, "module": {"resources": [testing.configured("aws_subnet", "s", {})]}}}
		testing.clean with input as testing.change_plan("consumer", [vpc, subnet], {"module_calls": calls})
	}
}

deleted(type) := {"resource_changes": [testing.change(type, "a", ["delete"], null, {})]}

test_judges_plans_that_refresh_or_destroy if {
	prior := {"prior_state": {"values": {"root_module": {"resources": [testing.resource("aws_vpc", "a", {})]}}}}
	with_gateway := {"configuration": {"root_module": {"resources": [gateway]}}}
	nothing := {"format_version": "1.2", "planned_values": {"root_module": {}}}
	testing.clean with input as object.union_n([nothing, prior, {"configuration": {"root_module": {"resources": []}}}])
	testing.unjudgeable("lacks aws_internet_gateway.x,") with input as object.union_n([nothing, prior, with_gateway])
	testing.clean with input as object.union_n([nothing, prior, with_gateway, deleted("aws_vpc")])
	testing.unjudgeable("lacks aws_internet_gateway.x,") with input as object.union_n([nothing, prior, with_gateway, deleted("aws_subnet")])
}

test_judges_plans_that_forget_or_have_a_deposed_object if {
	forgotten := testing.transition("aws_iam_role", "x", ["forget"], {}, null, {})
	testing.verdict_on(object.union(plan_beside({}), {"resource_changes": [vpc, forgotten]})).verdict == "clean"
	deposed := object.union(testing.transition("aws_iam_role", "x", ["no-op"], {}, {}, {}), {"deposed": "00000001"})
	testing.clean with input as object.union(plan_beside({}), {"resource_changes": [vpc, deposed]})
}

# What is there twice is told, whatever the two say.
test_judges_nothing_that_is_there_twice_and_differs if {
	testing.unjudgeable("aws_vpc.a is there 2 times") with input as {"resource": {"aws_vpc": {"a": [{"tags": {"privatelink:vpc-role": "consumer"}}, {"tags": {}}]}}}
	testing.unjudgeable("terraform_data.a is there 2 times") with input as {"resource": {"terraform_data": {"a": [{"input": "vpc-1"}, {"input": []}]}}}
}

# An object that is deposed stands beside the current one.
test_judges_no_plan_that_has_an_address_twice if {
	marked := testing.change("aws_vpc", "a", ["create"], {"tags": {"privatelink:vpc-role": "consumer"}}, {})
	unmarked := testing.change("aws_vpc", "a", ["create"], {"tags": {}}, {})
	every second in [marked, unmarked] {
		testing.unjudgeable("aws_vpc.a is there 2 times in resource_changes") with input as testing.change_plan("service", [marked, second], {})
		deposed := object.union(second, {"deposed": "0123abcd"})
		not testing.verdict_on(testing.change_plan("service", [marked, deposed], {})).why
	}
}

# AWS refuses a tag that is there twice, and a document may have it.
test_judges_a_vpc_with_a_tag_twice if {
	tags := [{"key": "privatelink:vpc-role", "value": "hub"}, {"key": "privatelink:vpc-role", "value": "consumer"}]
	every document in [
		{"resource": {"awscc_ec2_vpc": {"a": {"tags": tags}}}},
		testing.change_plan("service", [testing.change("awscc_ec2_vpc", "a", ["create"], {"tags": tags}, {})], {}),
	] {
		testing.results == {"awscc_ec2_vpc.a": "PROVEN"} with input as document
	}
}
