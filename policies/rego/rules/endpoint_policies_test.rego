package privatelink.rules.endpoint_policies_test

import data.privatelink.testing

rule := "endpoint-policies"

address := "aws_vpc_endpoint.x"

interface(body) := testing.stack("consumer", {"aws_vpc_endpoint": {"x": object.union(
	{"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.us-east-1.sqs", "private_dns_enabled": true},
	body,
)}})

allowing(resource) := json.marshal({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": resource}]})

test_tells_of_endpoints_that_let_everyone_do_everything if {
	testing.warned(rule, address) with input as interface({})
	testing.warned(rule, address) with input as interface({"policy": allowing("*")})
}

said(document) := finding.message if {
	some finding in testing.verdict_on(document).findings
	finding.rule == rule
}

test_tells_a_wide_policy_from_none if {
	startswith(said(interface({})), "an endpoint to a service of AWS that lets everyone do everything (policy) in ")
	every policy in [allowing("*"), json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*"}})] {
		contains(said(interface({"policy": policy})), "whose policy binds neither who asks nor whose the resources are (policy)")
	}
	of_its_own := {"resource": {"aws_vpc_endpoint_policy": {"p": {"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}", "policy": allowing("*")}}}}
	contains(said(object.union(interface({}), of_its_own)), "whose policy binds neither")
}

test_refuses_them_where_policies_are_asked_for if {
	config := {"require_endpoint_policies": true}
	testing.is_found(testing.under(config), rule, address) with input as interface({})
	testing.is_clean(testing.under(config)) with input as interface({"policy": allowing("arn:aws:sqs:us-east-1:111111111111:q")})
}

test_passes_what_is_narrow if {
	testing.outcomes(rule, address) == set() with input as interface({"policy": allowing("arn:aws:sqs:us-east-1:111111111111:q")})
}

test_passes_services_of_customers if {
	testing.outcomes(rule, address) == set() with input as interface({"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"})
}

test_what_a_stack_does_not_know_its_plan_does if {
	testing.outcomes(rule, address) == set() with input as interface({"policy": "${data.aws_iam_policy_document.p.json}"})
	testing.is_found(testing.under(asked), rule, address) with input as interface({"policy": "${data.aws_iam_policy_document.p.json}"})
	change := testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.us-east-1.sqs"}, {"policy": true})
	configured := testing.configured("aws_vpc_endpoint", "x", {"policy": testing.refers(["aws_sqs_queue.q.arn", "aws_sqs_queue.q"])})
	testing.warned(rule, address) with input as testing.change_plan("consumer", [change], {"resources": [configured]})
}

test_passes_endpoints_of_other_vpcs if {
	testing.outcomes(rule, address) == set() with input as object.union(interface({}), {"output": {"privatelink_stack_role": {"value": "service"}}})
}

asked := {"require_endpoint_policies": true}

test_asks_no_policy_of_services_that_take_none if {
	every name in ["com.amazonaws.us-east-1.email-smtp", "com.amazonaws.eu-west-1.iot.data", "cn.com.amazonaws.cn-north-1.transfer.server"] {
		testing.is_clean(testing.under(asked)) with input as interface({"service_name": name})
	}
	every name in ["com.amazonaws.us-east-1.email", "com.amazonaws.us-east-1.iot.data.x", "aws.api.us-east-1.email-smtp"] {
		testing.is_found(testing.under(asked), rule, address) with input as interface({"service_name": name})
	}
}

looked_up(service, supported) := testing.plan("consumer", [
	testing.resource("aws_vpc_endpoint", "x", {"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.us-east-1.new"}),
	object.union(
		testing.resource("aws_vpc_endpoint_service", "s", {"service_name": service, "vpc_endpoint_policy_supported": supported}),
		{"mode": "data", "address": "data.aws_vpc_endpoint_service.s"},
	),
])

test_a_data_source_tells_of_others if {
	testing.outcomes(rule, address) == set() with input as looked_up("com.amazonaws.us-east-1.new", false)
	testing.warned(rule, address) with input as looked_up("com.amazonaws.us-east-1.new", true)
	testing.warned(rule, address) with input as looked_up("com.amazonaws.us-east-1.other", false)
}

# A plan that does not know yet which service an endpoint leads to.
unnamed(references) := testing.change_plan(
	"consumer",
	[
		testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Interface"}, {"service_name": true}),
		testing.change("aws_vpc_endpoint_service", "s", ["create"], {"acceptance_required": true}, {"service_name": true}),
	],
	{"resources": [testing.configured("aws_vpc_endpoint", "x", {"service_name": testing.refers(references)})]},
)

test_a_service_that_is_not_known_may_be_one_of_aws if {
	plan := unnamed(["data.aws_vpc_endpoint_service.s.service_name", "data.aws_vpc_endpoint_service.s"])
	testing.outcomes(rule, address) == set() with input as plan
	testing.is_found(testing.under(asked), rule, address) with input as plan
	own := testing.under(asked) with input as unnamed(["aws_vpc_endpoint_service.s.service_name", "aws_vpc_endpoint_service.s"])
	count([finding | some finding in own.findings; finding.rule == rule]) == 0
}

# A stack whose endpoint has the name that a data source gives.
found_by(asked_for, more) := object.union(
	interface(object.union({"service_name": "${data.aws_vpc_endpoint_service.s.service_name}"}, more)),
	{"data": {"aws_vpc_endpoint_service": {"s": asked_for}}},
)

outcomes(document, config) := {finding.outcome | some finding in verdict.findings; finding.rule == rule} if {
	verdict := testing.under(config) with input as document
}

test_a_stack_looks_a_service_of_aws_up if {
	every asked_for in [{"service": "sqs"}, {"service_name": "com.amazonaws.us-east-1.sqs", "service_type": "Interface"}] {
		outcomes(found_by(asked_for, {}), {}) == {"warning"}
		outcomes(found_by(asked_for, {}), asked) == {"violated"}
		outcomes(found_by(asked_for, {"policy": allowing("*")}), asked) == {"violated"}
		outcomes(found_by(asked_for, {"policy": allowing("arn:aws:sqs:us-east-1:111111111111:q")}), asked) == set()
	}
	every asked_for in [{"service": "email-smtp"}, {"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"}] {
		outcomes(found_by(asked_for, {}), asked) == set()
	}
}

test_a_service_that_is_found_by_tags_or_filters_may_be_one_of_aws if {
	every asked_for in [
		{"tags": {"Name": "sqs"}},
		{"filter": [{"name": "service-name", "values": ["com.amazonaws.us-east-1.sqs"]}]},
		{"service_name": "${var.s}"},
		{"service": "${var.s}"},
	] {
		outcomes(found_by(asked_for, {}), {}) == set()
		outcomes(found_by(asked_for, {}), asked) == {"unproven"}
		outcomes(found_by(asked_for, {"policy": "${var.p}"}), asked) == {"unproven"}
		outcomes(found_by(asked_for, {"policy": allowing("arn:aws:sqs:us-east-1:111111111111:q")}), asked) == set()
	}
	every name in ["${var.s}", "${data.terraform_remote_state.s.outputs.service_name}", "${local.unheard}"] {
		outcomes(interface({"service_name": name}), asked) == {"unproven"}
	}
}

test_a_stack_that_reads_the_name_of_a_customers_service_waits_for_it if {
	read := `${try(data.terraform_remote_state.s.outputs.service_name, "com.amazonaws.vpce.us-east-1.vpce-svc-00000000000000000")}`
	outcomes(interface({"service_name": read}), asked) == set()
	outcomes(found_by({"service_name": read}, {}), asked) == set()
	outcomes(interface({"service_name": replace(read, ".vpce.us-east-1.vpce-svc-00000000000000000", ".us-east-1.sqs")}), asked) == {"unproven"}
	own := {"aws_vpc_endpoint_service": {"s": {"acceptance_required": true}}}
	made := object.union(interface({"service_name": "${aws_vpc_endpoint_service.s.service_name}"}), {"resource": own})
	outcomes(made, asked) == set()
}

# What stands for a customer's service must stand for an output of a state, and for nothing else.
test_only_an_output_of_a_state_may_be_a_customers_service_later if {
	missing := `"com.amazonaws.vpce.us-east-1.vpce-svc-00000000000000000"`
	every before in [
		`"com.amazonaws.us-east-1.sqs"`, `data.aws_vpc_endpoint_service.other.service_name`, `var.s`, `local.s`,
		`data.terraform_remote_state.s.outputs["service_name"]`, `data.terraform_remote_state.s.outputs.a.b`,
		`var.s, data.terraform_remote_state.s.outputs.service_name`,
	] {
		text := concat("", ["${try(", before, ", ", missing, ")}"])
		outcomes(interface({"service_name": text}), asked) == {"unproven"}
		outcomes(interface({"service_name": text}), perimeter) == {"unproven"}
		outcomes(found_by({"service_name": text}, {}), asked) == {"unproven"}
	}
	another := `${try(data.terraform_remote_state.s.outputs.service_name, "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0")}`
	outcomes(interface({"service_name": another}), asked) == {"unproven"}
}

# An own service, and an endpoint to what an expression gives.
own_service(text) := object.union(interface({"service_name": text}), {"resource": {"aws_vpc_endpoint_service": {"s": {
	"acceptance_required": true,
	"tags": {"n": "com.amazonaws.us-east-1.sqs", "service_name": "com.amazonaws.us-east-1.sqs"},
}}}})

test_only_the_name_of_a_service_is_a_customers_service if {
	every text in [
		"${aws_vpc_endpoint_service.s.tags.service_name}", `${aws_vpc_endpoint_service.s.tags["n"]}`,
		`${aws_vpc_endpoint_service.s.tags["service_name"]}`, `${aws_vpc_endpoint_service.s["service_name"]}`,
		"${aws_vpc_endpoint_service.s.id}", "${aws_vpc_endpoint_service.s.service_name}x",
	] {
		outcomes(own_service(text), asked) == {"unproven"}
	}
	every references in [
		["aws_vpc_endpoint_service.s.tags.service_name", "aws_vpc_endpoint_service.s.tags", "aws_vpc_endpoint_service.s"],
		[`aws_vpc_endpoint_service.s.tags["n"]`, "aws_vpc_endpoint_service.s.tags", "aws_vpc_endpoint_service.s"],
		["aws_vpc_endpoint_service.s.service_name", "aws_vpc_endpoint_service.s", "var.s"],
		["aws_vpc_endpoint_service.s"],
	] {
		outcomes(unnamed(references), asked) == {"unproven"}
	}
}

in_json(text) := json.patch(plan, [{"op": "add", "path": "configuration/root_module/resources/0/expressions/service_name/constant_value", "value": text}]) if {
	plan := unnamed(["aws_vpc_endpoint_service.s.service_name", "aws_vpc_endpoint_service.s"])
}

test_a_configuration_of_json_shows_what_is_made_of_the_name if {
	outcomes(in_json("${aws_vpc_endpoint_service.s.service_name}"), asked) == set()
	every text in [`${replace(aws_vpc_endpoint_service.s.service_name, "a", "b")}`, "x${aws_vpc_endpoint_service.s.service_name}"] {
		outcomes(in_json(text), asked) == {"unproven"}
	}
}

# What is read when the plan is applied: the plan shows what the data source asks for.
read_later(asked_for, references) := testing.change_plan(
	"consumer",
	[
		testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Interface"}, {"service_name": true}),
		object.union(
			testing.change("aws_vpc_endpoint_service", "s", ["read"], asked_for, {"vpc_endpoint_policy_supported": true}),
			{"mode": "data", "address": "data.aws_vpc_endpoint_service.s"},
		),
	],
	{"resources": [testing.configured("aws_vpc_endpoint", "x", {"service_name": testing.refers(references)})]},
)

test_a_plan_follows_the_data_source if {
	one := ["data.aws_vpc_endpoint_service.s.service_name", "data.aws_vpc_endpoint_service.s"]
	outcomes(read_later({"service": "sqs"}, one), asked) == {"violated"}
	outcomes(read_later({"service": "sqs"}, one), {}) == {"warning"}
	outcomes(read_later({"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-1"}, one), asked) == set()
	outcomes(read_later({"service": "email-smtp"}, array.concat(one, ["var.s"])), asked) == {"unproven"}
	outcomes(read_later({"tags": {"Name": "sqs"}}, one), asked) == {"unproven"}
}

written(policy) := concat("", [`${data.aws_vpc_endpoint_service.s.vpc_endpoint_policy_supported ? jsonencode(`, policy, `) : null}`])

# What this project writes for a service of which only AWS knows whether it takes a policy.
test_a_policy_or_none_is_no_better_than_the_policy if {
	all := `{"Statement" = [{"Effect" = "Allow", "Principal" = "*", "Action" = "*", "Resource" = "*"}]}`
	own := `{"Statement" = [{"Effect" = "Allow", "Principal" = "*", "Action" = "*", "Resource" = "arn:aws:sqs:us-east-1:111111111111:q"}]}`
	outcomes(found_by({"service": "sqs"}, {"policy": written(all)}), asked) == {"violated"}
	outcomes(found_by({"service": "sqs"}, {"policy": written(own)}), asked) == {"unproven"}
}

perimeter := {"require_resource_perimeter": true}

by_principals := {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}}}

test_a_perimeter_asks_for_policies_that_bind_resources if {
	outcomes(interface({"policy": json.marshal(by_principals)}), {}) == set()
	outcomes(interface({"policy": json.marshal(by_principals)}), asked) == set()
	verdict := testing.under(perimeter) with input as interface({"policy": json.marshal(by_principals)})
	[finding] := [one | some one in verdict.findings; one.rule == rule]
	finding.outcome == "violated"
	endswith(finding.message, " in a stack whose role is consumer; it binds only who asks: own principals can send data to resources of anybody")
	contains(finding.cut, "aws:ResourceOrgID")
	outcomes(interface({}), perimeter) == {"violated"}
	outcomes(interface({"policy": "${var.p}"}), perimeter) == {"unproven"}
	outcomes(interface({"policy": allowing("arn:aws:sqs:us-east-1:111111111111:q")}), perimeter) == set()
	outcomes(interface({"service_name": "com.amazonaws.us-east-1.email-smtp"}), perimeter) == set()
}

test_a_stack_does_not_show_a_policy_that_terraform_leaves_alone if {
	narrow := {"policy": allowing("arn:aws:sqs:us-east-1:111111111111:q"), "lifecycle": {"ignore_changes": ["policy"]}}
	outcomes(interface(narrow), {}) == set()
	outcomes(interface(narrow), asked) == {"unproven"}
}

# An endpoint that a data source found, in a consumer VPC or in another one, and what else the plan does.
found_in(vpc, values, changes) := testing.change_plan(
	"service",
	array.concat(changes, [
		testing.change("aws_vpc", "a", ["no-op"], {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}, {}),
		testing.change("aws_vpc", "b", ["no-op"], {"id": "vpc-2", "tags": {"privatelink:vpc-role": "service"}}, {}),
		object.union(
			testing.change(
				"aws_vpc_endpoint", "x", ["read"], object.union(
					{"id": "vpce-1", "vpc_id": vpc, "vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.us-east-1.sqs"},
					values,
				),
				{},
			),
			{"mode": "data", "address": "data.aws_vpc_endpoint.x"},
		),
	]),
	{},
)

test_an_endpoint_that_was_found_needs_a_policy_too if {
	every config in [asked, perimeter] {
		outcomes(found_in("vpc-1", {"policy": allowing("*")}, []), config) == {"violated"}
		outcomes(found_in("vpc-1", {}, []), config) == {"violated"}
		outcomes(found_in("vpc-2", {"policy": allowing("*")}, []), config) == set()
		outcomes(found_in("vpc-1", {"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-1"}, []), config) == set()

		# Its owner may change it.
		outcomes(found_in("vpc-1", {"policy": allowing("arn:aws:sqs:us-east-1:111111111111:q")}, []), config) == {"unproven"}
	}
	outcomes(found_in("vpc-1", {"policy": json.marshal(by_principals)}, []), asked) == {"unproven"}
	outcomes(found_in("vpc-1", {"policy": json.marshal(by_principals)}, []), perimeter) == {"violated"}
	outcomes(found_in("vpc-1", {"policy": allowing("*")}, []), {}) == {"warning"}
	outcomes(found_in("vpc-1", {"policy": allowing("arn:aws:sqs:us-east-1:111111111111:q")}, []), {}) == set()
}

test_an_endpoint_that_was_found_may_get_a_policy_of_the_document if {
	added := testing.change("aws_vpc_endpoint_policy", "p", ["create"], {"vpc_endpoint_id": "vpce-1", "policy": allowing("arn:aws:sqs:us-east-1:111111111111:q")}, {"id": true})
	outcomes(found_in("vpc-1", {"policy": allowing("*")}, [added]), asked) == {"unproven"}
}

test_an_endpoint_of_the_document_is_not_judged_as_found if {
	managed := testing.change("aws_vpc_endpoint", "m", ["no-op"], {"id": "vpce-1", "vpc_id": "vpc-1", "vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.us-east-1.sqs", "policy": allowing("*")}, {})
	verdict := testing.under(asked) with input as found_in("vpc-1", {"policy": allowing("*")}, [managed])
	{finding.address | some finding in verdict.findings; finding.rule == rule} == {"aws_vpc_endpoint.m"}
}
