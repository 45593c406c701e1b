package privatelink.lib.settled_marks_test

import data.privatelink.testing

mark := "privatelink:vpc-role"

marked(role) := {"tags": {mark: role}}

gateway := "aws_internet_gateway.x"

hub_tag := {"resource_id": "${aws_vpc.a.id}", "key": mark, "value": "hub"}

# A consumer's VPC, another's, and a gateway in what is looked up by the other's mark.
stack(tag) := with_lookup(marked("hub"), {"aws_ec2_tag": {"t": tag}})

with_lookup(lookup, resources) := {
	"data": {"aws_vpc": {"hub": lookup}},
	"resource": object.union(
		{"aws_vpc": {"a": marked("consumer"), "b": marked("hub")}, "aws_internet_gateway": {"x": {"vpc_id": "${data.aws_vpc.hub.id}"}}},
		resources,
	),
}

is_unproven(document) if testing.outcomes("no-internet-gateway", gateway) == {"unproven"} with input as document

is_proven(document) if {
	verdict := testing.verdict_on(document)
	{vpc.result | some vpc in verdict.consumer_vpcs} == {"PROVEN"}
	testing.is_clean(verdict)
}

test_what_is_looked_up_by_another_mark_is_anothers if {
	is_proven(with_lookup(marked("hub"), {}))
	is_proven(with_lookup({"filter": [{"name": $"tag:{mark}", "values": ["hub", "service"]}]}, {}))
}

test_a_tag_may_give_a_consumers_vpc_another_mark if {
	every tag in [
		hub_tag,
		object.union(hub_tag, {"value": "service"}),
		object.union(hub_tag, {"value": "${var.v}"}),
		object.union(hub_tag, {"key": "${var.k}"}),
		object.union(hub_tag, {"key": "privatelink:${var.k}"}),
		object.union(hub_tag, {"key": "%{if var.x}privatelink:vpc-role%{endif}"}),
		object.union(hub_tag, {"key": " %{~if var.x}privatelink:vpc-role%{endif~} "}),
		object.union(hub_tag, {"key": [mark]}),
		object.union(hub_tag, {"resource_id": "${var.id}"}),
		object.union(hub_tag, {"resource_id": "vpc-1"}),
		object.union(hub_tag, {"resource_id": "${each.value}"}),
	] {
		is_unproven(stack(tag))
	}
	is_unproven(with_lookup({"filter": [{"name": $"tag:{mark}", "values": ["hub"]}]}, {"aws_ec2_tag": {"t": hub_tag}}))
	several := with_lookup(marked("hub"), {"aws_ec2_tag": {"t": hub_tag}, "aws_internet_gateway": {"x": {"vpc_id": "${data.aws_vpcs.all.ids[0]}"}}})
	is_unproven(object.union(several, {"data": {"aws_vpcs": {"all": marked("hub")}}}))
}

test_other_tags_change_no_mark if {
	every tag in [
		object.union(hub_tag, {"value": "consumer"}),
		object.union(hub_tag, {"key": "Name"}),
		object.union(hub_tag, {"key": "kubernetes.io/cluster/${var.cluster}"}),
		object.union(hub_tag, {"key": "${var.prefix}/owner"}),
		object.union(hub_tag, {"resource_id": "${aws_vpc.b.id}"}),
		object.union(hub_tag, {"resource_id": "subnet-1"}),
		object.union(hub_tag, {"resource_id": "${aws_subnet.s.id}", "key": "${each.key}", "value": "${each.value}"}),
		object.union(hub_tag, {"resource_id": "${data.aws_subnet.s.id}"}),
	] {
		is_proven(object.union(stack(tag), {"resource": {"aws_subnet": {"s": {"vpc_id": "${aws_vpc.a.id}"}}}}))
	}
	is_unproven(object.union(
		stack(object.union(hub_tag, {"resource_id": "${aws_subnet.s.vpc_id}"})),
		{"resource": {"aws_subnet": {"s": {"vpc_id": "${aws_vpc.a.id}"}}}},
	))
}

# A VPC that has no mark is no consumer's, whatever it is tagged as; unless another tag may be the consumer's mark.
test_a_vpc_without_a_mark_may_be_tagged if {
	unmarked := object.union(stack(object.union(hub_tag, {"resource_id": "${aws_vpc.c.id}"})), {"resource": {"aws_vpc": {"c": {}}}})
	is_proven(unmarked)
	tagged := object.union(unmarked, {"resource": {"aws_ec2_tag": {"u": {"resource_id": "${aws_vpc.c.id}", "key": mark, "value": "consumer"}}}})
	is_unproven(tagged)
	again := object.union(unmarked, {"data": {"aws_vpc": {"again": object.union(marked("consumer"), {"id": "${aws_vpc.c.id}"})}}})
	is_unproven(again)
}

test_policy_data_settles_what_is_looked_up if {
	document := stack(hub_tag)
	testing.is_clean(testing.under({"other_vpcs": ["data.aws_vpc.hub"]})) with input as document
	elsewhere := stack(object.union(hub_tag, {"resource_id": "vpc-9"}))
	testing.is_clean(testing.under({"other_vpcs": ["vpc-9"]})) with input as elsewhere
}

# Policy data makes a VPC a consumer's that is marked as another's, or may be.
test_a_vpc_may_count_as_a_consumers_and_be_marked_as_anothers if {
	every vpc in [marked("hub"), {"tags": "${var.tags}"}] {
		document := with_lookup(marked("hub"), {"aws_vpc": {"c": vpc}})
		verdict := testing.under({"consumer_vpcs": ["aws_vpc.c"]}) with input as document
		testing.is_found(verdict, "no-internet-gateway", gateway)
	}
	data_only := object.union(with_lookup(marked("hub"), {}), {"data": {"aws_vpc": {"app": {"tags": {"Name": "app"}}}}})
	verdict := testing.under({"consumer_vpcs": ["data.aws_vpc.app"]}) with input as data_only
	testing.is_clean(verdict)
	tagged := with_lookup(marked("hub"), {"aws_ec2_tag": {"t": {"resource_id": "${aws_vpc.b.id}", "key": mark, "value": "consumer"}}})
	is_unproven(tagged)
	twice := object.union(with_lookup(marked("hub"), {"aws_vpc": {"b": marked("hub")}}), {"data": {"aws_vpc": {"again": {"id": "${aws_vpc.b.id}"}}}})
	named := testing.under({"consumer_vpcs": ["data.aws_vpc.again"]}) with input as twice
	testing.is_found(named, "no-internet-gateway", gateway)
}

# A plan of a VPC that was there, and of a gateway in what a data source finds when the plan is applied.
plan(before, after, unknown, more) := configured(array.concat(changes, more)) if {
	lookup := testing.change("aws_vpc", "hub", ["read"], marked("hub"), {"id": true})
	changes := [
		testing.transition("aws_vpc", "a", ["update"], object.union(before, {"id": "vpc-1"}), object.union(after, {"id": "vpc-1"}), unknown),
		testing.change("aws_vpc", "own", ["create"], marked("consumer"), {"id": true}),
		object.union(lookup, {"mode": "data", "address": "data.aws_vpc.hub"}),
		testing.change("aws_internet_gateway", "x", ["create"], {}, {"vpc_id": true}),
	]
}

configured(changes) := testing.change_plan("service", changes, {"resources": [
testing.configured(type, name, expressions) |
	some change in changes
	[type, name] := [change.type, change.name]
	expressions := expressions_of[type]
]})

expressions_of := {
	"aws_internet_gateway": {"vpc_id": testing.refers(["data.aws_vpc.hub.id", "data.aws_vpc.hub"])},
	"aws_ec2_tag": {"resource_id": testing.refers(["aws_vpc.own.id", "aws_vpc.own"]), "value": testing.refers(["var.value"])},
}

test_a_plan_that_changes_no_mark_looks_up_anothers if {
	every tags in [marked("hub"), marked("consumer"), {}] {
		is_proven(plan(object.union({"cidr_block": "10.0.0.0/16"}, tags), tags, {}, []))
	}
	is_proven(plan({}, marked("hub"), {}, []))
	is_proven(plan({}, marked("consumer"), {}, []))
}

test_a_plan_may_change_the_mark_that_is_looked_for if {
	every pair in [["consumer", "hub"], ["consumer", "service"], ["hub", "consumer"]] {
		is_unproven(plan(marked(pair[0]), marked(pair[1]), {}, []))
	}
	is_unproven(plan(marked("consumer"), {}, {"tags": true}, []))
	is_unproven(plan(marked("hub"), {}, {"tags": true}, []))
}

test_a_plan_sees_a_mark_that_changed_outside if {
	drift := testing.transition("aws_vpc", "a", ["update"], object.union(marked("consumer"), {"id": "vpc-1"}), object.union(marked("hub"), {"id": "vpc-1"}), {})
	is_unproven(object.union(plan(marked("hub"), marked("hub"), {}, []), {"resource_drift": [drift]}))
}

set_tag(value) := {"resource_id": "vpc-1", "key": mark, "value": value}

test_a_plan_may_tag_a_consumers_vpc if {
	every values in [{"key": mark, "value": "hub"}, {"key": mark}] {
		tag := testing.change("aws_ec2_tag", "t", ["create"], values, {"resource_id": true, "value": count(values) == 1})
		is_unproven(plan(marked("hub"), marked("hub"), {}, [tag]))
	}
	every actions, after in {"delete": null, "update": set_tag("consumer")} {
		former := testing.transition("aws_ec2_tag", "t", [actions], set_tag("hub"), after, {})
		is_unproven(plan(marked("consumer"), marked("consumer"), {}, [former]))
	}
	own := testing.transition("aws_ec2_tag", "t", ["delete"], set_tag("hub"), null, {})
	is_proven(plan(marked("hub"), marked("hub"), {}, [own]))
	kept := testing.transition("aws_ec2_tag", "t", ["no-op"], set_tag("hub"), set_tag("hub"), {})
	is_proven(plan(marked("hub"), marked("hub"), {}, [kept]))
}

# What a data source found is known by its id.
test_a_data_source_that_was_read_found_what_it_says if {
	read := object.union(testing.resource("aws_vpc", "hub", object.union(marked("hub"), {"id": "vpc-2"})), {"mode": "data", "address": "data.aws_vpc.hub"})
	changing := testing.change_plan_of_others([
		testing.transition("aws_vpc", "a", ["update"], object.union(marked("consumer"), {"id": "vpc-1"}), object.union(marked("hub"), {"id": "vpc-1"}), {}),
		testing.change("aws_internet_gateway", "x", ["create"], {"vpc_id": "vpc-2"}, {}),
	])
	found := object.union(changing, {"prior_state": {"values": {"root_module": {"resources": [read]}}}})
	testing.results == {"aws_vpc.a": "PROVEN"} with input as found
}

# A search by other tags says nothing of the mark of what will be found.
test_a_search_by_other_tags_may_find_any_vpc if {
	named := object.union(testing.change("aws_vpc", "hub", ["read"], {"tags": {"Name": "hub"}}, {"id": true}), {"mode": "data", "address": "data.aws_vpc.hub"})
	is_unproven(configured([
		testing.change("aws_vpc", "own", ["create"], marked("consumer"), {"id": true}),
		named,
		testing.change("aws_internet_gateway", "x", ["create"], {}, {"vpc_id": true}),
	]))
}
