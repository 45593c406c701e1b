package privatelink.lib.unexamined_test

import data.privatelink.testing

module(arguments) := {"module": {"network": object.union({"source": "./network"}, arguments)}}

marked := {"vpc_tags": {"privatelink:vpc-role": "consumer"}}

bucket := {"resource": {"aws_s3_bucket": {"x": {}}}}

test_does_not_judge_a_stack_of_modules_only if {
	every document in [module({}), module(marked), object.union(module({}), {"data": {"aws_region": {"here": {}}}})] {
		testing.unjudgeable("all that this stack makes is in modules") with input as document
	}
}

test_does_not_judge_a_stack_whose_module_gets_the_mark if {
	testing.unjudgeable("module.network gets the mark") with input as object.union(module(marked), bucket)
}

test_judges_a_stack_with_other_resources_or_marks if {
	testing.clean with input as object.union(module({}), bucket)
	testing.clean with input as object.union(module({"tags": {"privatelink:vpc-role": "hub"}}), bucket)
}

test_judges_a_module_beside_a_consumer_vpc if {
	testing.found("not-visible", "module.network") with input as object.union(module(marked), {"resource": {"aws_vpc": testing.vpcs.aws_vpc}})
}
