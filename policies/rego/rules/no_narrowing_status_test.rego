package privatelink.rules.no_narrowing_status_test

# What the rule makes of reports of `privatelink status`.
import data.privatelink.testing

rule := "no-narrowing"

balancer := "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/orders/0123456789abcdef"

service := {
	"id": testing.service_id,
	"network_load_balancer_arns": [balancer],
	"supported_regions": ["us-east-1", "eu-west-1"],
	"allowed_principals": ["arn:aws:iam::222222222222:root"],
}

kept := testing.transition("aws_vpc_endpoint_service", "service", ["no-op"], service, service, {})

name := $"{testing.endpoint_id}-abc.{testing.service_id}.us-east-1.vpce.amazonaws.com"

listener := {"load_balancer_arn": balancer, "protocol": "TCP", "port": 443}

# Changes that would cut somebody off, by what they are about: the whole service, or one endpoint of it.
of_service := [
	[kept, testing.transition("aws_lb", "x", ["update"], {"arn": balancer, "internal": true, "subnets": ["a", "b"]}, {"arn": balancer, "internal": true, "subnets": ["a"]}, {})],
	[kept, testing.transition("aws_lb", "x", ["update"], {"arn": balancer, "internal": true, "subnets": ["a", "b"]}, {"arn": balancer, "internal": true}, {"subnets": true})],
	[kept, testing.transition("aws_lb_listener", "x", ["delete"], listener, null, {})],
	[kept, testing.transition("aws_lb_listener", "x", ["update"], listener, object.union(listener, {"port": 8443}), {})],
	[testing.transition("aws_vpc_endpoint_service", "x", ["update"], service, object.union(service, {"supported_regions": ["us-east-1"]}), {})],
]

of_endpoint := [
	[testing.transition("aws_vpc_endpoint", "x", ["update"], {"id": testing.endpoint_id, "subnet_ids": ["a", "b"]}, {"id": testing.endpoint_id, "subnet_ids": ["a"]}, {})],
	[testing.transition("aws_vpc_endpoint_private_dns", "x", ["delete"], {"vpc_endpoint_id": testing.endpoint_id, "private_dns_enabled": true}, null, {})],
	[testing.transition("aws_route53_record", "x", ["delete"], {"records": [name]}, null, {})],
	[testing.transition("aws_route53_record", "x", ["delete"], {"alias": [{"name": $"*.{name}"}]}, null, {})],
]

address(changes) := $"{changes[count(changes) - 1].type}.x"

test_passes_where_nobody_is_connected if {
	every changes in array.concat(of_service, of_endpoint) {
		verdict := testing.knowing([testing.report("aws", [testing.connection("web", "rejected", "revoked")])]) with input as testing.change_plan("service", changes, {})
		verdict.verdict == "clean"
		count(testing.relied_on(verdict, rule, address(changes))) == 1
	}
}

test_fails_and_names_who_is_connected if {
	every changes in array.concat(of_service, of_endpoint) {
		verdict := testing.knowing([testing.report("aws", [testing.connection("web", "available", "allowed")])]) with input as testing.change_plan("service", changes, {})
		testing.is_found(verdict, rule, address(changes))
		some message in testing.messages(verdict, rule, address(changes))
		endswith(message, ". By the status of 2026-11-25T10:00:00Z, 1 endpoint is in use: web (vpce-0123456789abcdef0, account 222222222222)")
	}
}

# A new endpoint may be younger than the report.
test_fails_what_a_report_does_not_list if {
	every changes in of_endpoint {
		verdict := testing.knowing([testing.report("aws", [])]) with input as testing.change_plan("consumer", changes, {})
		testing.is_found(verdict, rule, address(changes))
		verdict.relied_on == []
	}
}

accepter := testing.transition(
	"aws_vpc_endpoint_connection_accepter", "x", ["delete"],
	{"vpc_endpoint_id": testing.endpoint_id, "vpc_endpoint_service_id": testing.service_id, "vpc_endpoint_state": "available"}, null, {},
)

test_tells_whose_acceptance_is_taken_back if {
	connected := testing.knowing([testing.report("aws", [testing.connection("web", "available", "revoked")])]) with input as testing.change_plan("acceptance", [accepter], {})
	connected.verdict == "clean"
	some message in testing.messages(connected, rule, "aws_vpc_endpoint_connection_accepter.x")
	contains(message, "1 endpoint is in use: web (")
	ended := testing.knowing([testing.report("aws", [testing.connection("web", "deleted", "allowed")])]) with input as testing.change_plan("acceptance", [accepter], {})
	testing.messages(ended, rule, "aws_vpc_endpoint_connection_accepter.x") == set()
	testing.relied_on(ended, rule, "aws_vpc_endpoint_connection_accepter.x") == {"the endpoint is deleted, by the status of 2026-11-25T10:00:00Z"}
}

# It is about those who may connect, not about those who are connected.
test_tells_of_principals_whoever_is_connected if {
	removed := testing.transition("aws_vpc_endpoint_service_allowed_principal", "x", ["delete"], {"vpc_endpoint_service_id": testing.service_id, "principal_arn": "arn:aws:iam::222222222222:root"}, null, {})
	verdict := testing.knowing([testing.report("aws", [])]) with input as testing.change_plan("service", [removed], {})
	count(testing.messages(verdict, rule, "aws_vpc_endpoint_service_allowed_principal.x")) == 1
	verdict.relied_on == []
}
