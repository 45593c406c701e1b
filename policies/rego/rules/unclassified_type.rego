# METADATA
# title: Every type and argument is known
# description: >-
#   In a document with a consumer VPC every resource is of a type that somebody has classified, or is known to take no
#   argument of a network. A type that a provider's upgrade brings is refused until it is, and so is an argument that looks
#   like one of a network and that the classified version of the provider does not have.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/providers
# custom:
#   id: unclassified-type
#   severity: high
#   subject: consumer-vpc
#   loosened_by: [harmless_types]
#   remediation: >-
#     Classify the type, with a reason: in policies/classification, or, where it is of another provider than aws and touches
#     no network, in `harmless_types` of the policy data. Or waive this resource.
#   controls:
#   - framework: nist-800-53
#     control: SC-7
#     reason: >-
#       Every resource and argument that could connect the VPC is of a kind that was reviewed, so that the other rules
#       know it.
#   - framework: pci-dss
#     control: "1.3.1"
#     reason: No resource of an unknown kind could let traffic into the VPC.
#   - framework: pci-dss
#     control: "1.3.2"
#     reason: No resource of an unknown kind could let traffic out of the VPC.
#   - framework: iso-27001
#     control: A.8.22
#     reason: No resource of an unknown kind could join the VPC with another network.
package privatelink.rules.unclassified_type

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.newer_arguments
import data.privatelink.lib.placement
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

findings := array.concat(of_types, of_arguments)

of_types := [finding |
	some type, indexes in document.by_type
	not classification.is_classified(type)
	some i in indexes
	resource := document.resources[i]
	resource.mode == "managed"
	place := where(resource)
	finding := found.of_place(resource, place, {
		"what": $"a resource of type {type}, of which it is not known what it opens,",
		"is_certain": false,
		"settle": settle(type),
	})
]

of_arguments := [finding |
	some i, path in newer_arguments.by_index
	resource := document.resources[i]
	finding := found.of_place(resource, where(resource), {
		"what": $"an argument of a network that nobody has classified ({path})",
		"is_certain": false,
		"cut": $"remove {path} of {resource.address}",
		"settle": $"classify {path} of {resource.type}",
	})
]

settle(type) := $"classify {type}" if {
	startswith(type, "aws_")
} else := $"classify {type}, or name it in `harmless_types` of the policy data"

# Where its references say, if they say it.
where(resource) := at_nodes(values.all_nodes(resource))

at_nodes(nodes) := place if {
	place := placement.of_nodes(nodes)
} else := placement.beside if {
	count({node | some node in nodes; placement.leads_to_others[node]}) == 0
}
