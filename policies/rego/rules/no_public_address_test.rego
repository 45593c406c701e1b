package privatelink.rules.no_public_address_test

import data.privatelink.testing

rule := "no-public-address"

test_refuses_subnets_that_give_addresses if {
	testing.outcomes_of(rule, "aws_subnet", {"known": {"vpc_id": "vpc-1", "map_public_ip_on_launch": true}, "consumer": {"vpc_id": "${aws_vpc.a.id}", "map_public_ip_on_launch": true}, "service": {"vpc_id": "${aws_vpc.b.id}", "map_public_ip_on_launch": true}}) == testing.denies
}

test_refuses_an_instance if {
	testing.outcomes_of(rule, "aws_instance", {"known": {"subnet_id": "subnet-1", "associate_public_ip_address": "true"}, "consumer": {"subnet_id": "${aws_subnet.s.id}", "associate_public_ip_address": "true"}, "service": {"subnet_id": "${aws_subnet.t.id}", "associate_public_ip_address": "true"}}) == testing.denies
}

test_passes_subnets_that_do_not if {
	every value in [false, null, "${local.no}"] {
		testing.clean with input as object.union(
			testing.stack("consumer", {"aws_subnet": {"x": {"vpc_id": "vpc-1", "map_public_ip_on_launch": value}}}),
			{"locals": {"no": false}},
		)
	}
}

templates(public) := {
	"aws_launch_template": {"x": {"network_interfaces": [{"associate_public_ip_address": false}, {"associate_public_ip_address": public}]}},
	"aws_autoscaling_group": {"g": {"launch_template": {"id": "${aws_launch_template.x.id}"}, "vpc_zone_identifier": ["${aws_subnet.s.id}"]}},
}

test_places_a_template_by_what_uses_it if {
	testing.found(rule, "aws_launch_template.x") with input as testing.stack("service", object.union(testing.vpcs, templates(true)))
	testing.clean with input as testing.stack("service", object.union(testing.vpcs, templates(false)))
	testing.clean with input as testing.stack("service", object.union(testing.vpcs, {"aws_launch_template": templates(true).aws_launch_template}))
}
