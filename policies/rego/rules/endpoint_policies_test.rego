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
