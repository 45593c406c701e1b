package privatelink.lib.same_vpcs_test

import data.privatelink.testing

gateway := "aws_internet_gateway.x"

id := "vpc-0123456789abcdef0"

# A stack that has data sources of VPCs, with more of it.
looking_up(role, sources, resources) := object.union(testing.stack(role, resources), {"data": {"aws_vpc": sources}})

entries(document) := {vpc.address: vpc.result | some vpc in testing.verdict_on(document).consumer_vpcs}

test_one_id_is_one_vpc if {
	entries(looking_up("consumer", {"vpc": {"id": id}, "vpc_dns": {"id": id}}, {})) == {"data.aws_vpc.vpc": "PROVEN"}
	entries(looking_up("consumer", {"vpc": {"id": id}, "vpc_dns": {"id": "vpc-2"}}, {})) == {"data.aws_vpc.vpc": "PROVEN", "data.aws_vpc.vpc_dns": "PROVEN"}
	local := object.union(looking_up("consumer", {"vpc": {"id": id}, "vpc_dns": {"id": "${local.id}"}}, {}), {"locals": {"id": id}})
	entries(local) == {"data.aws_vpc.vpc": "PROVEN"}
}

own := {"aws_vpc": {"a": {"tags": {"privatelink:vpc-role": "consumer"}}}, "aws_internet_gateway": {"x": {"vpc_id": "${data.aws_vpc.again.id}"}}}

test_what_is_in_a_vpc_that_is_looked_up_again_is_in_that_vpc if {
	entries(looking_up("consumer", {"again": {"id": "${aws_vpc.a.id}"}}, own)) == {"aws_vpc.a": "VIOLATED"}
	marked := looking_up("service", {"again": {"id": "${aws_vpc.a.id}"}}, own)
	entries(marked) == {"aws_vpc.a": "VIOLATED"}
	testing.outcomes("no-internet-gateway", gateway) == {"violated"} with input as marked
	chain := looking_up("service", {"again": {"id": "${data.aws_vpc.first.id}"}, "first": {"id": "${local.id}"}}, own)
	entries(object.union(chain, {"locals": {"id": "${aws_vpc.a.id}"}})) == {"aws_vpc.a": "VIOLATED"}
}

test_one_reference_is_one_vpc if {
	every reference in ["${var.id}", "${data.terraform_remote_state.s.outputs.vpc_id}", `${data.terraform_remote_state.s.outputs.ids["a"]}`] {
		entries(looking_up("consumer", {"b": {"id": reference}, "a": {"id": reference}}, {})) == {"data.aws_vpc.a": "PROVEN"}
	}
}

# No two VPCs have one id. A shared VPC has the same id in the account that shares it.
test_one_id_is_one_vpc_whatever_looks_it_up if {
	every second in [
		{"id": id, "provider": "aws.other"},
		{"id": id, "region": "eu-west-1"},
		{"id": id, "region": "${var.region}"},
		{"id": id, "provider": ["unreadable"]},
	] {
		object.keys(entries(looking_up("consumer", {"a": {"id": id}, "b": second}, {}))) == {"data.aws_vpc.a"}
	}
}

# The owner's provider and the consumer's see one VPC.
test_a_shared_vpc_is_a_consumers_by_either_mark if {
	every shared in [id, "${var.v}"] {
		every role, other in {"hub": "consumer", "consumer": "hub"} {
			sources := {
				"a": {"id": shared, "tags": {"privatelink:vpc-role": other}},
				"b": {"id": shared, "provider": "aws.owner", "tags": {"privatelink:vpc-role": role}},
			}
			document := object.remove(looking_up("", sources, {"aws_internet_gateway": {"x": {"vpc_id": "${data.aws_vpc.b.id}"}}}), ["output"])
			entries(document) == {"data.aws_vpc.a": "VIOLATED"}
		}
	}
}

# Two entries each: what is not sure is not put together.
test_what_may_be_another_vpc_is_one_of_its_own if {
	every second in [
		{"id": "${element([\"vpc-0123456789abcdef0\"], 0)}"},
		{"filter": [{"name": "vpc-id", "values": [id, "vpc-2"]}]},
		{"filter": [{"name": "vpc-id", "values": [id]}, {"name": "vpc-id", "values": ["vpc-2"]}]},
		{"filter": [{"name": "vpc-id", "values": [id]}, {"name": "${var.name}", "values": ["vpc-2"]}]},
		{"filter": [{"name": "owner-id", "values": [id]}]},
		{"filter": "${var.filters}"},
		{"tags": {"Name": "app"}},
		{"id": id, "for_each": "${var.regions}"},
		{"id": id, "count": 2},
	] {
		count(entries(looking_up("consumer", {"a": {"id": id}, "b": second}, {}))) == 2
	}
	every expression in ["${var.ids[var.n]}", "${uuid()}", "${each.value}x", "${var.a}${var.b}", "${var.x ? var.a : var.b}"] {
		count(entries(looking_up("consumer", {"a": {"id": expression}, "b": {"id": expression}}, {}))) == 2
	}
}

by_lifecycle(lifecycle) := {"a": {"id": id}, "b": {"id": id, "lifecycle": lifecycle}}

test_a_vpc_that_may_be_disabled_is_none_for_certain if {
	count(entries(looking_up("consumer", by_lifecycle({"enabled": true}), {}))) == 1
	count(entries(looking_up("consumer", by_lifecycle({"enabled": "${var.e}"}), {}))) == 2
}

test_a_choice_or_a_repeated_vpc_is_none_for_certain if {
	two := {"aws_vpc": {"a": {}, "b": {}}}
	every expression in ["${var.x ? aws_vpc.a.id : aws_vpc.b.id}", "${local.ids[0]}", "${aws_vpc.a.arn}x"] {
		document := object.union(looking_up("consumer", {"again": {"id": expression}}, two), {"locals": {"ids": ["${aws_vpc.a.id}", "${aws_vpc.b.id}"]}})
		"data.aws_vpc.again" in object.keys(entries(document))
	}
	repeated := looking_up("consumer", {"x": {"id": "${aws_vpc.a[0].id}"}, "y": {"id": "${aws_vpc.a[1].id}"}}, {"aws_vpc": {"a": {"count": 2}}})
	count(entries(repeated)) == 3
}

test_the_same_provider_and_region_may_be_written_out if {
	same := {"id": id, "provider": "aws.there", "region": "eu-west-1"}
	entries(looking_up("consumer", {"a": same, "b": same}, {})) == {"data.aws_vpc.a": "PROVEN"}
	entries(looking_up("consumer", {"a": {"id": id, "provider": "aws"}, "b": {"id": id}}, {})) == {"data.aws_vpc.a": "PROVEN"}
}

of_plan(name, values) := object.union(testing.resource("aws_vpc", name, values), {"mode": "data", "address": $"data.aws_vpc.{name}"})

planned(resources, keys) := object.union(made, {"configuration": {"root_module": {"resources": [object.union(resource, keys[resource.name]) |
	some resource in made.configuration.root_module.resources
]}}}) if {
	made := testing.plan("consumer", resources)
}

aws := {"provider_config_key": "aws"}

test_a_plan_knows_the_ids if {
	two := [of_plan("a", {"id": id}), of_plan("b", {"id": id})]
	entries(planned(two, {"a": aws, "b": aws})) == {"data.aws_vpc.a": "PROVEN"}
	entries(planned(array.concat(two, [testing.resource("aws_vpc", "made", {"id": id})]), {"a": aws, "b": aws, "made": aws})) == {"aws_vpc.made": "PROVEN"}
	entries(planned(two, {"a": aws, "b": {"provider_config_key": "aws.other"}})) == {"data.aws_vpc.a": "PROVEN"}
	entries(planned(two, {"a": aws, "b": {}})) == {"data.aws_vpc.a": "PROVEN"}
	count(entries(planned([of_plan("a", {"id": id}), of_plan("b", {"id": "vpc-2"})], {"a": aws, "b": aws}))) == 2
}

# A VPC that a plan makes, and a data source that is read when the plan is applied.
plan(again) := testing.change_plan("consumer", [made, later], {"resources": [
	object.union(testing.configured("aws_vpc", "made", {}), aws),
	object.union(testing.configured("aws_vpc", "again", again), {"mode": "data", "address": "data.aws_vpc.again", "provider_config_key": "aws"}),
]}) if {
	made := testing.change("aws_vpc", "made", ["create"], {"tags": {}}, {"id": true})
	later := object.union(testing.change("aws_vpc", "again", ["read"], {}, {"id": true}), {"mode": "data", "address": "data.aws_vpc.again"})
}

test_a_plan_follows_the_reference_of_what_is_read_later if {
	entries(plan({"id": testing.refers(["aws_vpc.made.id", "aws_vpc.made"])})) == {"aws_vpc.made": "PROVEN"}
	entries(plan({"id": testing.refers(["aws_vpc.made.id", "aws_vpc.made"]), "region": testing.refers(["var.r"])})) == {"aws_vpc.made": "PROVEN"}
	count(entries(plan({"id": testing.refers(["aws_vpc.made.id", "aws_vpc.made", "aws_vpc.b.id", "aws_vpc.b"])}))) == 2
}

test_policy_data_names_a_vpc_by_any_of_its_data_sources if {
	document := looking_up("service", {"a": {"id": id}, "b": {"id": id}}, {})
	every name in ["data.aws_vpc.a", "data.aws_vpc.b"] {
		verdict := testing.under({"consumer_vpcs": [name]}) with input as document
		[vpc.because | some vpc in verdict.consumer_vpcs] == ["policy data"]
		verdict.names.used.consumer_vpcs == [0]
	}
}

addresses(document, names) := [vpc.address | some vpc in verdict.consumer_vpcs] if {
	verdict := testing.under({"other_vpcs": names}) with input as document
}

# A data source that `other_vpcs` names must not take a consumer's VPC out.
test_another_data_source_does_not_open_a_vpc if {
	data_only := looking_up("consumer", {"a": {"id": id}, "b": {"id": id}}, {})
	addresses(data_only, ["data.aws_vpc.a"]) == ["data.aws_vpc.a"]
	addresses(data_only, ["data.aws_vpc.b"]) == ["data.aws_vpc.a"]
	addresses(data_only, ["data.aws_vpc.a", "data.aws_vpc.b"]) == ["(adopted VPC)"]
	made := looking_up("consumer", {"again": {"id": "${aws_vpc.a.id}"}}, {"aws_vpc": {"a": {}}})
	addresses(made, ["data.aws_vpc.again"]) == ["aws_vpc.a"]
	addresses(made, ["aws_vpc.a"]) == ["(adopted VPC)"]
}

test_a_mark_that_a_data_source_looks_for_is_that_of_the_vpc if {
	by_mark := {"id": id, "filter": [{"name": "tag:privatelink:vpc-role", "values": ["consumer"]}]}
	document := looking_up("service", {"a": {"id": id}, "marked": by_mark}, {"aws_internet_gateway": {"x": {"vpc_id": "${data.aws_vpc.a.id}"}}})
	entries(document) == {"data.aws_vpc.a": "VIOLATED"}
}

test_the_order_of_the_document_does_not_matter if {
	two := [of_plan("b", {"id": id}), of_plan("a", {"id": id}), of_plan("long_name", {"id": id})]
	keys := {"a": aws, "b": aws, "long_name": aws}
	entries(planned(two, keys)) == entries(planned(array.reverse(two), keys))
}

by_id(value) := {"filter": [{"name": "vpc-id", "values": [value]}]}

test_a_filter_by_one_id_is_as_the_id if {
	entries(looking_up("consumer", {"a": {"id": id}, "b": by_id(id)}, {})) == {"data.aws_vpc.a": "PROVEN"}
	entries(looking_up("service", {"again": by_id("${aws_vpc.a.id}")}, own)) == {"aws_vpc.a": "VIOLATED"}
	entries(looking_up("service", {"again": {"filter": array.concat(by_id("${aws_vpc.a.id}").filter, [{"name": "tag:Name", "values": ["a"]}])}}, own)) == {"aws_vpc.a": "VIOLATED"}
	entries(looking_up("consumer", {"b": by_id("${var.id}"), "a": {"id": "${var.id}"}}, {})) == {"data.aws_vpc.a": "PROVEN"}
	named := looking_up("service", {"a": by_id("vpc-2")}, {"aws_internet_gateway": {"x": {"vpc_id": "${data.aws_vpc.a.id}"}}})
	verdict := testing.under({"consumer_vpcs": ["vpc-2"]}) with input as named
	testing.is_found(verdict, "no-internet-gateway", gateway)
}

# A list may have several ids, and a generated block is one of several.
test_a_filter_by_a_list_is_of_no_vpc_for_certain if {
	every values in ["${var.ids}", ["${filter.value}"]] {
		generated := {"dynamic": {"filter": {"for_each": "${var.ids}", "content": {"name": "vpc-id", "values": values}}}}
		count(entries(looking_up("consumer", {"a": generated, "b": generated}, {}))) == 2
	}
	listed := {"filter": [{"name": "vpc-id", "values": "${var.ids}"}]}
	count(entries(looking_up("consumer", {"a": listed, "b": listed}, {}))) == 2
}

# One that asks for two VPCs finds none, and must not make one VPC of them.
test_two_vpcs_are_never_one if {
	two := {"aws_vpc": {"a": {}, "b": {}}}
	both := {"id": "${aws_vpc.b.id}", "filter": by_id("${aws_vpc.a.id}").filter}
	object.keys(entries(looking_up("consumer", {"again": both}, two))) == {"aws_vpc.a", "aws_vpc.b"}
	filters := {"filter": array.concat(by_id("${aws_vpc.a.id}").filter, by_id("${aws_vpc.b.id}").filter)}
	object.keys(entries(looking_up("consumer", {"again": filters}, two))) == {"aws_vpc.a", "aws_vpc.b", "data.aws_vpc.again"}
}

test_a_plan_follows_the_filter_of_what_is_read_later if {
	filter := {"name": {"constant_value": "vpc-id"}, "values": testing.refers(["aws_vpc.made.id", "aws_vpc.made"])}
	document := plan({"filter": [filter]})
	later := json.patch(document, [
		{"op": "add", "path": "/resource_changes/1/change/after/filter", "value": [{"name": "vpc-id"}]},
		{"op": "add", "path": "/resource_changes/1/change/after_unknown/filter", "value": [{"values": true}]},
	])
	entries(later) == {"aws_vpc.made": "PROVEN"}
}
