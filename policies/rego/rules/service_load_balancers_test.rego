package privatelink.rules.service_load_balancers_test

import data.privatelink.testing

rule := "service-load-balancers"

stack(load_balancer, listeners) := testing.stack("service", {
	"aws_vpc_endpoint_service": {"s": {"acceptance_required": true, "network_load_balancer_arns": ["${aws_lb.l.arn}"]}},
	"aws_lb": {"l": load_balancer, "other": {}},
	"aws_lb_listener": listeners,
})

listener(protocol) := {"x": {"load_balancer_arn": "${aws_lb.l.arn}", "protocol": protocol}}

test_refuses_a_load_balancer_that_is_not_internal if {
	every load_balancer in [{}, {"internal": false}, {"internal": null}] {
		testing.found(rule, "aws_lb.l") with input as stack(load_balancer, {})
	}
	testing.outcomes(rule, "aws_lb.l") == {"unproven"} with input as stack({"internal": "${var.x}"}, {})
	testing.clean with input as stack({"internal": true}, {})
	testing.outcomes(rule, "aws_lb.other") == set() with input as stack({"internal": true}, {})
}

twin(body) := testing.stack("service", {
	"awscc_ec2_vpc_endpoint_service": {"s": {"network_load_balancer_arns": ["${awscc_elasticloadbalancingv2_load_balancer.l.id}"]}},
	"awscc_elasticloadbalancingv2_load_balancer": {"l": body},
})

test_knows_the_twin if {
	testing.found(rule, "awscc_elasticloadbalancingv2_load_balancer.l") with input as twin({"scheme": "internet-facing"})
	testing.clean with input as twin({"scheme": "internal"})
}

test_refuses_listeners_without_tls_where_it_is_promised if {
	config := {"tls_services": ["aws_vpc_endpoint_service.*"]}
	every protocol in ["TCP", "TCP_UDP", null] {
		testing.is_found(testing.under(config), rule, "aws_lb_listener.x") with input as stack({"internal": true}, listener(protocol))
	}
	testing.is_clean(testing.under(config)) with input as stack({"internal": true}, listener("TLS"))
	testing.is_clean(testing.under({"tls_services": ["another"]})) with input as stack({"internal": true}, listener("TCP"))
}

test_a_promise_that_cannot_be_seen_is_not_proven if {
	config := {"tls_services": ["aws_vpc_endpoint_service.s"]}
	testing.is_found(testing.under(config), rule, "aws_lb.l") with input as stack({"internal": true}, {})
	testing.is_found(testing.under(config), rule, "aws_lb_listener.x") with input as stack({"internal": true}, listener("${var.x}"))
}

# A plan of what is deployed has ids in the place of references.
deployed(internal, protocol) := testing.plan("service", [
	testing.resource("aws_vpc_endpoint_service", "s", {"id": "vpce-svc-1", "acceptance_required": true, "network_load_balancer_arns": ["arn:lb"]}),
	testing.resource("aws_lb", "l", {"arn": "arn:lb", "internal": internal}),
	testing.resource("aws_lb_listener", "x", {"load_balancer_arn": "arn:lb", "protocol": protocol}),
])

test_knows_deployed_load_balancers_by_their_arns if {
	testing.found(rule, "aws_lb.l") with input as deployed(false, "TCP")
	testing.outcomes(rule, "aws_lb.l") == set() with input as deployed(true, "TCP")
	config := {"tls_services": ["aws_vpc_endpoint_service.s"]}
	testing.is_found(testing.under(config), rule, "aws_lb_listener.x") with input as deployed(true, "TCP")
	not testing.is_found(testing.under(config), rule, "aws_lb_listener.x") with input as deployed(true, "TLS")
}
