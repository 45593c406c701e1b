package privatelink.rules.no_internet_gateway_test

import data.privatelink.testing

rule := "no-internet-gateway"

test_refuses_each_type_in_a_consumer_stack if {
	every type in {"aws_default_subnet", "aws_default_vpc", "aws_egress_only_internet_gateway", "aws_internet_gateway", "aws_internet_gateway_attachment", "awscc_ec2_egress_only_internet_gateway", "awscc_ec2_internet_gateway"} {
		testing.found(rule, $"{type}.x") with input as testing.stack("consumer", {type: {"x": {}}})
		testing.found(rule, $"{type}.x") with input as testing.plan("consumer", [testing.resource(type, "x", {})])
	}
}

test_refuses_by_any_way_to_name_a_marked_vpc if {
	every vpc_id in ["${aws_vpc.a.id}", "${aws_vpc.a[0].id}", "${local.vpc}", "${local.all.a}", "${aws_subnet.s.vpc_id}", "vpc-1", "${var.vpc}"] {
		testing.found(rule, "aws_internet_gateway.x") with input as object.union(
			testing.stack("service", object.union(testing.vpcs, {"aws_internet_gateway": {"x": {"vpc_id": vpc_id}}})),
			{"locals": {"vpc": "${aws_vpc.a.id}", "all": {"a": "${aws_vpc.a.id}", "b": "${aws_vpc.b.id}"}}},
		)
	}
}

test_passes_a_gateway_of_another_vpc if {
	every vpc_id in ["${aws_vpc.b.id}", "${aws_vpc.c.id}", "${local.vpc}", null, ""] {
		testing.clean with input as object.union(
			testing.stack("service", object.union(testing.vpcs, {"aws_internet_gateway": {"x": {"vpc_id": vpc_id}}})),
			{"locals": [{"vpc": "${aws_vpc.b.id}"}]},
		)
	}
}

test_passes_anything_where_no_vpc_is_a_consumers if {
	testing.clean with input as testing.stack("service", {
		"aws_vpc": {"b": {}},
		"aws_internet_gateway": {"x": {"vpc_id": "${var.vpc}"}},
	})
}

test_refuses_routes_to_a_gateway if {
	every target in [{"gateway_id": "igw-1"}, {"gateway_id": "eigw-1"}, {"gateway_id": "${aws_internet_gateway.g.id}"}, {"egress_only_gateway_id": "${var.x}"}] {
		testing.found(rule, "aws_route.x") with input as testing.stack("consumer", {"aws_route": {"x": target}})
		testing.found(rule, "aws_route_table.x") with input as testing.stack("consumer", {"aws_route_table": {"x": {"route": target}}})
		testing.found(rule, "aws_route_table.x") with input as testing.stack("consumer", {"aws_route_table": {"x": {"route": [{}, target]}}})
		testing.found(rule, "aws_default_route_table.x") with input as testing.stack("consumer", {"aws_default_route_table": {"x": {"dynamic": {"route": {"for_each": ["a"], "content": target}}}}})
	}
}

test_refuses_an_edge_association if {
	testing.found(rule, "aws_route_table_association.x") with input as testing.stack("consumer", {"aws_route_table_association": {"x": {"gateway_id": "igw-1"}}})
	testing.clean with input as testing.stack("consumer", {"aws_route_table_association": {"x": {"subnet_id": "subnet-1"}}})
}

test_passes_local_routes_and_none if {
	testing.clean with input as testing.stack("consumer", {"aws_route_table": {
		"none": {},
		"empty": {"route": []},
		"local": {"route": [{"cidr_block": "10.0.0.0/16", "gateway_id": "local", "nat_gateway_id": ""}]},
	}})
}

test_tells_an_attachment_from_that_of_a_vpn_gateway if {
	testing.found(rule, "awscc_ec2_vpc_gateway_attachment.x") with input as testing.stack("consumer", {"awscc_ec2_vpc_gateway_attachment": {"x": {"internet_gateway_id": "igw-1"}}})
	testing.found("no-vpn", "awscc_ec2_vpc_gateway_attachment.x") with input as testing.stack("consumer", {"awscc_ec2_vpc_gateway_attachment": {"x": {"vpn_gateway_id": "vgw-1"}}})
}
