package privatelink.lib.homes_test

import data.privatelink.testing

address := "aws_instance.x"

# An instance in the consumer's subnet, with further arguments and what they refer to.
instance(body, others) := testing.stack("service", object.union_n([testing.vpcs, others, {"aws_instance": {"x": body}}]))

interface(subnet) := {"aws_network_interface": {"n": {"subnet_id": subnet}}}

by_interfaces(ids) := {"network_interface": [{"network_interface_id": id} | some id in ids]}

own := {"subnet_id": "${aws_subnet.s.id}"}

test_an_interface_in_another_vpc_is_a_way_out if {
	body := object.union(own, by_interfaces(["${aws_network_interface.n.id}"]))
	testing.outcomes("no-forwarding", address) == {"violated"} with input as instance(body, interface("${aws_subnet.t.id}"))
	testing.clean with input as instance(body, interface("${aws_subnet.s.id}"))
}

test_an_interface_that_nobody_can_place_is_unproven if {
	every id in ["eni-1", "${var.x}", "${module.m.eni}", "${data.terraform_remote_state.s.outputs.eni}", "${terraform_data.d.output.eni}"] {
		testing.outcomes("no-forwarding", address) == {"unproven"} with input as instance(object.union(own, by_interfaces([id])), {})
	}
}

test_ends_that_are_written_alike_may_be_two_things if {
	hidden := "${data.terraform_remote_state.s.outputs.eni}"
	testing.outcomes("no-forwarding", address) == {"unproven"} with input as testing.stack("consumer", {"aws_instance": {"x": by_interfaces([hidden, hidden])}})
	testing.clean with input as testing.stack("consumer", {"aws_instance": {"x": by_interfaces(["${var.x}", "${var.x}"])}})
}

test_a_dynamic_block_stands_for_several_interfaces if {
	dynamic := {"dynamic": {"network_interface": {"for_each": "${var.x}", "content": {"network_interface_id": "${network_interface.value}"}}}}
	testing.outcomes("no-forwarding", address) == {"unproven"} with input as testing.stack("consumer", {"aws_instance": {"x": dynamic}})
	plain := {"dynamic": {"network_interface": {"for_each": [1], "content": {"network_interface_id": "${aws_network_interface.n.id}"}}}}
	testing.clean with input as instance(plain, interface("${aws_subnet.s.id}"))
}

test_an_attachment_joins_the_vpcs_of_both if {
	every attachment in [
		{"aws_network_interface_attachment": {"x": {"instance_id": "${aws_instance.x.id}", "network_interface_id": "${aws_network_interface.n.id}"}}},
		{"aws_network_interface": {"n": {"subnet_id": "${aws_subnet.t.id}", "attachment": [{"instance": "${aws_instance.x.id}", "device_index": 1}]}}},
	] {
		verdict := testing.verdict_on(instance(own, object.union(interface("${aws_subnet.t.id}"), attachment)))
		"violated" in {finding.outcome | some finding in verdict.findings; finding.rule == "no-forwarding"}
	}
}

template(subnets) := {"aws_launch_template": {"l": {"name": "app", "network_interfaces": [{"subnet_id": subnet} | some subnet in subnets]}}}

test_a_template_has_the_places_of_what_launches_by_it if {
	every name in [{"id": "${aws_launch_template.l.id}"}, {"name": "app"}, {"name": "${aws_launch_template.l.name}"}] {
		body := object.union(own, {"launch_template": [name]})
		testing.outcomes("no-forwarding", "aws_launch_template.l") == {"violated"} with input as instance(body, template(["${aws_subnet.t.id}"]))
		testing.clean with input as instance(body, template(["${aws_subnet.s.id}"]))
	}
}

# One of two subnets is perhaps another VPC, and perhaps the same.
test_a_choice_between_both_vpcs_is_unproven if {
	group := {"aws_autoscaling_group": {"g": {
		"launch_template": {"id": "${aws_launch_template.l.id}"},
		"vpc_zone_identifier": ["${element([aws_subnet.t.id, aws_subnet.s.id], 1)}"],
	}}}
	document := testing.stack("service", object.union_n([testing.vpcs, group, template(["${aws_subnet.s.id}"])]))
	testing.outcomes("no-forwarding", "aws_launch_template.l") == {"unproven"} with input as document
}

test_a_template_that_is_not_there_is_unproven if {
	every name in [{"id": "lt-1"}, {"name": "other"}, {"name": "${var.x}"}] {
		testing.outcomes("not-visible", address) == {"unproven"} with input as instance(object.union(own, {"launch_template": [name]}), {})
	}
}

# What says of no subnet that it stands in stands where its template says.
test_an_instance_may_be_placed_by_its_template_only if {
	body := {"launch_template": [{"id": "${aws_launch_template.l.id}"}], "associate_public_ip_address": true}
	testing.found("no-public-address", address) with input as instance(body, template(["${aws_subnet.s.id}"]))
	not testing.found("no-public-address", address) with input as instance(body, template(["${aws_subnet.t.id}"]))
}

test_an_attachment_into_another_vpc_is_found_once if {
	attachment := {
		"aws_instance": {"x": own},
		"aws_network_interface": {"n": {"subnet_id": "${aws_subnet.t.id}"}},
		"aws_network_interface_attachment": {"a": {"instance_id": "${aws_instance.x.id}", "network_interface_id": "${aws_network_interface.n.id}"}},
	}
	verdict := testing.verdict_on(testing.stack("service", object.union(testing.vpcs, attachment)))
	outcomes := [finding.outcome | some finding in verdict.findings; finding.address == "aws_network_interface_attachment.a"]
	outcomes == ["violated"]
}
