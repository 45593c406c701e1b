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
#   subject: consumer-vpc
#   remediation: >-
#     Remove the route, or leave source_dest_check on. An appliance belongs into the VPC of the service.
#   controls:
#   - framework: nist-800-53
#     control: AC-4
#     reason: No host in the VPC forwards traffic of others past the rules for the flow of information.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: No host in the VPC forwards traffic out of it.
#   - framework: iso-27001
#     control: A.8.22
#     reason: No host in the VPC joins it with another network.
package privatelink.rules.no_forwarding

import data.privatelink.lib.classification
import data.privatelink.lib.findings as found
import data.privatelink.lib.homes
import data.privatelink.lib.witness

annotations := rego.metadata.chain()[1].annotations

findings := array.concat(found.of_rule(annotations.custom.id), [finding |
	some bridge in homes.bridges
	what := classification.types[bridge.resource.type].what
	finding := found.of_place(bridge.resource, bridge.place, {
		"what": $"{what} that {verb[bridge.is_certain]} in another VPC too",
		"is_certain": bridge.is_certain,
		"settle": "name all of its subnets and interfaces by plain references to one VPC",
		"witness": witness.of_resource(bridge.resource, bridge.place, what, "another VPC"),
	})
])

verb := {true: "is", false: "may be"}
