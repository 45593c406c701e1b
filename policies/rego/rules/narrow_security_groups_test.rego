package privatelink.rules.narrow_security_groups_test

import data.privatelink.lib.ranges
import data.privatelink.testing

rule := "narrow-security-groups"

# A resource of a type with a value at a path, of one name or of a block and a name.
holding(path, value) := {names[0]: value} if {
	names := split(path, ".")
	count(names) == 1
} else := {names[0]: [{names[1]: value}]} if {
	names := split(path, ".")
}

# In a stack whose role is consumer, all is in a consumer's VPC.
stack(type, body) := testing.stack("consumer", {type: {"x": body}})

asked := {"require_narrow_egress": true}

# Every argument of every type, open to everything, by the way that it lets traffic.
open_in := [one | some one in open_to_everything; one.way == "in"]

open_out := [one | some one in open_to_everything; one.way == "out"]

open_to_everything := [{"way": way, "address": $"{type}.x", "document": stack(type, object.union(more, holding(path, [everything])))} |
	some type, families in ranges.arguments
	some family, everything in {"ipv4": "0.0.0.0/0", "ipv6": "::/0"}
	some path in families[family]
	some [way, more] in ways_of(type, path)
]

# A rule of the oldest type has its direction as an argument; all others have it in their names.
ways_of(type, path) := [["in", {"type": "ingress"}], ["out", {"type": "egress"}]] if {
	type == "aws_security_group_rule"
} else := [["out", {}]] if {
	contains($"{type}.{path}", "egress")
} else := [["in", {}]]

test_refuses_each_argument_that_lets_everything_in if {
	count(open_in) == 12
	every one in open_in {
		testing.found(rule, one.address) with input as one.document
	}
}

test_tells_of_each_argument_that_lets_everything_out if {
	count(open_out) == 12
	every one in open_out {
		testing.outcomes(rule, one.address) == {"warning"} with input as one.document
		testing.is_found(testing.under(asked), rule, one.address) with input as one.document
	}
}

test_is_not_sure_of_a_rule_whose_direction_is_not_known if {
	document := stack("aws_security_group_rule", {"type": "${var.type}", "cidr_blocks": ["0.0.0.0/0"]})
	testing.outcomes(rule, "aws_security_group_rule.x") == {"unproven"} with input as document
}

test_refuses_what_is_not_private if {
	every range in ["0.0.0.0/1", "128.0.0.0/1", "8.8.8.0/24", "10.0.0.0/7", "nonsense"] {
		testing.found(rule, "aws_vpc_security_group_ingress_rule.x") with input as stack("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": range})
	}
	every range in ["2000::/3", "2600::/43"] {
		testing.found(rule, "aws_vpc_security_group_ingress_rule.x") with input as stack("aws_vpc_security_group_ingress_rule", {"cidr_ipv6": range})
		testing.warned(rule, "aws_vpc_security_group_egress_rule.x") with input as stack("aws_vpc_security_group_egress_rule", {"cidr_ipv6": range})
	}
}

test_passes_private_ranges_and_those_of_vpcs if {
	every range in ["10.0.0.0/8", "172.16.4.0/24", "192.168.1.1/32", "100.64.0.0/16"] {
		testing.clean with input as stack("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": range})
	}
	testing.clean with input as stack("aws_vpc_security_group_ingress_rule", {"cidr_ipv6": "2600:1f18:1:2::/56"})
	testing.clean with input as stack("aws_vpc_security_group_ingress_rule", {"referenced_security_group_id": "sg-1"})
}

test_holds_to_the_ranges_that_are_allowed if {
	config := {"allowed_ranges": ["10.20.0.0/16", "2600:1f18::/32"]}
	every range in ["10.20.0.0/16", "10.20.4.0/24"] {
		testing.is_clean(testing.under(config)) with input as stack("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": range})
	}
	every argument, range in {"cidr_ipv4": "10.0.0.0/8", "cidr_ipv6": "2a05::/56"} {
		testing.is_found(testing.under(config), rule, "aws_vpc_security_group_ingress_rule.x") with input as stack("aws_vpc_security_group_ingress_rule", {argument: range})
	}
}

test_passes_groups_of_other_vpcs if {
	testing.clean with input as testing.stack("service", {"aws_vpc_security_group_ingress_rule": {"x": {"cidr_ipv4": "0.0.0.0/0"}}})
}

test_a_plan_that_does_not_know_proves_nothing if {
	change := testing.change("aws_vpc_security_group_ingress_rule", "x", ["create"], {}, {"cidr_ipv4": true})
	configured := testing.configured("aws_vpc_security_group_ingress_rule", "x", {"cidr_ipv4": testing.refers(["aws_vpc_ipam_pool_cidr.a.cidr", "aws_vpc_ipam_pool_cidr.a"])})
	plan := testing.change_plan("consumer", [change], {"resources": [configured]})
	testing.outcomes(rule, "aws_vpc_security_group_ingress_rule.x") == {"unproven"} with input as plan
	testing.clean with input as stack("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": "${aws_vpc.a.cidr_block}"})
}

test_refuses_rules_of_the_default_group_that_let_traffic_in if {
	testing.found(rule, "aws_default_security_group.x") with input as stack("aws_default_security_group", {"ingress": [{"self": true}]})
	testing.clean with input as stack("aws_default_security_group", {"ingress": [], "egress": []})
}

test_tells_of_rules_of_the_default_group_that_let_traffic_out if {
	document := stack("aws_default_security_group", {"egress": [{"self": true}]})
	testing.outcomes(rule, "aws_default_security_group.x") == {"warning"} with input as document
	testing.is_found(testing.under(asked), rule, "aws_default_security_group.x") with input as document
}

# A wide group is no path: the proof of the VPC stands.
test_the_vpc_stays_proven if {
	document := testing.stack("consumer", {
		"aws_vpc": {"v": {}},
		"aws_vpc_security_group_ingress_rule": {"x": {"cidr_ipv4": "0.0.0.0/0"}},
	})
	testing.results == {"aws_vpc.v": "PROVEN"} with input as document
	testing.found(rule, "aws_vpc_security_group_ingress_rule.x") with input as document
}
