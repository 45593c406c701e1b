# METADATA
# title: Every type is known
# description: >-
#   In a document with a consumer VPC every resource is of a type that somebody has classified, or is known to take no
#   argument of a network. A type that a provider's upgrade brings is refused until it is.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/providers
# custom:
#   id: unclassified-type
#   severity: high
#   remediation: >-
#     Classify the type, with a reason, in policies/classification; or waive this resource.
package privatelink.rules.unclassified_type

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.values

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some type, indexes in document.by_type
	not classification.is_classified(type)
	some i in indexes
	resource := document.resources[i]
	resource.mode == "managed"
	place := where(resource)
	finding := found.of_place(resource, place, {
		"what": $"a resource of type {type}, of which it is not known what it opens,",
		"is_certain": false,
		"settle": $"classify {type}",
	})
]

# Where its references say, if they say it.
where(resource) := at_nodes(values.all_nodes(resource))

at_nodes(nodes) := placement.of_nodes(nodes) if count(nodes) > 0

at_nodes(nodes) := placement.beside if count(nodes) == 0
