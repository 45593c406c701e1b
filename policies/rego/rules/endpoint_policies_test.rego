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
	change := testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.us-east-1.sqs"}, {"policy": true})
	configured := testing.configured("aws_vpc_endpoint", "x", {"policy": testing.refers(["aws_sqs_queue.q.arn", "aws_sqs_queue.q"])})
	testing.warned(rule, address) with input as testing.change_plan("consumer", [change], {"resources": [configured]})
}

test_passes_endpoints_of_other_vpcs if {
	testing.outcomes(rule, address) == set() with input as object.union(interface({}), {"output": {"privatelink_stack_role": {"value": "service"}}})
}
