# METADATA
# title: Nothing forwards
# description: >-
#   In a consumer VPC no host forwards what is not its own: no route leads to an interface or instance, and the check of
#   source and destination stays on.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_NAT_Instance.html
# - ref: https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
# custom:
#   id: no-forwarding
#   severity: high
#   remediation: >-
#     Remove the route, or leave source_dest_check on. An appliance belongs into the VPC of the service.
package privatelink.rules.no_forwarding

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.witness

annotations := rego.metadata.chain()[1].annotations

findings := array.concat(found.of_rule(annotations.custom.id), [finding |
	some type, what in hosts
	some resource in document.of_type(type)
	place := placement.places[resource.index]
	placement.leads_to_others[resource.address]
	finding := found.of_place(resource, place, {
		"what": $"{what} that is in another VPC too",
		"witness": witness.of_resource(resource, place, what, "another VPC"),
	})
])

# What may have interfaces in two VPCs.
hosts := {
	"aws_instance": "an instance",
	"aws_network_interface": "an interface",
	"aws_network_interface_attachment": "the attachment of an interface",
}
