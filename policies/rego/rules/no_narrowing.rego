# METADATA
# title: Nothing in use is taken away
# description: >-
#   A plan takes no zone, region, address type, load balancer, port or host name away from a service or an endpoint:
#   whoever uses it would be cut off. If a plan takes back an acceptance, a share or an allowed principal, that is reported:
#   removing a principal does not affect connections that were accepted. If a report of `privatelink status` says that
#   nobody is connected, nothing is in use. If somebody is, the finding names them. Only a plan shows it.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/manage-dns-names.html
# custom:
#   id: no-narrowing
#   severity: high
#   subject: plan
#   remediation: >-
#     Keep what is there and add beside it. Where something is to go, see that no client uses it any more, and check the
#     plan with a new report of `privatelink status` (`--status`), or waive this for that plan.
#   controls: []
#   no_controls: >-
#     It keeps connections that are in use alive. The controls of these frameworks on network boundaries are about what
#     must not connect.
package privatelink.rules.no_narrowing

import data.privatelink.lib.connected
import data.privatelink.lib.findings as found
import data.privatelink.lib.in_use
import data.privatelink.lib.transitions

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([taken, types, ports, names, listeners, told, principals])

zones := {"what": "a zone", "paths": ["subnets", "subnet_mapping.subnet_id"]}

balancers := {"what": "a load balancer", "paths": ["network_load_balancer_arns", "gateway_load_balancer_arns"]}

# What may be taken away in place, by type; alternative paths of one thing together.
parts := {
	"aws_alb": [zones],
	"aws_lb": [zones],
	"aws_vpc_endpoint": [
		{"what": "a zone", "paths": ["subnet_ids", "subnet_configuration.subnet_id"]},
		{"what": "the private DNS names", "paths": ["private_dns_enabled"]},
	],
	"aws_vpc_endpoint_private_dns": [{"what": "the private DNS names", "paths": ["private_dns_enabled"]}],
	"aws_vpc_endpoint_service": [
		{"what": "a region", "paths": ["supported_regions"]},
		{"what": "an address type", "paths": ["supported_ip_address_types"]},
		{"what": "the private DNS name", "paths": ["private_dns_name"]},
		balancers,
	],
	"aws_vpclattice_resource_configuration": [{"what": "a port", "paths": ["port_ranges"]}],
	"aws_vpclattice_resource_gateway": [{"what": "a zone", "paths": ["subnet_ids"]}],
	"awscc_ec2_vpc_endpoint": [
		{"what": "a zone", "paths": ["subnet_ids"]},
		{"what": "the private DNS names", "paths": ["private_dns_enabled"]},
	],
	"awscc_ec2_vpc_endpoint_service": [
		{"what": "a region", "paths": ["supported_regions"]},
		{"what": "an address type", "paths": ["supported_ip_address_types"]},
		balancers,
	],
	"awscc_elasticloadbalancingv2_load_balancer": [zones],
	"awscc_vpclattice_resource_configuration": [{"what": "a port", "paths": ["port_ranges"]}],
	"awscc_vpclattice_resource_gateway": [{"what": "a zone", "paths": ["subnet_ids"]}],
}

taken := [finding |
	some type, things in parts
	some change in transitions.of_type(type)
	transitions.is_updated(change)
	in_use.carries(change)
	some thing in things
	fate := transitions.fate_of_any(change, thing.paths)
	fate in {"removed", "unknown"}
	finding := of_fate(change, fate, thing.what, concat(", ", thing.paths))
]

# `dualstack` has both families, all else one.
types := [finding |
	some type in ["aws_alb", "aws_lb", "aws_vpc_endpoint", "awscc_ec2_vpc_endpoint"]
	some change in transitions.of_type(type)
	transitions.is_updated(change)
	in_use.carries(change)
	moved := transitions.moved(change, "ip_address_type")
	not transitions.values(change.after, "ip_address_type") == {"dualstack"}
	moved != "same"
	finding := of_fate(change, {"moved": "removed", "unknown": "unknown"}[moved], "an address type", "ip_address_type")
]

ports := [finding |
	some change in network_listeners
	transitions.is_updated(change)
	moved := transitions.moved(change, "port")
	moved != "same"
	not stays_open(change)
	finding := of_fate(change, {"moved": "removed", "unknown": "unknown"}[moved], "a port", "port")
]

of_fate(change, "removed", what, argument) := connected.of_change(change, {
	"basis": "plan",
	"outcome": in_use.rating(change),
	"message": $"{what} would be taken away ({argument}); whoever uses it would be cut off",
})

of_fate(change, "unknown", what, argument) := connected.of_change(change, {
	"basis": "plan",
	"outcome": unproven(change),
	"message": $"{what} may be taken away ({argument} is not known)",
	"settle": $"let the plan know {argument} of {change.address}",
})

unproven(change) := {"violated": "unproven", "warning": "warning"}[in_use.rating(change)]

# Destroyed by itself, that is, and not with what it belongs to.
names := [finding |
	some type, what in {
		"aws_route53_record": "a host name of an endpoint",
		"aws_route53profiles_association": "the host names of a VPC",
		"aws_vpc_endpoint_private_dns": "the private DNS names of an endpoint",
	}
	some change in transitions.of_type(type)
	transitions.is_destroyed(change)
	is_of_endpoint(change)
	finding := connected.of_change(change, {
		"basis": "plan",
		"message": $"{what} would be taken away; whoever uses it would be cut off",
	})
]

is_of_endpoint(change) if change.type != "aws_route53_record"

is_of_endpoint(change) if {
	some path in ["alias.name", "records"]
	some name in transitions.values(change.before, path)
	regex.match(`\.vpce\.amazonaws\.com(\.cn)?\.?$`, name)
}

listeners := [finding |
	some change in network_listeners
	transitions.is_destroyed(change)
	count(transitions.values(change.before, "load_balancer_arn") & gone) == 0
	not stays_open(change)
	finding := connected.of_change(change, {
		"basis": "plan",
		"outcome": in_use.rating(change),
		"message": "the port of a listener would be taken away; whoever uses it would be cut off",
	})
]

network_listeners := [change |
	some type in ["aws_alb_listener", "aws_lb_listener"]
	some change in transitions.of_type(type)
	count(transitions.values(change.before, "protocol") & {"GENEVE", "TCP", "TCP_UDP", "TLS", "UDP"}) > 0
]

# Whether another listener gets the port in the same apply: `listener-ports` refuses that, and no port is taken away.
stays_open(change) if {
	some type in ["aws_alb_listener", "aws_lb_listener"]
	some other in transitions.of_type(type)
	other.address != change.address
	other.after.load_balancer_arn == change.before.load_balancer_arn
	other.after.port == change.before.port
}

# Load balancers that go as a whole, which is told of them.
gone := {arn |
	some type in in_use.load_balancers
	some change in transitions.of_type(type)
	"delete" in change.actions
	some arn in transitions.values(change.before, "arn")
}

# What is meant to cut somebody off is told, with what AWS does to whom.
revoked := {
	"acceptance": "the plan takes back an acceptance: AWS rejects the connection of that consumer's endpoint, and no traffic of its clients gets through any more",
	"principal": "the plan removes an allowed principal: its consumer can create no new endpoint to the service; its connections that were accepted stay until they are rejected",
	"share": "the plan takes a share back from a principal: its consumer can create no new endpoint to what was shared; its endpoints keep what they have",
}

told := [finding |
	some type, [message, argument] in {
		"aws_ram_principal_association": [revoked.share, "principal"],
		"aws_vpc_endpoint_connection_accepter": [revoked.acceptance, ""],
		"aws_vpc_endpoint_service_allowed_principal": [revoked.principal, "principal_arn"],
		"awscc_ec2_vpc_endpoint_service_permissions": [revoked.principal, ""],
	}
	some change in transitions.of_type(type)
	is_revoked(change, argument)
	finding := told_of(change, message)
]

is_revoked(change, _) if transitions.is_destroyed(change)

# Another principal takes the place of one that is revoked.
is_revoked(change, argument) if {
	transitions.is_replaced(change)
	transitions.moved(change, argument) != "same"
}

principals := [finding |
	some type in ["aws_vpc_endpoint_service", "awscc_ec2_vpc_endpoint_service_permissions"]
	some change in transitions.of_type(type)
	transitions.is_updated(change)
	message := {
		"removed": revoked.principal,
		"unknown": "the plan may remove an allowed principal (allowed_principals is not known): its consumer could then create no new endpoint to the service",
	}[transitions.fate(change, "allowed_principals")]
	finding := told_of(change, message)
]

# An acceptance is about one endpoint. Principals and shares are about endpoints that nobody has made yet.
told_of(change, message) := connected.of_change(change, {"basis": "plan", "outcome": "warning", "message": message}) if {
	change.type == "aws_vpc_endpoint_connection_accepter"
} else := found.of_document(change, {"basis": "plan", "outcome": "warning", "message": message})
