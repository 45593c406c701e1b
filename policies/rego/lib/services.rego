# METADATA
# title: Endpoint services
# description: What the provider's side offers - its services, whom they allow, and the load balancers behind them.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html
package privatelink.lib.services

import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.locals
import data.privatelink.lib.references
import data.privatelink.lib.values
import data.privatelink.lib.written

types := ["aws_vpc_endpoint_service", "awscc_ec2_vpc_endpoint_service"]

all := [resource |
	some type in types
	some resource in document.of_type(type)
]

# Whether a connection has to be accepted: true, false, or null where it is not known. AWS's default is that it has.
acceptance(service) := null if {
	values.is_unknown(service, "acceptance_required")
} else := false if {
	values.same(values.known(service, "acceptance_required")[0], false)
} else := true

# What allows principals: the resource, its argument, and the nodes of the services that it is about.
permissions := array.concat(
	[{"resource": service, "argument": "allowed_principals", "services": {service.address}} | some service in all],
	[{"resource": resource, "argument": argument, "services": named(values.nodes(resource, service))} |
		some type, [argument, service] in {
			"aws_vpc_endpoint_service_allowed_principal": ["principal_arn", "vpc_endpoint_service_id"],
			"awscc_ec2_vpc_endpoint_service_permissions": ["allowed_principals", "service_id"],
		}
		some resource in document.of_type(type)
	],
)

# Whether a permission names everyone: true, false, or null where it may.
is_of_everyone(permission) if {
	"*" in values.known(permission.resource, permission.argument)
} else := null if {
	some node in links.named(principals(permission.resource, permission.argument))
	not is_somebody(node)
} else := false

# Principals of a permission that are services of AWS, such as appflow.amazonaws.com. Whatever account makes the service
# connect, it asks under this one name.
of_aws(permission) := {principal |
	some principal in values.known(permission.resource, permission.argument)
	is_string(principal)
	regex.match(`(?i)\.amazonaws\.com(\.cn)?$`, principal)
}

# What the principals refer to. Neither an ARN, of which a stack writes the start, nor a known text is everyone.
principals(resource, argument) := {node |
	some text in written.items(locals.plain(resource.body[argument]))
	not startswith(text, "arn:")
	some node in references.of_written(locals.plain(text))
} if {
	resource.form == "written"
} else := {node |
	some result in values.at(resource, argument)
	some node in result.unknown
}

# A literal, or a thing of AWS's, which is called by an id, an ARN or a name.
is_somebody(node) if {
	references.is_literal(node)
	not references.is_expression(node)
	node != references.literal("*")
}

is_somebody(node) if startswith(links.by_address[node].type, "aws")

# The services that are named. Resources of other types can have the id of a service too.
named(nodes) := of_type if {
	of_type := {node | some node in links.named(nodes); links.by_address[node].type in types}
	count(of_type) > 0
} else := links.named(nodes)

# Load balancers of the document behind a service.
load_balancers(service) := [resource |
	some node in links.named(values.nodes(service, "network_load_balancer_arns"))
	resource := links.by_address[node]
	resource.mode == "managed"
]

# Listeners of the document by the address of their load balancer.
listeners[address] contains listener.index if {
	some type in ["aws_alb_listener", "aws_lb_listener", "awscc_elasticloadbalancingv2_listener"]
	some listener in document.of_type(type)
	some address in links.named(values.nodes(listener, "load_balancer_arn"))
}
