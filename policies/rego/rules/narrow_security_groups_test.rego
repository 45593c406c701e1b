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

test_refuses_each_argument_that_is_open_to_everything if {
	every type, families in ranges.arguments {
		every path in families.ipv4 {
			testing.found(rule, $"{type}.x") with input as stack(type, holding(path, ["0.0.0.0/0"]))
		}
		every path in families.ipv6 {
			testing.found(rule, $"{type}.x") with input as stack(type, holding(path, ["::/0"]))
		}
	}
}

test_refuses_what_is_not_private if {
	every range in ["0.0.0.0/1", "128.0.0.0/1", "8.8.8.0/24", "10.0.0.0/7", "nonsense"] {
		testing.found(rule, "aws_vpc_security_group_ingress_rule.x") with input as stack("aws_vpc_security_group_ingress_rule", {"cidr_ipv4": range})
	}
	every range in ["2000::/3", "2600::/43"] {
		testing.found(rule, "aws_vpc_security_group_egress_rule.x") with input as stack("aws_vpc_security_group_egress_rule", {"cidr_ipv6": range})
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

test_refuses_rules_of_the_default_group if {
	every argument in ["ingress", "egress"] {
		testing.found(rule, "aws_default_security_group.x") with input as stack("aws_default_security_group", {argument: [{"self": true}]})
	}
	testing.clean with input as stack("aws_default_security_group", {"ingress": [], "egress": []})
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
