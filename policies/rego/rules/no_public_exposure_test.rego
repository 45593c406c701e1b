package privatelink.rules.no_public_exposure_test

import data.privatelink.testing

rule := "no-public-exposure"

test_refuses_what_is_public_by_default if {
	testing.outcomes_of(rule, "aws_eks_cluster", {"known": {"vpc_config": {"subnet_ids": ["subnet-1"], "endpoint_public_access": true}}, "consumer": {"vpc_config": [{"subnet_ids": ["${aws_subnet.s.id}"]}]}, "service": {"vpc_config": [{"subnet_ids": ["${aws_subnet.t.id}"]}]}}) == testing.denies
}

test_passes_what_is_private if {
	every value in [false, "false", "0"] {
		testing.clean with input as testing.stack("consumer", {"aws_eks_cluster": {"x": {"vpc_config": {"endpoint_public_access": value}}}})
	}
}

test_is_not_sure_of_what_is_not_known if {
	cluster := {"aws_eks_cluster": {"x": {"vpc_config": {"endpoint_public_access": "${var.x}"}}}}
	testing.outcomes(rule, "aws_eks_cluster.x") == {"unproven"} with input as testing.stack("consumer", cluster)
}
