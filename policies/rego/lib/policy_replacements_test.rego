package privatelink.lib.policy_replacements_test

import data.privatelink.testing

narrow := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "arn:aws:s3:::bucket/*"}})

# A gateway endpoint, a policy of a lifecycle, and more resources.
stack(lifecycle, more) := testing.stack("service", object.union_n([testing.vpcs, more, {
	"aws_vpc_endpoint": {"x": {"vpc_id": "${aws_vpc.a.id}"}},
	"aws_vpc_endpoint_policy": {"p": {"vpc_endpoint_id": "${aws_vpc_endpoint.x.id}", "policy": narrow, "lifecycle": lifecycle}},
}]))

outcomes(lifecycle, more) := found if {
	found := testing.outcomes("allowed-endpoints", "aws_vpc_endpoint.x") with input as stack(lifecycle, more)
}

triggers := ["terraform_data.t"]

test_a_replacement_that_creates_first_ends_in_the_reset if {
	every first in [true, "true", "${var.c}"] {
		outcomes({"create_before_destroy": first, "replace_triggered_by": triggers}, {}) == {"unproven"}
	}
	verdict := testing.verdict_on(stack({"create_before_destroy": true, "replace_triggered_by": triggers}, {}))
	[finding] := [finding | some finding in verdict.findings; finding.address == "aws_vpc_endpoint.x"]
	startswith(finding.settle, "remove `replace_triggered_by` from aws_vpc_endpoint_policy.p")
}

test_other_lifecycles_do_not if {
	every lifecycle in [{}, {"create_before_destroy": true}, {"replace_triggered_by": triggers}, {"create_before_destroy": false, "replace_triggered_by": triggers}] {
		outcomes(lifecycle, {}) == {"warning"}
	}
}

later(dependencies) := {"aws_iam_role": {"r": {"depends_on": dependencies, "lifecycle": {"create_before_destroy": true}}}}

# What is created first has what it depends on created first.
test_what_depends_on_a_policy_decides_of_it_too if {
	outcomes({"replace_triggered_by": triggers}, later(["aws_vpc_endpoint_policy.p"])) == {"unproven"}
	outcomes({"replace_triggered_by": triggers}, later([])) == {"warning"}
}
