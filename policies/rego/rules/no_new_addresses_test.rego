package privatelink.rules.no_new_addresses_test

import data.privatelink.testing

rule := "no-new-addresses"

address := "aws_vpc_endpoint.x"

block(subnet, ipv4, ipv6) := {"subnet_id": subnet, "ipv4": ipv4, "ipv6": ipv6}

with_blocks(blocks) := {"subnet_ids": [block.subnet_id | some block in blocks], "subnet_configuration": blocks}

updating(before, after, unknown) := testing.change_plan("service", [testing.transition("aws_vpc_endpoint", "x", ["update"], before, after, unknown)], {})

test_refuses_another_address_in_a_zone_that_stays if {
	before := with_blocks([block("subnet-1", "10.0.0.10", null), block("subnet-2", "10.0.1.10", "2600::1")])
	every after in [
		[block("subnet-1", "10.0.0.11", null), block("subnet-2", "10.0.1.10", "2600::1")],
		[block("subnet-1", "10.0.0.10", null), block("subnet-2", "10.0.1.10", "2600::2")],
		[block("subnet-2", "10.0.0.10", null), block("subnet-1", "10.0.1.10", null)],
	] {
		testing.found(rule, address) with input as updating(before, with_blocks(after), {})
	}
}

test_passes_addresses_that_stay_and_zones_that_come if {
	before := with_blocks([block("subnet-1", "10.0.0.10", null)])
	every after in [
		[block("subnet-1", "10.0.0.10", null)],
		[block("subnet-2", "10.0.1.10", null), block("subnet-1", "10.0.0.10", null)],
	] {
		testing.clean with input as updating(before, with_blocks(after), {})
	}
	testing.clean with input as updating({"subnet_configuration": []}, with_blocks([block("subnet-1", "10.0.0.10", null)]), {})
}

test_does_not_know_addresses_that_are_not_known if {
	before := with_blocks([block("subnet-1", "10.0.0.10", null)])
	after := {"subnet_ids": ["subnet-1"]}
	plan := updating(before, after, {"subnet_configuration": true})
	testing.outcomes(rule, address) == {"unproven"} with input as plan
	testing.clean with input as updating(before, {"subnet_ids": ["subnet-1", "subnet-2"]}, {"subnet_configuration": true})
}

node(subnet, ipv4) := {"subnet_id": subnet, "private_ipv4_address": ipv4, "allocation_id": ""}

updating_nodes(before, after) := testing.change_plan("service", [testing.transition("aws_lb", "x", ["update"], {"subnet_mapping": before}, {"subnet_mapping": after}, {})], {})

test_refuses_another_address_of_a_node if {
	before := [node("subnet-1", ""), node("subnet-2", "10.0.1.10")]
	every after in [
		[node("subnet-1", "10.0.0.10"), node("subnet-2", "10.0.1.10")],
		[node("subnet-1", null), node("subnet-2", "10.0.1.11")],
		[node("subnet-1", ""), node("subnet-2", "")],
	] {
		testing.outcomes(rule, "aws_lb.x") == {"violated"} with input as updating_nodes(before, after)
	}
}

test_passes_nodes_that_keep_their_addresses if {
	before := [node("subnet-1", ""), node("subnet-2", "10.0.1.10")]
	every after in [
		before,
		[node("subnet-2", "10.0.1.10"), node("subnet-1", null), node("subnet-3", "10.0.2.10")],
		# The provider adds blocks without a subnet where it computes the others.
		[node("subnet-2", "10.0.1.10"), node(null, null)],
	] {
		count(testing.outcomes(rule, "aws_lb.x")) == 0 with input as updating_nodes(before, after)
	}
}

# A plan of a load balancer that stays as it is, and what its configuration says.
deployed(mapping, expressions) := testing.change_plan(
	"service",
	[testing.change("aws_lb", "x", ["no-op"], {"internal": true, "subnet_mapping": mapping}, {})],
	{"resources": [testing.configured("aws_lb", "x", expressions)]},
)

test_warns_of_addresses_that_are_no_longer_declared if {
	fixed := [node("subnet-1", "10.0.0.10"), node("subnet-2", "10.0.1.10")]
	testing.outcomes(rule, "aws_lb.x") == {"warning"} with input as deployed(fixed, {"subnets": testing.refers(["aws_subnet.s.id"])})
	testing.outcomes(rule, "aws_lb.x") == set() with input as deployed(fixed, {"subnet_mapping": [{"private_ipv4_address": {"constant_value": "10.0.0.10"}}]})
	testing.outcomes(rule, "aws_lb.x") == set() with input as deployed([node("subnet-1", ""), node("subnet-2", null)], {"subnets": testing.refers(["aws_subnet.s.id"])})
}
