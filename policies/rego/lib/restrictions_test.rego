package privatelink.lib.restrictions_test

import data.privatelink.testing

rule := "allowed-endpoints"

address := "aws_vpc_endpoint.x"

policy_for(resource) := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": resource}})

narrow := policy_for("arn:aws:s3:::bucket/*")

open := policy_for("*")

# A gateway endpoint, a policy that is a resource of its own, and more endpoints.
stack(endpoint, policy, others) := testing.stack("service", object.union(testing.vpcs, {
	"aws_vpc_endpoint": object.union({"x": object.union({"vpc_id": "${aws_vpc.a.id}"}, endpoint)}, others),
	"aws_vpc_endpoint_policy": {"p": object.union({"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}", "policy": narrow}, policy)},
}))

outcomes(endpoint, policy) := found if {
	found := testing.outcomes(rule, address) with input as stack(endpoint, policy, {})
}

test_a_policy_that_is_there_for_certain_narrows if {
	every meta in [{}, {"count": 1}, {"count": "2"}, {"for_each": {"a": "b"}}] {
		outcomes({}, meta) == {"warning"}
	}
	outcomes({"count": 1}, {"vpc_endpoint_id": "${aws_vpc_endpoint.x[0].id}"}) == {"warning"}
	outcomes({"count": 2}, {"count": 2, "vpc_endpoint_id": "${aws_vpc_endpoint.x[count.index].id}"}) == {"warning"}
	outcomes({"for_each": "${var.e}"}, {"for_each": "${var.e}", "vpc_endpoint_id": "${aws_vpc_endpoint.x[each.key].id}"}) == {"warning"}
}

test_a_policy_that_may_not_be_there_does_not_narrow if {
	every meta in [{"count": null}, {"count": "${var.n}"}, {"for_each": {"//": "x"}}, {"for_each": "${toset([])}"}] {
		outcomes({}, meta) == {"unproven"}
	}
	every meta in [{"count": 0}, {"for_each": {}}] {
		outcomes({}, meta) == {"violated"}
	}
}

test_a_policy_of_one_instance_does_not_narrow_all if {
	every meta in [{"count": 2}, {"count": "${var.n}"}, {"for_each": {"a": "b"}}] {
		outcomes(meta, {"vpc_endpoint_id": "${aws_vpc_endpoint.x[0].id}"}) == {"unproven"}
	}
	outcomes({"for_each": "${var.e}"}, {"for_each": "${var.f}", "vpc_endpoint_id": "${aws_vpc_endpoint.x[each.key].id}"}) == {"unproven"}
	outcomes({"count": 2}, {"count": 2, "vpc_endpoint_id": "${aws_vpc_endpoint.x[0].id}"}) == {"unproven"}
}

of_several := ["${[aws_vpc_endpoint.x.id, aws_vpc_endpoint.y.id][0]}", "${var.b ? aws_vpc_endpoint.x.id : aws_vpc_endpoint.y.id}", "${var.e}"]

test_a_policy_of_one_of_several_does_not_narrow if {
	others := {"y": {"vpc_id": "${aws_vpc.a.id}"}}
	every id in of_several {
		testing.outcomes(rule, address) == {"unproven"} with input as stack({}, {"vpc_endpoint_id": id}, others)
		testing.outcomes(rule, "aws_vpc_endpoint.y") == {"unproven"} with input as stack({}, {"vpc_endpoint_id": id}, others)
		testing.outcomes(rule, address) == {"violated"} with input as stack({}, {"vpc_endpoint_id": id, "policy": open}, others)
	}
}

test_a_policy_of_any_endpoint_may_undo_what_is_narrow if {
	every id in array.concat(of_several, ["${aws_vpc_endpoint.x[\"id\"]}", "${aws_ssm_parameter.p.value}", "vpce-1"]) {
		outcomes({"policy": narrow}, {"vpc_endpoint_id": id, "policy": open}) == {"unproven"}
		outcomes({"policy": narrow}, {"vpc_endpoint_id": id, "policy": "${var.p}"}) == {"unproven"}
		outcomes({"policy": narrow}, {"vpc_endpoint_id": id}) == {"warning"}
	}
	others := {"y": {"vpc_id": "${aws_vpc.a.id}", "policy": narrow}}
	testing.outcomes(rule, "aws_vpc_endpoint.y") == {"warning"} with input as stack({}, {"policy": open}, others)
}

test_a_policy_resource_without_a_policy_allows_everything if {
	outcomes({"policy": narrow}, {"policy": null}) == {"violated"}
	outcomes({"policy": narrow}, {"policy": open}) == {"violated"}
	outcomes({"policy": "${var.p}"}, {}) == {"unproven"}
}

# In a plan the instances are known, and a reference without an index is one of them.
plan(keys, id) := testing.change_plan(
	"consumer",
	array.concat(
		[object.union(testing.change("aws_vpc_endpoint", "x", ["create"], {"vpc_endpoint_type": "Gateway"}, {"id": true}), {"address": $"aws_vpc_endpoint.x[{key}]", "index": key}) | some key in keys],
		[testing.change("aws_vpc_endpoint_policy", "p", ["create"], object.union({"policy": narrow}, id.known), id.unknown)],
	),
	{"resources": [testing.configured("aws_vpc_endpoint", "x", {}), testing.configured("aws_vpc_endpoint_policy", "p", id.expressions)]},
)

by_reference(texts) := {"known": {}, "unknown": {"vpc_endpoint_id": true}, "expressions": {"vpc_endpoint_id": testing.refers(texts)}}

test_a_plan_has_all_instances if {
	first := by_reference(["aws_vpc_endpoint.x[0].id", "aws_vpc_endpoint.x[0]", "aws_vpc_endpoint.x"])
	testing.outcomes(rule, "aws_vpc_endpoint.x[0]") == {"warning"} with input as plan([0], first)
	testing.outcomes(rule, "aws_vpc_endpoint.x[0]") == {"warning"} with input as plan([0, 1], first)
	testing.outcomes(rule, "aws_vpc_endpoint.x[1]") == {"violated"} with input as plan([0, 1], first)
	some_of_them := by_reference(["aws_vpc_endpoint.x.id", "aws_vpc_endpoint.x"])
	testing.outcomes(rule, "aws_vpc_endpoint.x[0]") == {"warning"} with input as plan([0], some_of_them)
	testing.outcomes(rule, "aws_vpc_endpoint.x[1]") == {"unproven"} with input as plan([0, 1], some_of_them)
	elsewhere := {"known": {"vpc_endpoint_id": "vpce-1"}, "unknown": {}, "expressions": {}}
	testing.outcomes(rule, "aws_vpc_endpoint.x[0]") == {"violated"} with input as plan([0], elsewhere)
}
