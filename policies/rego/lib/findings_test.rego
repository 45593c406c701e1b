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
