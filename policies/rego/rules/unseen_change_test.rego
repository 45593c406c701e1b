package privatelink.rules.unseen_change_test

import data.privatelink.testing

rule := "unseen-change"

test_is_not_sure_of_what_can_make_anything if {
	every name, resources in {
		"aws_cloudformation_stack.x": {"aws_cloudformation_stack": {"x": {}}},
		"aws_iam_role.x": {"aws_iam_role": {"x": {"provisioner": [{"local-exec": {"command": "true"}}]}}},
	} {
		testing.outcomes(rule, name) == {"unproven"} with input as testing.stack("consumer", resources)
		testing.outcomes(rule, name) == {"unproven"} with input as testing.stack("service", object.union(testing.vpcs, resources))
		testing.clean with input as testing.stack("service", resources)
	}
}

test_finds_provisioners_of_plans if {
	plan := testing.change_plan(
		"consumer",
		[testing.change("aws_iam_role", "x", ["create"], {}, {})],
		{"resources": [object.union(testing.configured("aws_iam_role", "x", {}), {"provisioners": [{"type": "local-exec"}]})]},
	)
	testing.outcomes(rule, "aws_iam_role.x") == {"unproven"} with input as plan
}

test_finds_what_runs_while_it_is_planned if {
	every type in ["external", "http", "aws_lambda_invocation"] {
		testing.outcomes(rule, $"data.{type}.x") == {"unproven"} with input as object.union(testing.stack("consumer", {}), {"data": {type: {"x": {}}}})
	}
}

test_finds_actions_and_what_is_ephemeral if {
	testing.outcomes(rule, "action.aws_lambda_invoke.x") == {"unproven"} with input as object.union(testing.stack("consumer", {}), {"action": {"aws_lambda_invoke": {"x": {}}}})
	every type in ["random_password", "aws_secretsmanager_secret_version"] {
		testing.clean with input as object.union(testing.stack("consumer", {}), {"ephemeral": {type: {"x": {}}}})
	}
	every type in ["aws_lambda_invocation", "other_secret"] {
		testing.outcomes(rule, $"ephemeral.{type}.x") == {"unproven"} with input as object.union(testing.stack("consumer", {}), {"ephemeral": {type: {"x": {}}}})
	}
	testing.outcomes(rule, "check.c.data.http.x") == {"unproven"} with input as object.union(testing.stack("consumer", {}), {"check": {"c": {"data": {"http": {"x": {}}}, "assert": {}}}})
	testing.clean with input as object.union(testing.stack("consumer", {}), {"check": [{"c": [{"data": [{"aws_vpc": {"x": {}}}]}]}]})
	invoked := {"action_invocations": [{"address": "action.aws_lambda_invoke.x", "type": "aws_lambda_invoke"}]}
	testing.outcomes(rule, "action.aws_lambda_invoke.x") == {"unproven"} with input as object.union(testing.plan("consumer", [testing.resource("aws_vpc", "a", {})]), invoked)
}
