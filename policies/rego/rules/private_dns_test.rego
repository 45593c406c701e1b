package privatelink.rules.private_dns_test

import data.privatelink.testing

rule := "private-dns"

service := "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"

endpoint(body) := object.union({"vpc_endpoint_type": "Interface", "service_name": service, "vpc_id": "${aws_vpc.v.id}"}, body)

stack(vpc, endpoints) := testing.stack("consumer", {"aws_vpc": {"v": vpc}, "aws_vpc_endpoint": endpoints})

resolving := {"enable_dns_support": true, "enable_dns_hostnames": true}

named := endpoint({"private_dns_enabled": true})

test_refuses_a_vpc_that_does_not_resolve if {
	every vpc in [{}, {"enable_dns_hostnames": false}, {"enable_dns_hostnames": true, "enable_dns_support": false}] {
		testing.found(rule, "aws_vpc_endpoint.x") with input as stack(vpc, {"x": named})
		testing.clean with input as stack(vpc, {"x": endpoint({})})
	}
	every vpc in [resolving, {"enable_dns_hostnames": "true"}, {"enable_dns_hostnames": "${var.x}"}] {
		testing.outcomes(rule, "aws_vpc_endpoint.x") == set() with input as stack(vpc, {"x": named})
	}
}

test_refuses_two_endpoints_with_the_same_names if {
	document := stack(resolving, {"x": named, "y": named, "z": endpoint({})})
	testing.found(rule, "aws_vpc_endpoint.x") with input as document
	testing.found(rule, "aws_vpc_endpoint.y") with input as document
	testing.outcomes(rule, "aws_vpc_endpoint.z") == set() with input as document
}

test_passes_two_endpoints_in_two_vpcs_or_to_two_services if {
	other := object.union(named, {"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-1"})
	testing.outcomes(rule, "aws_vpc_endpoint.x") == set() with input as stack(resolving, {"x": named, "y": other})
	document := testing.stack("consumer", {
		"aws_vpc": {"v": resolving, "w": resolving},
		"aws_vpc_endpoint": {"x": named, "y": object.union(named, {"vpc_id": "${aws_vpc.w.id}"})},
	})
	testing.outcomes(rule, "aws_vpc_endpoint.x") == set() with input as document
}

test_follows_private_dns_that_is_switched_on_by_itself if {
	document := testing.stack("consumer", {
		"aws_vpc": {"v": {}},
		"aws_vpc_endpoint": {"x": endpoint({})},
		"aws_vpc_endpoint_private_dns": {"p": {"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}", "private_dns_enabled": true}},
	})
	testing.found(rule, "aws_vpc_endpoint.x") with input as document
}

test_tells_of_endpoints_to_aws_without_its_names if {
	of_aws := endpoint({"service_name": "com.amazonaws.us-east-1.logs"})
	testing.warned(rule, "aws_vpc_endpoint.x") with input as stack(resolving, {"x": of_aws})
	testing.outcomes(rule, "aws_vpc_endpoint.x") == set() with input as stack(resolving, {"x": object.union(of_aws, {"private_dns_enabled": true})})
	testing.outcomes(rule, "aws_vpc_endpoint.x") == set() with input as stack(resolving, {"x": object.union(of_aws, {"private_dns_enabled": "${var.x}"})})
}
