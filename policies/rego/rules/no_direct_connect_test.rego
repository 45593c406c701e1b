package privatelink.rules.no_direct_connect_test

import data.privatelink.testing

rule := "no-direct-connect"

test_refuses_where_the_gateway_is_a_consumers if {
	gateways := {"aws_vpn_gateway": {"a": {"vpc_id": "${aws_vpc.a.id}"}, "b": {"vpc_id": "${aws_vpc.b.id}"}}}
	testing.found(rule, "aws_dx_gateway_association.x") with input as associated("${aws_vpn_gateway.a.id}", gateways)
	testing.outcomes(rule, "aws_dx_gateway_association.x") == set() with input as associated("${aws_vpn_gateway.b.id}", gateways)
}

associated(gateway, gateways) := testing.stack("service", object.union_n([
	testing.vpcs,
	gateways,
	{"aws_dx_gateway_association": {"x": {"associated_gateway_id": gateway}}},
]))
