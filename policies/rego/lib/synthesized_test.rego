package privatelink.lib.synthesized_test

import data.privatelink.lib.synthesized
import data.privatelink.testing

gateway := {"vpc_id": "${aws_vpc.a.id}"}

vpc := {"tags": {"privatelink:vpc-role": "consumer"}}

test_reads_arrays_at_every_level if {
	every resource in [
		{"aws_vpc": {"a": vpc}, "aws_internet_gateway": {"x": gateway}},
		[{"aws_vpc": {"a": vpc}}, {"aws_internet_gateway": {"x": gateway}}],
		{"aws_vpc": [{"a": vpc}], "aws_internet_gateway": [{"y": {}}, {"x": gateway}]},
		{"aws_vpc": {"a": [vpc]}, "aws_internet_gateway": {"x": [gateway]}},
	] {
		testing.found("no-internet-gateway", "aws_internet_gateway.x") with input as {"resource": resource}
	}
}

test_skips_comments if {
	testing.clean with input as {
		"//": {"metadata": {}},
		"resource": {"//": "a comment", "aws_vpc": {"//": "a comment", "a": object.union(vpc, {"//": {"metadata": {"path": "stack/vpc"}}})}},
	}
}

test_shows_the_path_of_the_construct if {
	some finding in synthesized.resources with input as {"resource": {"aws_vpc": {"a": {"//": {"metadata": {"path": "stack/vpc"}}}}}}
	finding.construct_path == "stack/vpc"
}

marked(body) if {
	testing.found("no-internet-gateway", "aws_internet_gateway.x") with input as {
		"resource": {"aws_vpc": {"a": body}, "aws_internet_gateway": {"x": gateway}},
		"locals": [{"tags": {"privatelink:vpc-role": "consumer"}, "role": "consumer", "service": "service"}],
	}
}

test_reads_the_mark if {
	every body in [
		vpc,
		{"tags_all": vpc.tags},
		{"tags": "${local.tags}"},
		{"tags": {"privatelink:vpc-role": "${local.role}"}},
		{"tags": {"privatelink:vpc-role": "${var.role}"}},
		{"tags": {"privatelink:vpc-role": "consumr"}},
		{"tags": {"${local.key}": "consumer"}},
		{"tags": "${merge(local.tags, {})}"},
		{"tags": [{"key": "privatelink:vpc-role", "value": "consumer"}]},
		{"tags": [{"key": "privatelink:vpc-role", "value": "consumer"}, {"key": "privatelink:vpc-role", "value": "service"}]},
		{"tags": [{"key": "privatelink:vpc-role", "value": "${local.service}"}, {"key": "privatelink:vpc-role", "value": "${local.role}"}]},
	] {
		marked(body)
	}
	every body in [{}, {"tags": null}, {"tags": {"Name": "a"}}, {"tags": {"privatelink:vpc-role": "service"}}, {"tags": {"privatelink:vpc-role": "${local.service}"}}] {
		not marked(body)
	}
	not marked({"tags": [{"key": "privatelink:vpc-role", "value": "service"}, {"key": "Name", "value": "a"}, {"key": "Name", "value": "b"}]})
}

test_reads_the_mark_of_default_tags if {
	document := {
		"provider": {"aws": [{"region": "eu-west-1"}, {"default_tags": [{"tags": vpc.tags}]}]},
		"resource": {"aws_vpc": {"a": {}, "b": {"tags": {"privatelink:vpc-role": "service"}}}},
	}
	of_a := object.union(document, {"resource": {"aws_internet_gateway": {"x": {"vpc_id": "${aws_vpc.a.id}"}}}})
	testing.found("no-internet-gateway", "aws_internet_gateway.x") with input as of_a
	of_b := object.union(document, {"resource": {"aws_internet_gateway": {"x": {"vpc_id": "${aws_vpc.b.id}"}}}})
	testing.clean with input as of_b
}

test_does_not_know_the_vpc_of_a_data_source if {
	document := {
		"data": {"aws_vpc": {"d": {"id": "vpc-1"}}},
		"resource": {"aws_vpc": {"a": vpc}, "aws_internet_gateway": {"x": {"vpc_id": "${data.aws_vpc.d.id}"}}},
	}
	testing.found("no-internet-gateway", "aws_internet_gateway.x") with input as document
	searched := object.union(document, {"data": {"aws_vpc": {"d": vpc}}})
	testing.found("no-internet-gateway", "aws_internet_gateway.x") with input as searched
}

# The filter takes any of its values: one that is not known may be a consumer's.
test_reads_the_mark_that_a_filter_asks_for if {
	every values, outcomes in {
		["service"]: set(),
		["service", "${var.v}"]: {"unproven"},
		["${var.v}"]: {"unproven"},
		["service", "consumer"]: {"violated"},
		["consumer", "${var.v}"]: {"violated"},
	} {
		testing.outcomes("no-internet-gateway", "aws_internet_gateway.x") == outcomes with input as {
			"data": {"aws_vpc": {"d": {"filter": [{"name": "tag:privatelink:vpc-role", "values": values}]}}},
			"resource": {"aws_vpc": {"a": vpc}, "aws_internet_gateway": {"x": {"vpc_id": "${data.aws_vpc.d.id}"}}},
		}
	}
}

test_says_how_the_vpc_was_found if {
	testing.basis("aws_internet_gateway.x") == {"resolved"} with input as testing.stack("service", object.union(testing.vpcs, {"aws_internet_gateway": {"x": gateway}}))
	testing.basis("aws_internet_gateway.x") == {"unresolved"} with input as testing.stack("service", object.union(testing.vpcs, {"aws_internet_gateway": {"x": {"vpc_id": "vpc-1"}}}))
	testing.basis("aws_internet_gateway.x") == {"role"} with input as testing.stack("consumer", {"aws_internet_gateway": {"x": {}}})
}

test_refuses_a_generated_route_without_content if {
	testing.found("not-visible", "aws_route_table.x") with input as testing.stack("consumer", {"aws_route_table": {"x": {"dynamic": {"route": {"for_each": "${var.x}"}}}}})
	testing.clean with input as testing.stack("consumer", {"aws_route_table": {"x": {"dynamic": {"route": {"for_each": []}}}}})
}

# `count` and `for_each` say whether there is one; a stack may not know.
test_knows_what_is_written_out_for_nothing if {
	every number in [{"count": 0}, {"for_each": []}, {"for_each": {}}] {
		testing.clean with input as testing.stack("consumer", {"aws_internet_gateway": {"x": number}})
	}
	every number in [{"count": "${var.n}"}, {"for_each": "${var.n}"}] {
		testing.outcomes("no-internet-gateway", "aws_internet_gateway.x") == {"unproven"} with input as testing.stack("consumer", {"aws_internet_gateway": {"x": number}})
	}
	every number in [{"count": 2}, {"for_each": ["a"]}] {
		testing.outcomes("no-internet-gateway", "aws_internet_gateway.x") == {"violated"} with input as testing.stack("consumer", {"aws_internet_gateway": {"x": number}})
	}
}

test_reads_default_tags_of_the_providers_alias if {
	every provider, is_found in {null: false, "aws": false, "aws.marked": true, "${aws.marked}": true, "aws.other": false, "aws.a.b": true} {
		document := {
			"provider": {"aws": [{"region": "eu-west-1"}, {"alias": "marked", "default_tags": {"tags": vpc.tags}}, {"alias": "other", "default_tags": {"tags": {"privatelink:vpc-role": "service"}}}]},
			"resource": {"aws_vpc": {"a": {"provider": provider}}, "aws_internet_gateway": {"x": gateway}},
		}
		testing.results == {"aws_vpc.a": "VIOLATED"} == is_found with input as document
	}
}

test_does_not_judge_blocks_that_nobody_knows if {
	testing.unjudgeable("none of Terraform's") with input as {"resource": {"aws_vpc": {"a": {}}}, "resources": {}}
	testing.unjudgeable("can only be there once") with input as {"resource": [{"aws_vpc": {"a": {}}}, {"aws_vpc": {"a": {}}}]}
}

# An internet gateway of a VPC whose id terraform_data gives again.
by_terraform_data(more) := testing.stack("service", object.union(testing.vpcs, {
	"aws_internet_gateway": {"g": {"vpc_id": "${terraform_data.t.output}"}},
	"terraform_data": {"t": object.union({"input": "${aws_vpc.b.id}"}, more)},
}))

test_terraform_data_may_give_what_it_was_given_at_first if {
	every ignored in [["input"], "all", ["all"], "${var.i}"] {
		testing.outcomes("no-internet-gateway", "aws_internet_gateway.g") == {"unproven"} with input as by_terraform_data({"lifecycle": {"ignore_changes": ignored}})
	}
	every more in [{}, {"lifecycle": {"ignore_changes": ["triggers_replace"]}}, {"lifecycle": {"create_before_destroy": true}}] {
		testing.outcomes("no-internet-gateway", "aws_internet_gateway.g") == set() with input as by_terraform_data(more)
	}
}
