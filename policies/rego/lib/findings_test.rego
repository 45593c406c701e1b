package privatelink.lib.findings_test

import data.privatelink.testing

messages(vpcs) := {finding.message | some finding in testing.verdict_on(document).findings} if {
	document := testing.stack("service", {
		"aws_vpc": {$"v{i}": {"tags": {"privatelink:vpc-role": "consumer"}} | some i in numbers.range(1, vpcs)},
		"aws_internet_gateway": {"x": {"vpc_id": "${var.vpc}"}},
	})
}

test_names_three_vpcs_at_the_most if {
	messages(3) == {"an internet gateway in a VPC that could not be resolved (var.vpc), while the document has the consumer VPC aws_vpc.v1, aws_vpc.v2, aws_vpc.v3"}
	messages(5) == {"an internet gateway in a VPC that could not be resolved (var.vpc), while the document has the consumer VPC aws_vpc.v1, aws_vpc.v2, aws_vpc.v3 and 2 more"}
}

test_a_plan_is_not_told_to_check_the_plan if {
	settled := {finding.settle | some finding in testing.verdict_on(planned).findings; finding.outcome == "unproven"}
	settled == {"name the VPC by a plain reference, or apply what its id comes from, and plan again; list the id of another VPC in `other_vpcs` of the policy data"}
}

planned := testing.change_plan(
	"service", [
		testing.change("aws_vpc", "a", ["no-op"], {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}, {}),
		testing.change("aws_internet_gateway", "x", ["create"], {}, {"vpc_id": true}),
	],
	{},
)

test_a_path_ends_in_words if {
	verdict := testing.verdict_on(testing.stack("consumer", {"aws_instance": {"x": {"associate_public_ip_address": true}}}))
	ends := {step.what | some finding in verdict.findings; some step in finding.witness; step.step == "outside"}
	count(ends) > 0
	not "outside" in ends
}

test_a_finding_that_is_no_way_out_names_the_vpc_that_it_is_about if {
	verdict := testing.verdict_on(testing.stack("consumer", object.union(
		testing.vpcs,
		{"aws_security_group": {"x": {"vpc_id": "${aws_vpc.a.id}", "ingress": [{"cidr_blocks": ["0.0.0.0/0"]}]}}},
	)))
	some finding in verdict.findings
	finding.rule == "narrow-security-groups"
	finding.vpcs == []
	finding.about == ["aws_vpc.a"]
	some vpc in verdict.consumer_vpcs
	vpc.address == "aws_vpc.a"
	vpc.result == "PROVEN"
}
