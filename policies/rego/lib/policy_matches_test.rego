package privatelink.lib.policy_matches_test

import data.privatelink.testing

rule := "allowed-endpoints"

address := "aws_vpc_endpoint.x"

narrow := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "arn:aws:s3:::bucket/*"}})

# A gateway endpoint, a policy that is a resource of its own, and what else a stack has.
stack(endpoint, policy, more) := object.union(more, testing.stack("service", object.union(testing.vpcs, {
	"aws_vpc_endpoint": {"x": object.union({"vpc_id": "${aws_vpc.a.id}"}, endpoint)},
	"aws_vpc_endpoint_policy": {"p": object.union({"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}", "policy": narrow}, policy)},
	"terraform_data": {
		"id": {"input": "${aws_vpc_endpoint.x.id}"},
		"arn": {"input": "${aws_vpc_endpoint.x.arn}"},
	},
})))

outcomes(endpoint, policy, more) := found if {
	found := testing.outcomes(rule, address) with input as stack(endpoint, policy, more)
}

aliases := {"locals": {
	"id": "${aws_vpc_endpoint.x.id}", "arn": "${aws_vpc_endpoint.x.arn}",
	"twice": "${local.id}", "twice_arn": "${local.arn}", "thrice": "${local.twice}", "thrice_arn": "${local.twice_arn}",
}}

test_the_id_of_an_endpoint_is_its_policys if {
	every id in [
		"${aws_vpc_endpoint.x.id}", "${one([aws_vpc_endpoint.x.id])}", `${try(aws_vpc_endpoint.x.id, "")}`,
		"${local.id}", "${local.thrice}", "${terraform_data.id.output}",
	] {
		outcomes({}, {"vpc_endpoint_id": id}, aliases) == {"warning"}
	}
}

test_what_else_leads_to_an_endpoint_is_no_id_of_it if {
	every id in [
		"${aws_vpc_endpoint.x.arn}", "${aws_vpc_endpoint.x.vpc_id}", "${aws_vpc_endpoint.x.route_table_ids[0]}",
		"${aws_vpc_endpoint.x.network_interface_ids[0]}", `${try(aws_vpc_endpoint.x.arn, "")}`,
		"${local.arn}", "${local.thrice_arn}", "${terraform_data.arn.output}",
	] {
		outcomes({}, {"vpc_endpoint_id": id}, aliases) == {"unproven"}
	}
}

test_says_how_a_policy_finds_its_endpoint if {
	verdict := testing.verdict_on(stack({}, {"vpc_endpoint_id": "${aws_vpc_endpoint.x.arn}"}, {}))
	some finding in verdict.findings
	finding.address == address
	startswith(finding.settle, "give aws_vpc_endpoint_policy.p the `id` of aws_vpc_endpoint.x as vpc_endpoint_id")
}

in_regions := {"provider": {"aws": [
	{"region": "us-east-1"}, {"alias": "same", "region": "us-east-1"}, {"alias": "other", "region": "eu-west-1"},
]}}

test_a_policy_of_the_same_provider_and_region_is_the_endpoints if {
	every both in [
		{}, {"provider": "aws"}, {"provider": "aws.other"}, {"region": "eu-west-1"}, {"region": "${var.r}"}, {"provider": "${local.p}"},
	] {
		outcomes(both, both, in_regions) == {"warning"}
	}
	outcomes({}, {"provider": "aws"}, in_regions) == {"warning"}
	outcomes({"region": "us-east-1"}, {}, in_regions) == {"warning"}
	outcomes({}, {"region": "us-east-1"}, in_regions) == {"warning"}
}

test_a_policy_of_another_provider_or_region_may_not_find_the_endpoint if {
	every policy in [
		{"provider": "aws.other"}, {"provider": "aws.same"}, {"provider": "${local.p}"}, {"region": "eu-west-1"}, {"region": "${var.r}"},
	] {
		outcomes({}, policy, in_regions) == {"unproven"}
		outcomes(policy, {}, in_regions) == {"unproven"}
	}
	outcomes({"region": "${var.r}"}, {"region": "${var.s}"}, {}) == {"unproven"}
}

# Cloud Control's endpoint, whose policy the other provider sets.
of_cloud_control(endpoint, policy, id) := found if {
	document := testing.stack("service", object.union(testing.vpcs, {
		"awscc_ec2_vpc_endpoint": {"x": object.union({"vpc_id": "${aws_vpc.a.id}"}, endpoint)},
		"aws_vpc_endpoint_policy": {"p": object.union({"vpc_endpoint_id": id, "policy": narrow}, policy)},
	}))
	found := testing.outcomes(rule, "awscc_ec2_vpc_endpoint.x") with input as object.union(document, providers_of_both)
}

providers_of_both := {"provider": {
	"aws": [{"region": "us-east-1"}, {"alias": "b", "region": "eu-west-1"}],
	"awscc": [{"region": "us-east-1"}, {"alias": "b"}],
}}

test_an_endpoint_of_cloud_control_has_its_policy_by_the_same_alias if {
	every id in ["${awscc_ec2_vpc_endpoint.x.id}", "${awscc_ec2_vpc_endpoint.x.vpc_endpoint_id}"] {
		of_cloud_control({}, {}, id) == {"warning"}
		of_cloud_control({"provider": "awscc.b"}, {"provider": "aws.b"}, id) == {"warning"}
		of_cloud_control({}, {"provider": "aws.b"}, id) == {"unproven"}
		of_cloud_control({"provider": "awscc.b"}, {}, id) == {"unproven"}
	}
	of_cloud_control({}, {}, "${awscc_ec2_vpc_endpoint.x.vpc_id}") == {"unproven"}
}

# A plan that makes an endpoint and its policy in a module, whose variable and output the id passes.
made(type, name, values, unknown) := object.union(testing.change(type, name, ["create"], values, unknown), {"address": $"module.m.{type}.{name}", "module_address": "module.m"})

plan(id, endpoint, policy) := object.union(document, {"configuration": object.union(document.configuration, {"provider_config": {
	"aws": {"expressions": {"region": {"constant_value": "us-east-1"}}},
	"aws.other": {"expressions": {"region": {"references": ["var.r"]}}},
	"module.m:aws": {"module_address": "module.m"},
	"module.m:aws.own": {"module_address": "module.m", "expressions": {}},
}})}) if {
	document := testing.change_plan(
		"consumer",
		[
			testing.change("aws_vpc_endpoint", "x", ["create"], object.union({"vpc_endpoint_type": "Gateway"}, endpoint.values), {"id": true, "arn": true}),
			testing.change("terraform_data", "t", ["create"], {}, {"input": true, "output": true}),
			made("aws_vpc_endpoint_policy", "p", object.union({"policy": narrow}, policy.values), {"vpc_endpoint_id": true}),
		],
		{
			"resources": [
				object.union(testing.configured("aws_vpc_endpoint", "x", endpoint.expressions), endpoint.more),
				testing.configured("terraform_data", "t", {"input": testing.refers(id)}),
			],
			"module_calls": {
				"o": {"module": {"outputs": {"e": {"expression": testing.refers(["var.e"])}}, "variables": {"e": {}}}, "expressions": {"e": testing.refers(id)}},
				"m": {
					"expressions": {"e": testing.refers(policy.passed)},
					"module": {
						"variables": {"e": {}},
						"resources": [object.union(testing.configured("aws_vpc_endpoint_policy", "p", object.union({"vpc_endpoint_id": testing.refers(["var.e"])}, policy.expressions)), policy.more)],
					},
				},
			},
		},
	)
}

by_id := ["aws_vpc_endpoint.x.id", "aws_vpc_endpoint.x"]

plain := {"values": {}, "expressions": {}, "more": {}, "passed": by_id}

planned(id, endpoint, policy) := found if {
	found := testing.outcomes(rule, address) with input as plan(id, object.union(plain, endpoint), object.union(plain, policy))
}

passed := [["module.o.e", "module.o"], ["terraform_data.t.output", "terraform_data.t"]]

test_an_id_that_modules_pass_stays_one if {
	planned(by_id, {}, {}) == {"warning"}
	every way in passed {
		planned(by_id, {}, {"passed": way}) == {"warning"}
	}
}

test_what_modules_pass_and_is_no_id_stays_none if {
	every attribute in ["arn", "vpc_id", "network_interface_ids"] {
		other := [$"aws_vpc_endpoint.x.{attribute}", "aws_vpc_endpoint.x"]
		planned(other, {}, {"passed": other}) == {"unproven"}
		every way in passed {
			planned(other, {}, {"passed": way}) == {"unproven"}
		}
	}
}

of_provider(key) := {"more": {"provider_config_key": key}}

test_a_plan_tells_providers_apart_by_their_keys if {
	planned(by_id, of_provider("aws.other"), of_provider("aws.other")) == {"warning"}
	planned(by_id, {}, of_provider("aws")) == {"warning"}
	planned(by_id, of_provider("aws"), of_provider("module.m:aws")) == {"warning"}
	every key in ["aws.other", "module.m:aws.own"] {
		planned(by_id, of_provider("aws"), of_provider(key)) == {"unproven"}
		planned(by_id, of_provider(key), {}) == {"unproven"}
	}
}

in_region(region) := {"values": {"region": region}, "expressions": {"region": {"constant_value": region}}}

test_a_plan_tells_regions_apart if {
	planned(by_id, in_region("eu-west-1"), in_region("eu-west-1")) == {"warning"}
	planned(by_id, {"values": {"region": "us-east-1"}}, {"values": {"region": "us-east-1"}}) == {"warning"}
	planned(by_id, {}, in_region("us-east-1")) == {"warning"}
	planned(by_id, {}, {"expressions": {"region": {"constant_value": null}}}) == {"warning"}
	planned(by_id, {}, in_region("eu-west-1")) == {"unproven"}
	planned(by_id, in_region("eu-west-1"), {}) == {"unproven"}
}

# A known value may be the ARN of an endpoint that is there.
deployed(id) := testing.change_plan(
	"consumer",
	[
		testing.change("aws_vpc_endpoint", "x", ["no-op"], {"id": "vpce-1", "arn": arn, "vpc_endpoint_type": "Gateway"}, {}),
		testing.change("aws_vpc_endpoint_policy", "p", ["create"], {"policy": narrow, "vpc_endpoint_id": id}, {}),
	],
	{},
)

arn := "arn:aws:ec2:us-east-1:111111111111:vpc-endpoint/vpce-1"

test_a_known_arn_is_no_id if {
	testing.outcomes(rule, address) == {"warning"} with input as deployed("vpce-1")
	testing.outcomes(rule, address) == {"unproven"} with input as deployed(arn)
}

test_a_key_of_for_each_may_have_another_attribute_in_it if {
	every attribute, outcome in {"id": "warning", "arn": "unproven"} {
		mentions := [$"aws_vpc_endpoint.x.{attribute}", "aws_vpc_endpoint.x"]
		instance := object.union(
			testing.change("aws_vpc_endpoint_policy", "p", ["create"], {"policy": narrow}, {"vpc_endpoint_id": true}),
			{"address": `aws_vpc_endpoint_policy.p["a"]`, "index": "a"},
		)
		document := testing.change_plan(
			"consumer",
			[testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Gateway"}, {"id": true, "arn": true}), instance],
			{"resources": [
				testing.configured("aws_vpc_endpoint", "x", {}),
				object.union(
					testing.configured("aws_vpc_endpoint_policy", "p", {"vpc_endpoint_id": testing.refers(["each.value"])}),
					{"for_each_expression": testing.refers(mentions)},
				),
			]},
		)
		testing.outcomes(rule, address) == {outcome} with input as document
	}
}
