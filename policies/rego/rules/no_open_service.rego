# METADATA
# title: No service is open to everyone
# description: >-
#   A service that everyone may connect to (`*`) has every connection accepted by somebody. With automatic acceptance it
#   is public to all of AWS.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#add-remove-permissions
# - ref: https://docs.aws.amazon.com/prescriptive-guidance/latest/privatelink-saas/considerations.html
# custom:
#   id: no-open-service
#   severity: critical
#   remediation: >-
#     Name the principals that may connect, or set acceptance_required to true.
package privatelink.rules.no_open_service

import data.privatelink.lib.findings as found
import data.privatelink.lib.links
import data.privatelink.lib.services
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some permission in services.permissions
	"*" in values.known(permission.resource, permission.argument)
	some node in permission.services
	not acceptance(node) == true
	finding := found.of_document(permission.resource, details(acceptance(node), permission))
]

# Of a service that is not of this document nothing is known.
acceptance(node) := services.acceptance(links.by_address[node]) if {
	links.by_address[node].type in services.types
} else := null

details(false, permission) := {
	"message": $"everyone may connect, and is accepted at once ({permission.argument})",
	"cut": $"remove * of {permission.argument} of {permission.resource.address}",
}

details(null, permission) := {
	"message": $"everyone may connect to a service of which is not known whether somebody accepts ({permission.argument})",
	"outcome": "unproven",
	"cut": $"remove * of {permission.argument} of {permission.resource.address}",
	"settle": "name the service by a plain reference, and give its acceptance_required a plain value",
}
