# METADATA
# title: Connections are declared
# description: >-
#   A service tells somebody of connections (a notification for Connect), and accepts none by itself. Told; services
#   without a notification are refused where the policy data asks for it (`require_notifications`).
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/create-notifications-endpoint-service.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#accept-reject-connection-requests
# custom:
#   id: declared-connections
#   severity: low
#   remediation: >-
#     Notify a topic of the service's Connect events, and set acceptance_required to true.
package privatelink.rules.declared_connections

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.links
import data.privatelink.lib.services
import data.privatelink.lib.settings
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

findings := array.concat(untold, automatic)

untold := [finding |
	some service in services.all
	not notified[service.address]
	finding := found.of_document(service, {
		"outcome": outcome,
		"message": "no notification of Connect events is configured for the service in this document",
	})
]

outcome := "violated" if {
	settings.config.require_notifications == true
} else := "warning"

notified contains address if {
	some type, [events, service] in {
		"aws_vpc_endpoint_connection_notification": ["connection_events", "vpc_endpoint_service_id"],
		"awscc_ec2_vpc_endpoint_connection_notification": ["connection_events", "service_id"],
	}
	some notification in document.of_type(type)
	"Connect" in values.known(notification, events)
	some address in links.named(values.nodes(notification, service))
}

automatic := [finding |
	some service in services.all
	services.acceptance(service) == false
	finding := found.of_document(service, {
		"outcome": "warning",
		"message": "whoever is allowed is connected at once (acceptance_required)",
	})
]
