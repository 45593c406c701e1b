package privatelink.rules.no_forwarding_test

import data.privatelink.testing

rule := "no-forwarding"

test_warns_of_what_may_forward if {
	testing.outcomes_of(rule, "aws_instance", {"known": {"subnet_id": "subnet-1", "source_dest_check": false}, "consumer": {"subnet_id": "${aws_subnet.s.id}", "source_dest_check": false}, "service": {"subnet_id": "${aws_subnet.t.id}", "source_dest_check": false}}) == testing.warns
}

test_refuses_routes_to_hosts if {
	every target in [{"network_interface_id": "${var.x}"}, {"instance_id": "i-1"}, {"gateway_id": "eni-1"}, {"gateway_id": "${aws_instance.i.id}"}] {
		testing.found(rule, "aws_route.x") with input as testing.stack("consumer", {"aws_route": {"x": target}})
	}
}

bridge(subnet) := testing.stack("service", object.union(testing.vpcs, {
	"aws_network_interface": {"n": {"subnet_id": subnet}},
	"aws_instance": {"x": {"subnet_id": "${aws_subnet.s.id}", "network_interface": [{"network_interface_id": "${aws_network_interface.n.id}"}]}},
}))

test_refuses_a_host_in_two_vpcs if {
	testing.found(rule, "aws_instance.x") with input as bridge("${aws_subnet.t.id}")
	testing.clean with input as bridge("${aws_subnet.s.id}")
}
