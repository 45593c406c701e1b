package privatelink.lib.one_vpc_test

import data.privatelink.testing

attachment := "aws_ec2_transit_gateway_vpc_attachment"

stack(body) := testing.stack("service", object.union(testing.vpcs, {attachment: {"x": body}, "aws_security_group": {"b": {"vpc_id": "${aws_vpc.b.id}"}}}))

outcomes(document) := found if {
	found := testing.outcomes("no-transit-gateway", $"{attachment}.x") with input as document
}

hub := "${aws_vpc.b.id}"

test_one_argument_places_the_others_in_another_vpc if {
	every subnets in ["${var.subnets}", ["${var.s}"], ["subnet-1"], ["${aws_subnet.t.id}", "${var.s}"], "${module.m.subnets}"] {
		outcomes(stack({"vpc_id": hub, "subnet_ids": subnets})) == set()
		outcomes(stack({"vpc_id": "${var.vpc}", "subnet_ids": subnets})) == {"unproven"}
		outcomes(stack({"vpc_id": "${aws_vpc.c.id}", "subnet_ids": subnets})) == set()
	}
	outcomes(stack({"vpc_id": "${var.vpc}", "subnet_ids": ["${aws_subnet.t.id}"]})) == set()
	outcomes(object.union(stack({"vpc_id": "${local.vpc}", "subnet_ids": "${var.s}"}), {"locals": {"vpc": hub}})) == set()
}

test_what_leads_to_a_consumer_vpc_counts if {
	outcomes(stack({"vpc_id": hub, "subnet_ids": ["${aws_subnet.s.id}"]})) == {"violated"}
	outcomes(stack({"vpc_id": hub, "subnet_ids": ["${aws_subnet.s.id}", "${var.s}"]})) == {"violated"}
	outcomes(stack({"vpc_id": hub, "subnet_ids": "${var.x ? aws_subnet.s.id : var.s}"})) == {"unproven"}
	outcomes(stack({"vpc_id": "${var.x ? aws_vpc.a.id : aws_vpc.b.id}", "subnet_ids": "${var.s}"})) == {"unproven"}
}

test_what_is_not_certain_settles_nothing if {
	every vpc in ["${one(aws_vpc.b[*].id)}", "${var.x ? aws_vpc.b.id : var.vpc}", "${aws_vpc.b.tags.vpc_id}", "${data.aws_vpc.unknown.id}"] {
		document := object.union(stack({"vpc_id": vpc, "subnet_ids": "${var.s}"}), {"data": {"aws_vpc": {"unknown": {"id": "${var.v}"}}}})
		outcomes(document) == {"unproven"}
	}
	every ignored in ["vpc_id", "all"] {
		outcomes(stack({"vpc_id": hub, "subnet_ids": "${var.s}", "lifecycle": {"ignore_changes": [ignored]}})) == {"unproven"}
	}
	outcomes(stack({"vpc_id": hub, "subnet_ids": "${var.s}", "lifecycle": {"ignore_changes": ["tags"]}})) == set()
	circle := {"locals": {"x": "${local.y}", "y": ["${local.x}", hub]}}
	outcomes(object.union(stack({"vpc_id": "${local.x}", "subnet_ids": "${var.s}"}), circle)) == {"unproven"}
}

of(type, rule, body, more) := found if {
	resources := object.union(object.union(testing.vpcs, {type: {"x": body}}), more)
	found := testing.outcomes(rule, $"{type}.x") with input as testing.stack("service", resources)
}

# A security group may be associated with other VPCs.
test_a_security_group_settles_nothing if {
	group := {"aws_security_group": {"b": {"vpc_id": hub}}}
	balancer := {"internal": false, "security_groups": ["${aws_security_group.b.id}"]}
	of("aws_lb", "internal-load-balancer", object.union(balancer, {"subnets": "${var.s}"}), group) == {"unproven"}
	of("aws_lb", "internal-load-balancer", {"internal": false, "subnets": ["${aws_subnet.t.id}"], "security_groups": ["${var.g}"]}, {}) == set()
}

test_what_may_be_in_two_vpcs_is_settled_by_no_argument if {
	of("aws_vpc_peering_connection", "no-peering", {"vpc_id": hub, "peer_vpc_id": "${var.v}"}, {}) == {"unproven"}
	of("aws_network_interface", "no-forwarding", {"subnet_id": "${aws_subnet.t.id}", "attachment": {"instance": "${var.i}"}}, {}) == {"unproven"}
}

# What leads to a resource is where the resource is.
test_what_leads_to_a_settled_resource_is_settled if {
	verdict := testing.verdict_on(stack({"vpc_id": hub, "subnet_ids": "${var.s}"}))
	verdict.consumer_vpcs[0].result == "PROVEN"
	verdict.verdict == "clean"
}

test_a_plan_settles_it_too if {
	values := {"vpc_id": "vpc-2", "subnet_ids": ["subnet-8", "subnet-9"]}
	outcomes(plan(values)) == set()
	outcomes(plan(object.union(values, {"vpc_id": "vpc-3"}))) == {"unproven"}
	outcomes(plan(object.union(values, {"vpc_id": "vpc-1"}))) == {"violated"}
}

plan(values) := testing.change_plan(
	"service",
	[
		testing.change("aws_vpc", "a", ["no-op"], {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}, {}),
		testing.change("aws_vpc", "b", ["no-op"], {"id": "vpc-2", "tags": {"privatelink:vpc-role": "hub"}}, {}),
		testing.change(attachment, "x", ["create"], values, {}),
	],
	{},
)
