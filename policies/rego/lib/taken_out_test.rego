package privatelink.lib.taken_out_test

import data.privatelink.testing

taken_out(document, others) := taken_out_under(document, {"other_vpcs": others})

taken_out_under(document, config) := verdict.names.taken_out if {
	verdict := testing.under(config) with input as document
}

mark := {"privatelink:vpc-role": "consumer"}

with_tags(tags) := {"resource": {"aws_vpc": {"a": {"tags": tags}}}}

test_names_a_consumer_vpc_that_policy_data_takes_out if {
	every document in [
		with_tags(mark),
		{"resource": [{"aws_vpc": [{"a": {"tags": mark}}]}]},
		{"provider": {"aws": [{"default_tags": [{"tags": mark}]}]}, "resource": {"aws_vpc": {"a": {}}}},
		testing.stack("consumer", {"aws_vpc": {"a": {}, "b": {}}}),
		testing.plan("service", [testing.resource("aws_vpc", "a", {"tags": mark})]),
	] {
		taken_out(document, ["aws_vpc.a"]) == ["aws_vpc.a"]
		taken_out(document, []) == []
	}
}

test_a_mark_that_cannot_be_read_counts if {
	every tags in [
		"${merge({Name = \"a\"}, {\"privatelink:vpc-role\" = \"consumer\"})}",
		{"privatelink:vpc-role": "${local.role}"},
	] {
		taken_out(with_tags(tags), ["aws_vpc.*"]) == ["aws_vpc.a"]
	}
}

test_leaves_out_what_is_no_consumers if {
	every tags in [{}, {"privatelink:vpc-role": "hub"}, {"Name": "${var.name}"}] {
		taken_out(with_tags(tags), ["aws_vpc.a"]) == []
		taken_out_under(with_tags(tags), {"strict": true, "other_vpcs": ["aws_vpc.a"]}) == []
	}
	own := testing.stack("consumer", {"aws_vpc": {"a": {}}})
	looked_up := object.union(own, {"data": {"aws_vpc": {"hub": {"id": "vpc-1"}}}})
	taken_out(looked_up, ["vpc-1"]) == []
}

test_policy_data_that_names_a_vpc_twice_keeps_it_in if {
	taken_out_under(with_tags(mark), {"consumer_vpcs": ["aws_vpc.a"], "other_vpcs": ["aws_vpc.*"]}) == []
}

test_shows_an_id_only_where_policy_data_gives_it if {
	document := {"resource": {
		"aws_internet_gateway": {"x": {"vpc_id": "vpc-1"}},
		"aws_ec2_tag": {"t": {"resource_id": "vpc-1", "key": "privatelink:vpc-role", "value": "consumer"}},
	}}
	taken_out(document, ["vpc-1"]) == ["vpc-1"]
	taken_out(document, ["vpc-*"]) == ["(adopted VPC)"]
	taken_out(document, []) == []
}
