package privatelink.lib.witness_test

import data.privatelink.testing

network := object.union(testing.vpcs, {
	"aws_route_table": {"t": {"vpc_id": "${aws_vpc.a.id}", "route": {"gateway_id": "${aws_internet_gateway.g.id}"}}},
	"aws_route_table_association": {"r": {"subnet_id": "${aws_subnet.s.id}", "route_table_id": "${aws_route_table.t.id}"}},
	"aws_route": {"x": {"route_table_id": "${aws_route_table.t.id}", "nat_gateway_id": "nat-1"}},
	"aws_internet_gateway": {"g": {}},
	"aws_nat_gateway": {"n": {"subnet_id": "${local.subnet}"}},
})

document := object.union(testing.stack("service", network), {"locals": {"subnet": "${aws_subnet.s.id}"}})

path(rule, address) := [$"{step.step} {object.get(step, "address", "")}" |
	some finding in testing.verdict_on(document).findings
	finding.rule == rule
	finding.address == address
	some step in finding.witness
]

test_shows_the_way_of_an_inline_route if {
	path("no-internet-gateway", "aws_route_table.t") == [
		"vpc aws_vpc.a", "subnet aws_subnet.s", "route aws_route_table.t", "target aws_internet_gateway.g",
		"outside null",
	]
}

test_shows_the_table_of_a_route if {
	path("no-nat-gateway", "aws_route.x") == [
		"vpc aws_vpc.a", "subnet aws_subnet.s", "route table aws_route_table.t", "route aws_route.x",
		"outside null",
	]
}

test_shows_what_a_resource_stands_in if {
	path("no-nat-gateway", "aws_nat_gateway.n") == ["vpc aws_vpc.a", "subnet aws_subnet.s", "nat gateway aws_nat_gateway.n", "outside null"]
}

test_says_the_smallest_edit if {
	cuts := {finding.address: finding.cut | some finding in testing.verdict_on(document).findings}
	cuts["aws_route.x"] == "remove aws_route.x"
	cuts["aws_route_table.t"] == "remove that route from aws_route_table.t"
}

indexed(type, name, index, values) := object.union(testing.resource(type, name, values), {"address": $"{type}.{name}[\"{index}\"]", "index": index})

# A plan of subnets and gateways for each of two keys.
plan := {
	"format_version": "1.2",
	"planned_values": {"root_module": {"resources": planned}},
	"configuration": {"root_module": testing.configuration_of(planned, {"resources": [testing.configured("aws_nat_gateway", "n", {"subnet_id": testing.refers(["aws_subnet.s", "each.key"])})]})},
}

planned := [
	testing.resource("aws_vpc", "v", {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}),
	indexed("aws_subnet", "s", "a", {"id": "subnet-a", "vpc_id": "vpc-1"}),
	indexed("aws_subnet", "s", "b", {"id": "subnet-b", "vpc_id": "vpc-1"}),
	indexed("aws_nat_gateway", "n", "b", {}),
	testing.resource("aws_route_table", "t", {"id": "rtb-1", "vpc_id": "vpc-1", "route": []}),
	testing.resource("aws_route_table_association", "r", {"subnet_id": "subnet-b", "route_table_id": "rtb-1"}),
	testing.resource("aws_route", "x", {"route_table_id": "rtb-1", "gateway_id": "igw-1"}),
]

addresses(rule, address) := {step.address |
	some finding in testing.verdict_on(plan).findings
	finding.rule == rule
	finding.address == address
	some step in finding.witness
}

test_shows_the_instance_of_the_same_key if {
	addresses("no-nat-gateway", `aws_nat_gateway.n["b"]`) == {"aws_vpc.v", `aws_subnet.s["b"]`, `aws_nat_gateway.n["b"]`, null}
}

test_follows_known_ids_from_subnets_to_their_table if {
	addresses("no-internet-gateway", "aws_route.x") == {"aws_vpc.v", `aws_subnet.s["b"]`, "aws_route_table.t", "aws_route.x", null}
}
