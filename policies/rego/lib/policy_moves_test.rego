package privatelink.lib.policy_moves_test

import data.privatelink.testing

narrow := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "arn:aws:s3:::bucket/*"}})

# A gateway endpoint with a narrow policy, to whose policy resource another one is moved.
moved(to, endpoint, policy) := found if {
	document := testing.stack("service", object.union(testing.vpcs, {
		"aws_vpc_endpoint": {"x": object.union({"vpc_id": "${aws_vpc.a.id}", "policy": narrow}, endpoint)},
		"aws_vpc_endpoint_policy": {"p": object.union({"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}", "policy": narrow}, policy)},
	}))
	moves := {"moved": [{"from": "aws_vpc_endpoint_policy.old", "to": $"aws_vpc_endpoint_policy.p{to}"}]}
	found := testing.outcomes("allowed-endpoints", "aws_vpc_endpoint.x") with input as object.union(document, moves)
}

test_an_expression_does_not_say_what_is_there if {
	moved("", {}, {"count": "${0}"}) == {"unproven"}
	moved("", {}, {"count": "0"}) == {"unproven"}
	moved("[1]", {}, {"count": "${var.n}"}) == {"unproven"}
	moved("", {}, {"for_each": "${var.e}"}) == {"unproven"}
	moved(`["y"]`, {}, {"for_each": `${toset(["x"])}`}) == {"unproven"}
	moved(`["//"]`, {}, {"for_each": {"//": "comment", "x": 1}}) == {"unproven"}
}

test_what_is_written_out_is_there if {
	moved(`["x"]`, {}, {"for_each": `${toset(["x"])}`}) == {"warning"}
	moved("", {}, {"for_each": `${toset(["x"])}`}) == {"warning"}
	moved(`["x"]`, {}, {"for_each": {"x": 1}}) == {"warning"}
	moved("[0]", {}, {"count": 1}) == {"warning"}
}

# What is moved was of an endpoint that goes too, if there is no instance for it.
test_a_policy_is_there_wherever_the_endpoint_of_its_key_is if {
	by_key := {"for_each": "${var.e}", "vpc_endpoint_id": "${aws_vpc_endpoint.x[each.key].id}"}
	moved("", {"for_each": "${var.e}"}, by_key) == {"warning"}
	moved(`["a"]`, {"for_each": "${var.e}"}, by_key) == {"warning"}
	moved("[0]", {"for_each": "${var.e}"}, by_key) == {"unproven"}
	moved("", {"for_each": "${var.f}"}, by_key) == {"unproven"}
	by_number := {"count": "${var.n}", "vpc_endpoint_id": "${aws_vpc_endpoint.x[count.index].id}"}
	moved("[1]", {"count": "${var.n}"}, by_number) == {"warning"}
	moved(`["a"]`, {"count": "${var.n}"}, by_number) == {"unproven"}
}

test_a_policy_that_may_be_disabled_is_not_there if {
	moved("", {}, {"lifecycle": {"enabled": false}}) == {"unproven"}
	moved("", {}, {"lifecycle": {"enabled": "${var.e}"}}) == {"unproven"}
	moved("", {}, {"lifecycle": {"enabled": true}}) == {"warning"}
	together := {"lifecycle": {"enabled": "${var.e}"}}
	moved("", together, together) == {"warning"}
}
