package privatelink.rules.no_dns_way_out_test

import data.privatelink.testing

rule := "no-dns-way-out"

test_warns if {
	testing.outcomes_of(rule, "aws_route53_resolver_endpoint", {"known": {"ip_address": [{"subnet_id": "subnet-1"}, {"subnet_id": "subnet-2"}]}, "consumer": {"ip_address": {"subnet_id": "${aws_subnet.s.id}"}}, "service": {"ip_address": {"subnet_id": "${aws_subnet.t.id}"}}}) == testing.warns
}
