package privatelink.rules.no_dynamic_routes_test

import data.privatelink.testing

rule := "no-dynamic-routes"

test_refuses_propagation if {
	tables := {"aws_route_table": {"t": {"vpc_id": "${aws_vpc.a.id}"}}}
	testing.found(rule, "aws_vpc_route_server_propagation.x") with input as testing.stack("service", object.union_n([
		testing.vpcs,
		tables,
		{"aws_vpc_route_server_propagation": {"x": {"route_table_id": "${aws_route_table.t.id}"}}},
	]))
}
