# METADATA
# title: No service is open to everyone
# description: >-
#   A service that everyone may connect to (`*`) has every connection accepted by somebody. With automatic acceptance it
#   is public to all of AWS. A principal that is not known may be everyone. A service of AWS, such as
#   appflow.amazonaws.com, connects for whoever uses it: with automatic acceptance, it is not proven who connects. A
#   principal that is not the ARN of an account, user or role may be such a service.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#add-remove-permissions
# - ref: https://docs.aws.amazon.com/prescriptive-guidance/latest/privatelink-saas/considerations.html
# custom:
#   id: no-open-service
#   severity: critical
#   subject: service
#   remediation: >-
#     Name the principals that may connect in the place of `*`. A service that everyone may connect to needs acceptance_required.
#   controls:
#   - framework: nist-800-53
#     control: SC-7(11)
#     reason: Only principals that are named, or that somebody accepts, can connect to the service.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: Connections to the service come only from named principals, or are accepted one by one.
#   - framework: iso-27001
#     control: A.8.21
#     reason: Access to the network service is given only to named principals, or by acceptance.
package privatelink.rules.no_open_service

import data.privatelink.lib.findings as found
import data.privatelink.lib.links
import data.privatelink.lib.services

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([of_everyone, of_unknown, of_services])

of_everyone := [finding |
	some permission in services.permissions
	services.is_of_everyone(permission) == true
	some node in permission.services
	not acceptance(node) == true
	finding := found.of_document(permission.resource, details(acceptance(node), permission, node))
]

# Whom it allows may be everyone. Of a service that nobody knows this is said only where some service may be open.
of_unknown := [finding |
	some permission in services.permissions
	services.is_of_everyone(permission) == null
	some node in permission.services
	may_accept(node)
	finding := found.of_document(permission.resource, {
		"message": $"a service that may accept every connection at once allows whom it is not known ({permission.argument})",
		"outcome": "unproven",
		"cut": $"name the principals in {permission.argument} of {permission.resource.address}",
		"settle": found.plainly(permission.argument, permission.resource),
	})
]

# A service of AWS may connect for anybody who uses it, which nothing in a document tells.
of_services := [finding |
	some permission in services.permissions
	not services.is_of_everyone(permission) == true
	count(services.of_services(permission)) > 0
	some node in permission.services
	may_accept(node)
	finding := found.of_document(permission.resource, {
		"message": $"{who(permission)} may connect, and the service may accept every connection at once ({permission.argument})",
		"outcome": "unproven",
		"cut": $"name only ARNs of accounts, users and roles in {permission.argument} of {permission.resource.address}",
		"settle": "set acceptance_required to true, or waive this: then say in the reason why only your own use of that service connects",
	})
]

who(permission) := "a service of AWS" if {
	every principal in services.of_services(permission) {
		regex.match(`(?i)\.amazonaws\.com(\.cn)?$`, $"{principal}")
	}
} else := "what is not the ARN of an account, user or role, such as a service of AWS,"

may_accept(node) if {
	is_service(node)
	acceptance(node) != true
}

may_accept(node) if {
	not is_service(node)
	some service in services.all
	services.acceptance(service) != true
}

# Of a service that is not of this document nothing is known.
acceptance(node) := services.acceptance(links.by_address[node]) if {
	is_service(node)
} else := null

is_service(node) if links.by_address[node].type in services.types

details(false, permission, _) := {
	"message": $"everyone may connect, and the service accepts every connection at once ({permission.argument})",
	"cut": $"remove * of {permission.argument} of {permission.resource.address}",
}

details(null, permission, node) := {
	"message": $"everyone may connect to a service that may accept every connection at once ({permission.argument})",
	"outcome": "unproven",
	"cut": $"remove * of {permission.argument} of {permission.resource.address}",
	"settle": settle(node),
}

settle(node) := found.plainly("acceptance_required", links.by_address[node]) if {
	is_service(node)
} else := "name a service of this configuration by a plain reference, so that its acceptance_required is seen"
