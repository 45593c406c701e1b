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
	some principal in values.known(permission.resource, permission.argument)
	is_everyone(principal)
} else := null if {
	some node in links.named(principals(permission.resource, permission.argument))
	not is_somebody(node)
} else := false

# Principals of a permission that are neither everyone nor of an account: services of AWS, such as appflow.amazonaws.com, or
# what may be one. Whatever account makes such a service connect, it asks under this one name. Partitions have names of
# services of their own, so that what is not told to be of an account counts as one.
of_services(permission) := {principal |
	some principal in values.known(permission.resource, permission.argument)
	not is_everyone(principal)
	not is_of_account(principal)
}

# A wildcard that is not within an account.
is_everyone(principal) if {
	regex.match(`[*?]`, $"{principal}")
	not is_of_account(principal)
}

# The ARN of an account, or of a user or role in it. A stack may write the partition and the account as expressions.
is_of_account(principal) if regex.match(`^arn:(aws[a-z-]*|\$\{[^{}]*\}):iam::([0-9]{12}|\$\{[^{}]*\}):(root$|(role|user)/.)`, $"{principal}")

# What the principals refer to. An ARN of which a stack writes all but the account is of somebody.
principals(resource, argument) := {node |
	some item in written.items(locals.plain(resource.body[argument]))
	text := locals.plain(item)
	written.is_expression(text)
	not is_of_account(text)
	some node in references.of_written(text)
} if {
	resource.form == "written"
} else := {node |
	some result in values.at(resource, argument)
	some node in result.unknown
}

# The ARN of an account, user or role; or a thing that has one. Other things may have the name of a service of AWS.
is_somebody(node) if {
	references.is_literal(node)
	is_of_account(trim_prefix(node, "="))
}

is_somebody(node) if links.by_address[node].type in types_of_principals

types_of_principals := {
	"aws_caller_identity", "aws_iam_role", "aws_iam_roles", "aws_iam_session_context", "aws_iam_user", "aws_iam_users",
	"aws_organizations_account", "awscc_iam_role", "awscc_iam_user", "awscc_organizations_account",
}

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
