# METADATA
# title: Ranges of addresses that security groups let in or out
# description: >-
#   What the security groups of consumer VPCs name as source or destination, and whether that is wider than declared. A
#   range is declared by the policy data (`allowed_ranges`); where that is silent, private ranges are, and of IPv6 those
#   that a VPC can have.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
package privatelink.lib.ranges

import data.privatelink.lib.document
import data.privatelink.lib.placement
import data.privatelink.lib.settings
import data.privatelink.lib.values

# Arguments with ranges, by type and by the family of their addresses.
arguments := {
	"aws_default_security_group": blocks_of_rules,
	"aws_security_group": blocks_of_rules,
	"aws_security_group_rule": {"ipv4": ["cidr_blocks"], "ipv6": ["ipv6_cidr_blocks"]},
	"aws_vpc_security_group_egress_rule": {"ipv4": ["cidr_ipv4"], "ipv6": ["cidr_ipv6"]},
	"aws_vpc_security_group_ingress_rule": {"ipv4": ["cidr_ipv4"], "ipv6": ["cidr_ipv6"]},
	"awscc_ec2_security_group": {
		"ipv4": ["security_group_egress.cidr_ip", "security_group_ingress.cidr_ip"],
		"ipv6": ["security_group_egress.cidr_ipv_6", "security_group_ingress.cidr_ipv_6"],
	},
	"awscc_ec2_security_group_egress": {"ipv4": ["cidr_ip"], "ipv6": ["cidr_ipv_6"]},
	"awscc_ec2_security_group_ingress": {"ipv4": ["cidr_ip"], "ipv6": ["cidr_ipv_6"]},
}

blocks_of_rules := {
	"ipv4": ["egress.cidr_blocks", "ingress.cidr_blocks"],
	"ipv6": ["egress.ipv6_cidr_blocks", "ingress.ipv6_cidr_blocks"],
}

# Each range in a consumer VPC that is too wide or, in a plan, not known. What a stack does not know its plan does.
wide := [{"resource": resource, "place": place, "argument": argument, "is_known": is_known, "direction": direction(resource, argument)} |
	some type, families in arguments
	some i in document.by_type[type]
	resource := document.resources[i]
	resource.mode == "managed"
	place := placement.places[i]
	some family, names in families
	some argument in names
	some is_known in {known | some result in values.at(resource, argument); known := trouble(result, family)}
]

# Which way a rule lets traffic: `in`, `out`, or `unknown` where a rule's type is not known.
direction(resource, argument) := object.get({"egress": "out", "ingress": "in"}, concat("", values.known(resource, "type")), "unknown") if {
	resource.type == "aws_security_group_rule"
} else := "out" if {
	contains($"{resource.type}.{argument}", "egress")
} else := "in"

trouble(result, _) := false if {
	result.unknown
	document.form == "plan"
}

trouble(result, family) if {
	is_string(result.known)
	not is_declared(result.known, family)
}

is_declared(range, _) if {
	some allowed in settings.config.allowed_ranges
	net.cidr_contains(allowed, range)
}

is_declared(range, "ipv4") if {
	not settings.config.allowed_ranges
	some private in ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"]
	net.cidr_contains(private, range)
}

# A VPC has no IPv6 range larger than /44.
is_declared(range, "ipv6") if {
	not settings.config.allowed_ranges
	to_number(split(range, "/")[1]) >= 44
}
