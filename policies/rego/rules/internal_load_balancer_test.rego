package privatelink.rules.internal_load_balancer_test

import data.privatelink.testing

rule := "internal-load-balancer"

test_refuses_what_is_not_internal if {
	testing.outcomes_of(rule, "aws_lb", {"known": {"internal": false}, "consumer": {"subnets": ["${aws_subnet.s.id}"]}, "service": {"subnets": ["${aws_subnet.t.id}"]}}) == testing.denies
}

test_passes_what_is_internal if {
	every value in [true, "true", "1", "${local.is_internal}"] {
		testing.clean with input as object.union(
			testing.stack("consumer", {"aws_lb": {"x": {"internal": value}}}),
			{"locals": {"is_internal": true}},
		)
	}
}

test_says_how_to_mend_it if {
	judged := testing.verdict_on(testing.stack("consumer", {"aws_lb": {"x": {}}}))
	some finding in judged.findings
	finding.cut == "set internal of aws_lb.x to true"
	contains(finding.message, "internal is left out")
}
