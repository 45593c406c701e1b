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
