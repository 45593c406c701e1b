package privatelink.rules.revoke_before_destroy_test

import data.privatelink.testing

rule := "revoke-before-destroy"

service := "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"

destroying(before) := testing.change_plan("consumer", [testing.transition("aws_vpc_endpoint", "x", ["delete"], before, null, {})], {})

test_refuses_an_endpoint_that_is_not_revoked if {
	every state in ["available", "Available", "pendingAcceptance", "pending", null] {
		testing.found(rule, "aws_vpc_endpoint.x") with input as destroying({"service_name": service, "state": state})
	}
	testing.found(rule, "aws_vpc_endpoint.x") with input as destroying({})
	testing.found(rule, "awscc_ec2_vpc_endpoint.x") with input as testing.change_plan("consumer", [testing.transition("awscc_ec2_vpc_endpoint", "x", ["delete"], {"service_name": service}, null, {})], {})
}

test_passes_one_that_is if {
	every state in ["rejected", "Rejected", "expired", "failed", "deleted"] {
		testing.clean with input as destroying({"service_name": service, "state": state})
	}
}

test_passes_endpoints_to_services_of_aws_and_gateway_endpoints if {
	every name in ["com.amazonaws.us-east-1.logs", "cn.com.amazonaws.cn-north-1.ecr.api"] {
		testing.clean with input as destroying({"service_name": name, "state": "available"})
	}
	testing.clean with input as destroying({"service_name": service, "vpc_endpoint_type": "Gateway", "state": "available"})
}

test_passes_other_actions if {
	every actions in [["no-op"], ["update"], ["create"]] {
		testing.clean with input as testing.change_plan("service", [testing.transition("aws_vpc_endpoint", "x", actions, {"state": "available"}, {"state": "available", "service_name": service}, {})], {})
	}
}
