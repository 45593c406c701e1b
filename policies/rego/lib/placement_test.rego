package privatelink.lib.placement_test

import data.privatelink.testing

address := "aws_internet_gateway.x"

gateway(vpc, others) := object.union(testing.stack("service", object.union(testing.vpcs, {"aws_internet_gateway": {"x": {"vpc_id": vpc}}})), others)

outcomes(vpc, others) := found if {
	found := testing.outcomes("no-internet-gateway", address) with input as gateway(vpc, others)
}

test_what_is_certain_is_a_violation if {
	locals := {"locals": {"a": "${aws_vpc.a.id}", "all": {"a": "${aws_vpc.a.id}", "b": "${aws_vpc.b.id}"}, "list": ["${aws_vpc.a.id}"]}}
	every vpc in ["${aws_vpc.a.id}", "${local.a}", "${local.all.a}", `${local.all["a"]}`, "${local.list[0]}"] {
		outcomes(vpc, locals) == {"violated"}
	}
	every vpc in ["${aws_vpc.b.id}", "${local.all.b}", `${local.all["b"]}`] {
		outcomes(vpc, locals) == set()
	}
}

test_what_may_be_one_of_several_is_unproven if {
	locals := {"locals": {"all": {"a": "${aws_vpc.a.id}", "b": "${aws_vpc.b.id}"}, "list": ["${aws_vpc.a.id}", "${aws_vpc.b.id}"], "one": "${var.x ? aws_vpc.a.id : aws_vpc.b.id}"}}
	every vpc in ["${local.all[var.x]}", "${local.list[0]}", "${local.one}", "${var.x ? aws_vpc.a.id : aws_vpc.b.id}"] {
		outcomes(vpc, locals) == {"unproven"}
	}
}

# A key of a map whose keys its author chooses is no attribute that says where a thing stands.
test_a_key_that_somebody_chose_is_unproven if {
	every vpc in ["${aws_vpc.b.tags.vpc_id}", "${aws_lambda_function.f.environment[0].variables.vpc_id}", "${aws_ec2_tag.t.resource_id}", "${random_pet.p.keepers.vpc_id}"] {
		outcomes(vpc, {}) == {"unproven"}
	}
}

given(node) := object.union(gateway("${terraform_data.d.output.vpc_id}", {}), {"resource": object.union(
	gateway("${terraform_data.d.output.vpc_id}", {}).resource,
	{"terraform_data": {"d": {"input": {"vpc_id": node}}}},
)})

test_terraform_data_gives_what_it_is_given if {
	testing.outcomes("no-internet-gateway", address) == {"violated"} with input as given("${aws_vpc.a.id}")
	testing.outcomes("no-internet-gateway", address) == set() with input as given("${aws_vpc.b.id}")
	testing.outcomes("no-internet-gateway", address) == {"unproven"} with input as given("${var.x}")
}

test_references_in_a_circle_are_open if {
	circle := {"locals": {"x": "${local.y}", "y": "${local.x}"}}
	outcomes("${local.x}", circle) == {"unproven"}
}

# What may be in two consumer VPCs is said of both.
test_an_open_end_beside_a_certain_one_is_kept if {
	document := testing.stack("service", {
		"aws_vpc": {
			"a": {"tags": {"privatelink:vpc-role": "consumer"}},
			"b": {"tags": {"privatelink:vpc-role": "consumer"}},
		},
		"aws_vpc_peering_connection": {"x": {"vpc_id": "${aws_vpc.a.id}", "peer_vpc_id": "${var.x}"}},
	})
	testing.results == {"aws_vpc.a": "VIOLATED", "aws_vpc.b": "UNPROVEN"} with input as document
}

two_consumers(others) := testing.stack("service", object.union(
	{"aws_vpc": {
		"a": {"tags": {"privatelink:vpc-role": "consumer"}},
		"b": {"tags": {"privatelink:vpc-role": "consumer"}},
		"c": {"tags": {"privatelink:vpc-role": "service"}},
	}},
	others,
))

# A choice is settled only if all of its members lead to one VPC: no open end, and no VPC of another kind.
test_a_choice_is_settled_by_all_of_its_members if {
	every other in ["var.y", "aws_vpc.c.id", "aws_vpc.b.id"] {
		found := testing.verdict_on(two_consumers({"aws_internet_gateway": {"x": {"vpc_id": concat("", ["${var.x ? aws_vpc.a.id : ", other, "}"])}}})).findings
		{finding.outcome | some finding in found; finding.address == "aws_internet_gateway.x"} == {"unproven"}
	}
}

# A choice among several consumer VPCs is told of each.
test_a_way_out_of_one_of_several_is_told_of_each if {
	document := two_consumers({"aws_vpc_peering_connection": {"x": {"vpc_id": "${aws_vpc.a.id}", "peer_vpc_id": "${var.x ? aws_vpc.b.id : aws_vpc.c.id}"}}})
	testing.results == {"aws_vpc.a": "VIOLATED", "aws_vpc.b": "UNPROVEN"} with input as document
}

# What is perhaps elsewhere is not elsewhere.
test_a_role_counts_for_what_has_an_open_end if {
	stack := testing.stack("consumer", {
		"aws_vpc": {"b": {}},
		"aws_vpc_peering_connection": {"x": {"vpc_id": "${var.x}", "peer_vpc_id": "vpc-2"}},
	})
	testing.outcomes("no-peering", "aws_vpc_peering_connection.x") == {"violated"} with input as stack
}

# A VPC whose mark is not known may be a consumer's.
test_a_data_source_without_a_known_mark_is_open if {
	document := testing.stack("service", testing.vpcs)
	looked_up := {"data": {"aws_vpc": {"d": {"id": "vpc-9"}}}, "resource": object.union(document.resource, {"aws_internet_gateway": {"x": {"vpc_id": "${data.aws_vpc.d.id}"}}})}
	testing.outcomes("no-internet-gateway", address) == {"unproven"} with input as object.union(document, looked_up)
}
