# METADATA
# title: Connections are declared
# description: >-
#   A service notifies somebody of connections (a notification of the event Connect), and accepts none by itself. The
#   report lists services that do otherwise. With `require_notifications: true`, one without a notification fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/create-notifications-endpoint-service.html
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#accept-reject-connection-requests
# custom:
#   id: declared-connections
#   severity: low
#   subject: service
#   remediation: >-
#     Make the edit that the finding names: a notification of the event Connect, or an acceptance of each connection.
#   controls:
#   - framework: nist-800-53
#     control: CA-9
#     reason: Somebody accepts each connection to the service, and somebody is notified of it.
#   - framework: iso-27001
#     control: A.8.21
#     reason: Connections to the service are notified to somebody, so that its use is monitored.
package privatelink.rules.declared_connections

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.links
import data.privatelink.lib.presence
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
		"cut": $"add an aws_vpc_endpoint_connection_notification with the event Connect for {service.address}",
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
	not presence.may_be_disabled(notification)
	"Connect" in values.known(notification, events)
	some address in links.named(values.nodes(notification, service))
}

automatic := [finding |
	some service in services.all
	services.acceptance(service) == false
	finding := found.of_document(service, {
		"outcome": "warning",
		"message": "the service accepts the connection of every allowed principal at once (acceptance_required)",
		"cut": $"set acceptance_required of {service.address} to true",
	})
]
