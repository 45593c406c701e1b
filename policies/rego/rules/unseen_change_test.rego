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

destroyed := object.union(testing.change("terraform_data", "x", ["delete"], null, {}), {"address": "terraform_data.x[0]"})

of_plan(configuration) := testing.change_plan("consumer", [destroyed], {"resources": [configuration]})

stack_with(removed) := object.union(testing.stack("consumer", {}), {"removed": removed})

test_finds_provisioners_of_what_is_destroyed if {
	configured := object.union(testing.configured("terraform_data", "x", {}), {"provisioners": [{"type": "local-exec"}], "count_expression": {}})
	testing.outcomes(rule, "terraform_data.x[0]") == {"unproven"} with input as of_plan(configured)
	testing.clean with input as of_plan(object.remove(configured, ["provisioners"]))
	every provisioner in [{"local-exec": {"when": "destroy"}}, [{"local-exec": [{}]}]] {
		testing.outcomes(rule, "aws_iam_role.x") == {"unproven"} with input as stack_with([{"from": "${aws_iam_role.x}", "provisioner": provisioner}])
	}
	testing.clean with input as stack_with({"from": "aws_iam_role.x", "lifecycle": {"destroy": true}})
}

data_of(type) := object.union(testing.stack("consumer", {}), {"data": {type: {"x": {}}}})

data_plan(type) := testing.plan("consumer", [
	testing.resource("aws_vpc", "a", {}),
	object.union(testing.resource(type, "x", {}), {"mode": "data", "address": $"data.{type}.x"}),
])

test_finds_what_runs_while_it_is_planned if {
	every type in ["external", "http", "local_command", "local_unheard", "random_password", "aws_lambda_invocation", "script_run"] {
		testing.outcomes(rule, $"data.{type}.x") == {"unproven"} with input as data_of(type)
		testing.outcomes(rule, $"data.{type}.x") == {"unproven"} with input as data_plan(type)
	}
	every type in ["local_file", "aws_region", "awscc_ec2_vpc", "terraform_remote_state"] {
		testing.clean with input as data_of(type)
	}
	testing.clean with input as data_plan("local_file")
}

test_finds_actions_and_what_is_ephemeral if {
	every type in ["aws_lambda_invoke", "local_command", "random_choice", "script_run"] {
		testing.outcomes(rule, $"action.{type}.x") == {"unproven"} with input as object.union(testing.stack("consumer", {}), {"action": {type: {"x": {}}}})
	}
	every type in ["random_password", "aws_secretsmanager_secret_version"] {
		testing.clean with input as object.union(testing.stack("consumer", {}), {"ephemeral": {type: {"x": {}}}})
		testing.clean with input as ephemeral_plan(type)
	}
	every type in ["aws_lambda_invocation", "local_command", "local_file", "other_secret", "awsx_secret"] {
		testing.outcomes(rule, $"ephemeral.{type}.x") == {"unproven"} with input as object.union(testing.stack("consumer", {}), {"ephemeral": {type: {"x": {}}}})
		testing.outcomes(rule, $"module.m.ephemeral.{type}.x") == {"unproven"} with input as ephemeral_plan(type)
	}
	every type in ["http", "local_unheard", "script_run"] {
		testing.outcomes(rule, $"check.c.data.{type}.x") == {"unproven"} with input as object.union(testing.stack("consumer", {}), {"check": {"c": {"data": {type: {"x": {}}}, "assert": {}}}})
	}
	testing.clean with input as object.union(testing.stack("consumer", {}), {"check": [{"c": [{"data": [{"aws_vpc": {"x": {}}}]}]}]})
}

ephemeral_plan(type) := plan_with({"module_calls": {"m": {"module": {"resources": [{"address": $"ephemeral.{type}.x", "mode": "ephemeral", "type": type, "name": "x"}]}}}})

plan_with(configuration) := testing.change_plan("consumer", [testing.change("aws_vpc", "a", ["create"], {}, {})], configuration)

test_finds_actions_of_plans_once if {
	action := {"address": "action.aws_lambda_invoke.x", "type": "aws_lambda_invoke", "name": "x"}
	configured := plan_with({"actions": [action]})
	invoked := object.union(configured, {"action_invocations": [object.union(action, {"address": "action.aws_lambda_invoke.x[0]"})]})
	testing.outcomes(rule, "action.aws_lambda_invoke.x") == {"unproven"} with input as configured
	{finding.address | some finding in testing.verdict_on(invoked).findings; finding.rule == rule} == {"action.aws_lambda_invoke.x[0]"}
}

test_finds_programs_of_providers if {
	every body in [{"exec": {"command": "x"}}, [{"exec": [{}]}], {"kubernetes": {"exec": {}}}, {"kubernetes": [{"exec": [{}]}]}] {
		testing.outcomes(rule, "provider.helm") == {"unproven"} with input as object.union(testing.stack("consumer", {}), {"provider": {"helm": body}})
	}
	testing.clean with input as object.union(testing.stack("consumer", {}), {"provider": {"aws": {"default_tags": {"tags": {"exec": "x"}}}}})
	every expressions in [{"exec": [{}]}, {"exec": {"references": []}}, {"kubernetes": [{"exec": [{}]}]}] {
		testing.outcomes(rule, "provider.helm") == {"unproven"} with input as of_provider(expressions)
	}
	testing.clean with input as of_provider({"region": {"constant_value": "x"}})
}

of_provider(expressions) := object.union(plan_with({}), {"configuration": object.union(plan_with({}).configuration, {"provider_config": {"helm": {"expressions": expressions}}})})

stack_from(source, more) := object.union(object.union(testing.stack("consumer", {}), {"terraform": {"required_providers": [{"local": {"source": source}}]}}), more)

test_finds_providers_of_another_source if {
	file := {"data": {"local_file": {"x": {}}}}
	every source in ["acme/local", "registry.example.com/acme/local", "registry.example.com/hashicorp/local", "hashicorp/random"] {
		testing.outcomes(rule, "provider.local") == {"unproven"} with input as stack_from(source, file)
		testing.outcomes(rule, "provider.local") == {"unproven"} with input as stack_from(source, {"ephemeral": {"local_unheard": {"x": {}}}})
	}
	every source in ["local", "hashicorp/local", "registry.opentofu.org/hashicorp/local"] {
		testing.clean with input as stack_from(source, file)
	}
	testing.clean with input as stack_from("acme/local", {})
	testing.outcomes(rule, "provider.acme") == {"unproven"} with input as stack_from("local", {"data": {"local_file": {"x": {"provider": "${acme.b}"}}}})
	testing.clean with input as stack_from("hashicorp/random", {"resource": {"random_id": {"x": {"provider": "local.b"}}}})
}

from_provider(key, provider_config) := object.union(plan, {"configuration": object.union(plan.configuration, {"provider_config": provider_config})}) if {
	plan := plan_with({"resources": [object.union(testing.configured("local_file", "x", {}), {"mode": "data", "provider_config_key": key})]})
}

test_finds_providers_of_another_source_in_plans if {
	testing.outcomes(rule, "provider.acme.b") == {"unproven"} with input as from_provider("acme.b", {"acme.b": {"full_name": "registry.terraform.io/acme/local"}})
	testing.outcomes(rule, "provider.other") == {"unproven"} with input as from_provider("other", {"other": {"full_name": "registry.example.com/hashicorp/local"}})
	testing.outcomes(rule, "provider.acme") == {"unproven"} with input as from_provider("acme", {})
	every key in ["local", "module.m:local.b"] {
		testing.clean with input as from_provider(key, {})
	}
	testing.clean with input as from_provider("other", {"other": {"full_name": "registry.terraform.io/hashicorp/local"}})
}
