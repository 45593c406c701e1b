# METADATA
# title: What connections go through
# description: >-
#   Resources that consumers are connected through, by type and in words, and whether a change of one is about
#   PrivateLink. A plan does not say who is connected: what could be in use is taken to be.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
package privatelink.lib.in_use

import data.privatelink.lib.document
import data.privatelink.lib.transitions

# The provider's side.
offered := {
	"aws_alb": "the load balancer",
	"aws_lb": "the load balancer",
	"aws_vpc_endpoint_service": "the endpoint service",
	"aws_vpclattice_resource_configuration": "the resource configuration",
	"aws_vpclattice_resource_gateway": "the resource gateway",
	"awscc_ec2_vpc_endpoint_service": "the endpoint service",
	"awscc_elasticloadbalancingv2_load_balancer": "the load balancer",
	"awscc_vpclattice_resource_configuration": "the resource configuration",
	"awscc_vpclattice_resource_gateway": "the resource gateway",
}

# The consumer's side.
endpoints := {
	"aws_vpc_endpoint": "the endpoint",
	"awscc_ec2_vpc_endpoint": "the endpoint",
}

# What it does to whom if one of a type is destroyed. AWS deletes no endpoint service that has connections.
end_of(type) := "AWS refuses that while an endpoint is connected or waits for acceptance, and afterwards no consumer can reach the service" if {
	type in services
} else := "its clients lose the endpoint's addresses and their connections, and the provider has to accept it again" if {
	endpoints[type]
} else := "AWS rejects the connection, and no traffic of its clients gets through until it is accepted again" if {
	type == "aws_vpc_endpoint_connection_accepter"
} else := "every connection through it would end"

load_balancers := {"aws_alb", "aws_lb", "awscc_elasticloadbalancingv2_load_balancer"}

# Whether connections of PrivateLink can go through what is changed: not through application load balancers, nor
# gateway endpoints, which are routes.
carries(change) if not kind(change) in {"application", "Gateway"}

kind(change) := [value |
	some name in ["load_balancer_type", "type", "vpc_endpoint_type"]
	some value in transitions.values(change.before, name)
][0]

default kind(_) := ""

# The endpoint services of the document, and the stacks of this project, say what their load balancers are for. Of one
# that stands alone nobody knows.
rating(change) := "warning" if {
	change.type in load_balancers
	document.role == null
	not has_service
} else := "violated"

has_service if {
	some type in services
	document.by_type[type]
}

has_service if {
	some type in services
	transitions.by_type[type]
}

services := {"aws_vpc_endpoint_service", "awscc_ec2_vpc_endpoint_service"}
