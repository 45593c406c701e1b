package privatelink.lib.policy_instances_test

import data.privatelink.testing

# `warning` where the policy counts, and `unproven` where it may be that of only some instances.
outcomes(document) := {outcome |
	some finding in testing.verdict_on(document).findings
	finding.rule == "allowed-endpoints"
	startswith(finding.address, "aws_vpc_endpoint.x")
	outcome := finding.outcome
}

narrow := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "arn:aws:s3:::acme/*"}})

gateway := {"vpc_id": "${aws_vpc.a.id}", "service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": "Gateway"}

stack(endpoint, policy) := testing.stack("service", object.union(testing.vpcs, {
	"aws_vpc_endpoint": {"x": object.union(gateway, endpoint), "other": object.union(gateway, {"policy": narrow})},
	"aws_vpc_endpoint_policy": {"p": object.union({"policy": narrow}, policy)},
}))

keys := {"for_each": {"a": "s3", "b": "s3"}}

test_a_policy_for_each_endpoint_is_that_of_all_its_instances if {
	every id in ["${each.value.id}", "${ each.value.id }", "${aws_vpc_endpoint.x[each.key].id}"] {
		outcomes(stack(keys, {"for_each": "${aws_vpc_endpoint.x}", "vpc_endpoint_id": id})) == {"warning"}
	}
}

test_a_policy_for_each_of_some_instances_is_not_that_of_all if {
	every policy in [
		{"for_each": "${{for k, v in aws_vpc_endpoint.x : k => v if k == \"a\"}}", "vpc_endpoint_id": "${each.value.id}"},
		{"for_each": "${aws_vpc_endpoint.x}", "vpc_endpoint_id": "${aws_vpc_endpoint.x[\"a\"].id}"},
		{"for_each": {"a": "s3"}, "vpc_endpoint_id": "${aws_vpc_endpoint.x[each.key].id}"},
		{"for_each": "${aws_vpc_endpoint.other}", "vpc_endpoint_id": "${each.value.id}"},
		{"for_each": "${aws_vpc_endpoint.x}", "vpc_endpoint_id": "${each.value.vpc_id}"},
		{"for_each": "${aws_subnet.s}", "vpc_endpoint_id": "${each.value.id}"},
	] {
		outcomes(stack(keys, policy)) == {"unproven"}
	}
}

condition := "${var.enable ? 1 : 0}"

test_one_condition_for_both_is_a_policy_for_the_endpoint if {
	every text in [condition, "${var.enable?1:0}", "${var.off ? 0 : 1}", "${(var.a || length(var.b) > 0) && var.c == \"x\" ? 1 : 0}"] {
		every id in ["${aws_vpc_endpoint.x[0].id}", "${one(aws_vpc_endpoint.x[*].id)}", "${aws_vpc_endpoint.x[count.index].id}"] {
			outcomes(stack({"count": text}, {"count": text, "vpc_endpoint_id": id})) == {"warning"}
		}
	}
	outcomes(stack({"count": condition}, {"vpc_endpoint_id": "${one(aws_vpc_endpoint.x[*].id)}"})) == {"warning"}
}

test_what_may_be_several_endpoints_needs_more_than_the_first_policy if {
	every text in [
		2, "2", "${var.n}", "${var.a ? 2 : 0}", "${var.a ? 2 : var.b ? 1 : 0}", "${var.n}${var.b ? 1 : 0}", "${2 # ? 1 : 0\n}",
		"${sum([var.n, var.b ? 1 : 0])}",
	] {
		outcomes(stack({"count": text}, {"count": text, "vpc_endpoint_id": "${aws_vpc_endpoint.x[0].id}"})) == {"unproven"}
	}
}

test_a_condition_of_its_own_may_leave_the_policy_out if {
	policy := {"count": "${var.other ? 1 : 0}", "vpc_endpoint_id": "${aws_vpc_endpoint.x[0].id}"}
	outcomes(stack({"count": condition}, policy)) == {"unproven"}
	outcomes(stack({}, object.union(policy, {"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}"}))) == {"unproven"}
}

test_a_policy_that_opentofu_may_leave_out_does_not_count if {
	lifecycle := {"lifecycle": {"enabled": "${var.enabled}"}}
	chained := {"for_each": "${aws_vpc_endpoint.x}", "vpc_endpoint_id": "${each.value.id}"}
	outcomes(stack(keys, object.union(chained, lifecycle))) == {"unproven"}
	conditional := {"count": condition, "vpc_endpoint_id": "${aws_vpc_endpoint.x[0].id}"}
	outcomes(stack({"count": condition}, object.union(conditional, lifecycle))) == {"unproven"}
}

# What Terraform plans from a configuration in JSON: the ids are not known yet.
plan(for_each, id) := testing.change_plan(
	"consumer",
	[instance | some key in ["a", "b"]; some instance in [
		of_key(key, testing.change("aws_vpc_endpoint", "x", ["create"], object.remove(gateway, ["vpc_id"]), {"id": true})),
		of_key(key, testing.change("aws_vpc_endpoint_policy", "p", ["create"], {"policy": narrow}, {"vpc_endpoint_id": true})),
	]],
	{"resources": [
		object.union(testing.configured("aws_vpc_endpoint", "x", {}), {"for_each_expression": {"constant_value": keys.for_each}}),
		object.union(testing.configured("aws_vpc_endpoint_policy", "p", {"vpc_endpoint_id": id}), {"for_each_expression": for_each}),
	]},
)

of_key(key, change) := object.union(change, {"index": key, "address": $"{change.address}[\"{key}\"]"})

test_a_plan_shows_the_policy_of_each_instance if {
	whole := {"constant_value": "${aws_vpc_endpoint.x}", "references": ["aws_vpc_endpoint.x"]}
	value := {"constant_value": "${each.value.id}", "references": ["each.value.id", "each.value"]}
	outcomes(plan(whole, value)) == {"warning"}
	outcomes(plan(object.remove(whole, ["constant_value"]), value)) == {"unproven"}
	outcomes(plan(whole, object.remove(value, ["constant_value"]))) == {"unproven"}
}
