package privatelink.lib.vpc_lookups_test

import data.privatelink.testing

nat := "aws_nat_gateway.x"

# A NAT gateway in a subnet that a data source finds.
stack(source, subnet) := object.union(
	testing.stack("service", object.union(testing.vpcs, {"aws_nat_gateway": {"x": {"subnet_id": subnet}}})),
	{"data": source},
)

outcomes(source, subnet) := found if {
	found := testing.outcomes("no-nat-gateway", nat) with input as stack(source, subnet)
}

subnets(body) := {"aws_subnets": {"f": body}}

by_filter(name, values) := subnets({"filter": [{"name": name, "values": values}]})

found_subnet := "${data.aws_subnets.f.ids[0]}"

test_what_is_found_by_the_id_of_a_vpc_is_in_it if {
	outcomes(by_filter("vpc-id", ["${aws_vpc.b.id}"]), found_subnet) == set()
	outcomes(by_filter("vpc-id", ["${aws_vpc.a.id}"]), found_subnet) == {"violated"}
	outcomes({"aws_subnet": {"f": {"filter": {"name": "vpc-id", "values": ["${aws_vpc.b.id}"]}}}}, "${data.aws_subnet.f.id}") == set()
	both := subnets({"filter": [{"name": "tag:Tier", "values": ["private"]}, {"name": "vpc-id", "values": ["${aws_vpc.b.id}"]}]})
	outcomes(both, found_subnet) == set()
}

test_what_is_found_otherwise_may_be_in_any if {
	every source in [
		subnets({"tags": {"Tier": "private"}}),
		by_filter("tag:vpc-id", ["${aws_vpc.b.id}"]),
		by_filter("${var.name}", ["${aws_vpc.b.id}"]),
		by_filter("vpc-id", ["${var.x}"]),
		by_filter("vpc-id", ["${aws_vpc.b.id}", "${var.x}"]),
		by_filter("vpc-id", ["${aws_vpc.b.id}", "${aws_vpc.c.id}"]),
		by_filter("vpc-id", ["${aws_vpc.b.id}*"]),
		by_filter("vpc-id", "${local.ids}"),
		by_filter("vpc-id", ["${var.x ? aws_vpc.a.id : aws_vpc.b.id}"]),
		by_filter("vpc-id", ["vpc-*"]),
		subnets({"dynamic": {"filter": {"for_each": "${var.x}", "content": {"name": "vpc-id", "values": ["${aws_vpc.b.id}"]}}}}),
		subnets({"vpc_id": "${var.x}", "filter": [{"name": "vpc-id", "values": ["${aws_vpc.b.id}"]}]}),
	] {
		outcomes(source, found_subnet) == {"unproven"}
	}
}

test_two_vpcs_cannot_both_be_asked_for if {
	source := subnets({"filter": [{"name": "vpc-id", "values": ["${aws_vpc.b.id}"]}, {"name": "vpc-id", "values": ["${aws_vpc.a.id}"]}]})
	outcomes(source, found_subnet) == {"violated"}
}

# What a plan has read, and a route in a table of it.
plan(source) := testing.change_plan(
	"service",
	[
		testing.change("aws_vpc", "a", ["no-op"], {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}, {}),
		testing.change("aws_vpc", "b", ["no-op"], {"id": "vpc-2", "tags": {"privatelink:vpc-role": "hub"}}, {}),
		object.union(testing.change("aws_route_tables", "f", ["read"], source, {}), {"mode": "data", "address": "data.aws_route_tables.f"}),
		testing.change("aws_route", "x", ["create"], {"route_table_id": "rtb-9", "transit_gateway_id": "tgw-1"}, {}),
	],
	{},
)

of_route(source) := found if {
	found := testing.outcomes("no-transit-gateway", "aws_route.x") with input as plan(source)
}

test_a_plan_knows_the_ids_that_were_found if {
	of_route({"vpc_id": "vpc-2", "ids": ["rtb-9"]}) == set()
	of_route({"vpc_id": "vpc-1", "ids": ["rtb-9"]}) == {"violated"}
	of_route({"filter": [{"name": "vpc-id", "values": ["vpc-2"]}], "ids": ["rtb-9"]}) == set()
	every source in [
		{"vpc_id": "vpc-2", "ids": ["rtb-8"]},
		{"vpc_id": "vpc-3", "ids": ["rtb-9"]},
		{"ids": ["rtb-9"]},
	] {
		of_route(source) == {"unproven"}
	}
}
