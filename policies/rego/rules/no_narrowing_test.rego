package privatelink.rules.no_narrowing_test

import data.privatelink.rules.no_narrowing
import data.privatelink.testing

rule := "no-narrowing"

updating(type, before, after, unknown) := testing.change_plan("service", [testing.transition(type, "x", ["update"], before, after, unknown)], {})

# An object with a value at a path.
holding(path, value) := {names[0]: value} if {
	names := split(path, ".")
	count(names) == 1
} else := {names[0]: [{names[1]: item} | some item in value]} if {
	names := split(path, ".")
}

test_refuses_each_part_taken_away if {
	every type, parts in no_narrowing.parts {
		every part in parts {
			every path in part.paths {
				testing.found(rule, $"{type}.x") with input as updating(type, holding(path, ["a", "b"]), holding(path, ["a"]), {})
				testing.outcomes(rule, $"{type}.x") == {"unproven"} with input as updating(type, holding(path, ["a"]), {}, {split(path, ".")[0]: true})
				testing.clean with input as updating(type, holding(path, ["a"]), holding(path, ["b", "a"]), {})
			}
		}
	}
}

test_refuses_private_dns_switched_off if {
	every type in ["aws_vpc_endpoint", "aws_vpc_endpoint_private_dns", "awscc_ec2_vpc_endpoint"] {
		testing.found(rule, $"{type}.x") with input as updating(type, {"private_dns_enabled": true}, {"private_dns_enabled": false}, {})
		testing.clean with input as updating(type, {"private_dns_enabled": false}, {"private_dns_enabled": true}, {})
	}
}

test_refuses_another_private_dns_name if {
	testing.found(rule, "aws_vpc_endpoint_service.x") with input as updating("aws_vpc_endpoint_service", {"private_dns_name": "a.example.com"}, {"private_dns_name": "b.example.com"}, {})
}

test_refuses_an_address_type_taken_away if {
	every type in ["aws_lb", "aws_vpc_endpoint"] {
		testing.found(rule, $"{type}.x") with input as updating(type, {"ip_address_type": "dualstack"}, {"ip_address_type": "ipv4"}, {})
		testing.clean with input as updating(type, {"ip_address_type": "ipv4"}, {"ip_address_type": "dualstack"}, {})
		testing.outcomes(rule, $"{type}.x") == {"unproven"} with input as updating(type, {"ip_address_type": "ipv4"}, {}, {"ip_address_type": true})
	}
}

test_refuses_a_port_taken_away if {
	before := {"protocol": "TCP", "port": 80, "load_balancer_arn": "arn:lb"}
	testing.found(rule, "aws_lb_listener.x") with input as updating("aws_lb_listener", before, object.union(before, {"port": 81}), {})
	testing.found(rule, "aws_lb_listener.x") with input as destroyed("aws_lb_listener", before)
	testing.clean with input as updating("aws_lb_listener", before, before, {})
	testing.clean with input as updating("aws_lb_listener", object.union(before, {"protocol": "HTTPS"}), object.union(before, {"port": 81}), {})
	testing.clean with input as destroyed("aws_lb_listener", object.union(before, {"protocol": "HTTP"}))
}

destroyed(type, before) := testing.change_plan("service", [testing.transition(type, "x", ["delete"], before, null, {})], {})

test_listeners_of_a_load_balancer_that_goes_are_told_with_it if {
	plan := testing.change_plan(
		"service", [
			testing.transition("aws_lb_listener", "x", ["delete"], {"protocol": "TCP", "load_balancer_arn": "arn:lb"}, null, {}),
			testing.transition("aws_lb", "x", ["delete"], {"arn": "arn:lb"}, null, {}),
		],
		{},
	)
	testing.outcomes(rule, "aws_lb_listener.x") == set() with input as plan
	testing.found("no-destruction", "aws_lb.x") with input as plan
}

test_refuses_host_names_taken_away if {
	every before in [
		{"alias": [{"name": "vpce-1-a.vpce-svc-1.us-east-1.vpce.amazonaws.com"}]},
		{"records": ["VPCE.vpce-svc-1.us-east-1.vpce.amazonaws.com.", "x.vpce-svc-1.us-east-1.vpce.amazonaws.com."]},
	] {
		testing.found(rule, "aws_route53_record.x") with input as destroyed("aws_route53_record", before)
	}
	testing.found(rule, "aws_vpc_endpoint_private_dns.x") with input as destroyed("aws_vpc_endpoint_private_dns", {})
	testing.found(rule, "aws_route53profiles_association.x") with input as destroyed("aws_route53profiles_association", {})
	testing.clean with input as destroyed("aws_route53_record", {"records": ["10.0.0.1"], "alias": []})
}

test_tells_what_cuts_somebody_off_on_purpose if {
	every type, part in {
		"aws_ram_principal_association": "its endpoints keep what they have",
		"aws_vpc_endpoint_connection_accepter": "AWS rejects the connection",
		"aws_vpc_endpoint_service_allowed_principal": "its connections that were accepted stay",
		"awscc_ec2_vpc_endpoint_service_permissions": "its connections that were accepted stay",
	} {
		document := destroyed(type, {})
		testing.warned(rule, $"{type}.x") with input as document
		messages := [finding.message | some finding in testing.verdict_on(document).findings; finding.rule == rule]
		contains(messages[0], part)
	}
}

test_tells_of_each_principal_that_goes if {
	every type in ["aws_vpc_endpoint_service", "awscc_ec2_vpc_endpoint_service_permissions"] {
		testing.warned(rule, $"{type}.x") with input as updating(type, {"allowed_principals": ["a", "b"]}, {"allowed_principals": ["a"]}, {})
		testing.warned(rule, $"{type}.x") with input as updating(type, {"allowed_principals": ["a"]}, {}, {"allowed_principals": true})
		testing.clean with input as updating(type, {"allowed_principals": ["a"]}, {"allowed_principals": ["b", "a"]}, {})
	}
}

test_tells_of_a_principal_that_another_takes_the_place_of if {
	every type, argument in {"aws_ram_principal_association": "principal", "aws_vpc_endpoint_service_allowed_principal": "principal_arn"} {
		every actions in [["delete", "create"], ["create", "delete"]] {
			testing.warned(rule, $"{type}.x") with input as replaced(type, actions, {argument: "a"}, {argument: "b"})
			testing.clean with input as replaced(type, actions, {argument: "a"}, {argument: "a"})
		}
	}
}

replaced(type, actions, before, after) := testing.change_plan("service", [testing.transition(type, "x", actions, before, after, {})], {})

test_passes_application_load_balancers_and_gateway_endpoints if {
	testing.clean with input as updating("aws_lb", {"load_balancer_type": "application", "subnets": ["a", "b"]}, {"subnets": ["a"]}, {})
	testing.clean with input as updating("aws_vpc_endpoint", {"vpc_endpoint_type": "Gateway", "subnet_ids": ["a"]}, {}, {})
}

test_tells_of_load_balancers_that_stand_alone if {
	alone := testing.change_plan_of_others([testing.transition("aws_lb", "x", ["update"], {"subnets": ["a", "b"]}, {"subnets": ["a"]}, {})])
	testing.warned(rule, "aws_lb.x") with input as alone
	unknown := testing.change_plan_of_others([testing.transition("aws_lb", "x", ["update"], {"subnets": ["a", "b"]}, {}, {"subnets": true})])
	testing.warned(rule, "aws_lb.x") with input as unknown
}

test_leaves_ports_that_another_listener_gets_to_their_own_rule if {
	before := {"protocol": "TCP", "port": 80, "load_balancer_arn": "arn:lb"}
	elsewhere := object.union(before, {"port": 81})
	every gone in [["delete", null], ["update", elsewhere]] {
		plan := testing.change_plan(
			"service", [
				testing.transition("aws_lb_listener", "x", [gone[0]], before, gone[1], {}),
				testing.transition("aws_lb_listener", "y", ["create"], null, before, {}),
			],
			{},
		)
		testing.outcomes(rule, "aws_lb_listener.x") == set() with input as plan
		testing.found("listener-ports", "aws_lb_listener.y") with input as plan
	}
}
