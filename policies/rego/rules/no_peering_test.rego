package privatelink.rules.no_peering_test

import data.privatelink.testing

rule := "no-peering"

test_refuses_each_type_in_a_consumer_stack if {
	every type in {"aws_vpc_peering_connection", "aws_vpc_peering_connection_accepter", "awscc_ec2_vpc_peering_connection"} {
		testing.found(rule, $"{type}.x") with input as testing.stack("consumer", {type: {"x": {}}})
		testing.found(rule, $"{type}.x") with input as testing.plan("consumer", [testing.resource(type, "x", {})])
	}
}

test_refuses_either_side if {
	every sides in [{"vpc_id": "${aws_vpc.a.id}", "peer_vpc_id": "vpc-9"}, {"vpc_id": "vpc-9", "peer_vpc_id": "${aws_vpc.a.id}"}] {
		testing.found(rule, "aws_vpc_peering_connection.x") with input as testing.stack("service", object.union(testing.vpcs, {"aws_vpc_peering_connection": {"x": sides}}))
	}
}

test_passes_a_connection_of_other_vpcs if {
	testing.clean with input as testing.stack("service", object.union(testing.vpcs, {
		"aws_vpc_peering_connection": {"x": {"vpc_id": "${aws_vpc.b.id}", "peer_vpc_id": "${aws_vpc.c.id}"}},
		"aws_vpc_peering_connection_accepter": {"x": {"vpc_peering_connection_id": "${aws_vpc_peering_connection.x.id}"}},
	}))
}

test_refuses_to_accept_an_unknown_connection_beside_a_consumer if {
	testing.found(rule, "aws_vpc_peering_connection_accepter.x") with input as testing.stack("service", object.union(testing.vpcs, {"aws_vpc_peering_connection_accepter": {"x": {"vpc_peering_connection_id": "pcx-1"}}}))
}

test_refuses_routes_to_a_connection if {
	every target in [{"vpc_peering_connection_id": "${var.x}"}, {"gateway_id": "pcx-1"}, {"transit_gateway_id": "pcx-1"}] {
		testing.found(rule, "aws_route.x") with input as testing.stack("consumer", {"aws_route": {"x": target}})
	}
}
