package privatelink.lib.presence_test

import data.privatelink.lib.presence
import data.privatelink.testing

with_lifecycle(lifecycle) := {"form": "written", "body": {"lifecycle": lifecycle}}

test_what_is_not_written_as_enabled_may_be_disabled if {
	every lifecycle in [{"enabled": false}, {"enabled": "false"}, {"enabled": "${true}"}, [{"enabled": false}], [{}, {"enabled": "${var.e}"}], "${var.l}"] {
		presence.may_be_disabled(with_lifecycle(lifecycle))
	}
	every lifecycle in [{"enabled": true}, {"enabled": "true"}, [{"enabled": true}], {"prevent_destroy": true}, null] {
		not presence.may_be_disabled(with_lifecycle(lifecycle))
	}
}

test_keys_that_are_written_out if {
	presence.keys({"body": {"for_each": {"a": 1, "//": "x"}}}) == {"a"}
	presence.keys({"body": {"for_each": `${toset(["a", "b-1",])}`}}) == {"a", "b-1"}
	every unread in [`${toset(["a${var.b}"])}`, `${toset(var.a ? ["a"] : ["b"])}`, `${toset(["a"]) if ["b"]}`, `${var.e}`, `${toset([])}`, 3] {
		presence.keys({"body": {"for_each": unread}}) == set()
	}
	presence.keys({"body": {}}) == set()
}

narrow := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "arn:aws:s3:::bucket/*"}})

# Outcomes for a gateway endpoint without a policy of its own, beside a policy of a lifecycle.
outcomes(endpoint, policy) := found if {
	found := testing.outcomes("allowed-endpoints", "aws_vpc_endpoint.x") with input as stack(endpoint, policy)
}

stack(endpoint, policy) := testing.stack("service", object.union(testing.vpcs, resources)) if {
	resources := {
		"aws_vpc_endpoint": {"x": object.union({"vpc_id": "${aws_vpc.a.id}"}, endpoint)},
		"aws_vpc_endpoint_policy": {"p": object.union({"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}", "policy": narrow}, policy)},
	}
}

test_a_policy_that_may_be_disabled_narrows_nothing if {
	every enabled in [false, "false", "${var.e}"] {
		outcomes({}, {"lifecycle": {"enabled": enabled}}) == {"unproven"}
		outcomes({}, {"lifecycle": [{"enabled": enabled}]}) == {"unproven"}
	}
	verdict := testing.verdict_on(stack({}, {"lifecycle": {"enabled": false}}))
	[finding] := [finding | some finding in verdict.findings; finding.address == "aws_vpc_endpoint.x"]
	startswith(finding.settle, "remove `enabled` from aws_vpc_endpoint_policy.p")
	each := {"for_each": "${var.e}", "lifecycle": {"enabled": "${var.f}"}, "vpc_endpoint_id": "${aws_vpc_endpoint.x[each.key].id}"}
	outcomes({"for_each": "${var.e}"}, each) == {"unproven"}
}

test_a_policy_that_is_enabled_with_its_endpoint_narrows if {
	outcomes({}, {"lifecycle": {"enabled": true}}) == {"warning"}
	outcomes({}, {"lifecycle": {"prevent_destroy": true}}) == {"warning"}
	by := {"lifecycle": {"enabled": "${var.e}"}}
	outcomes(by, by) == {"warning"}
	outcomes(by, {"lifecycle": {"enabled": "${!var.e}"}}) == {"unproven"}
}

# An internet gateway that a stack may not have.
test_what_may_be_disabled_is_not_certain if {
	gateway := {"aws_internet_gateway": {"g": {"vpc_id": "${aws_vpc.a.id}", "lifecycle": {"enabled": "${var.g}"}}}}
	testing.outcomes("no-internet-gateway", "aws_internet_gateway.g") == {"unproven"} with input as testing.stack("service", object.union(testing.vpcs, gateway))
}
