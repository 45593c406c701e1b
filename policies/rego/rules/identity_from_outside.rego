# METADATA
# title: Identities come from this configuration
# description: >-
#   An import takes over what others made, and a removed block may leave behind a way out that nobody manages. What is
#   left behind of a kind that may be a way out is refused.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/import
# - ref: https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
# custom:
#   id: identity-from-outside
#   severity: medium
#   subject: consumer-vpc
#   remediation: >-
#     Destroy what is not wanted any more instead of forgetting it. A plan shows what an import takes over.
#   controls:
#   - framework: nist-800-53
#     control: SC-7
#     reason: No way out is left behind in the VPC without a configuration that manages it.
package privatelink.rules.identity_from_outside

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement
import data.privatelink.lib.targets

annotations := rego.metadata.chain()[1].annotations

findings := [finding |
	some block in document.normal.identity_blocks
	not block.destroys
	resource := {"address": block.address, "construct_path": null}
	finding := found.of_place(resource, placement.beside, object.union(
		{"cut": null, "settle": "destroy it, or check that it is gone"},
		details(block),
	))
]

details(block) := {
	"what": "an import of what may be a way out already",
	"is_certain": false,
	"settle": "check a plan, which shows what is taken over",
} if {
	block.kind == "import"
	document.form == "cdk.tf.json"
	may_be_way_out(block.address)
} else := {"what": "an import of what others made", "rating": "warn"} if {
	block.kind == "import"
} else := {"what": "a block that leaves behind what may be a way out", "is_certain": false} if {
	may_open(type_of(block.address))
} else := {"what": "a block that leaves a resource behind", "rating": "warn"}

may_be_way_out(address) if classification.types[targets.type(address)].kind in {"path", "route"}

may_be_way_out(address) if not targets.type(address)

# An address that cannot be read is one of anything.
type_of(address) := type if {
	type := targets.type(address)
} else := address

may_open(type) if not classification.is_classified(type)

may_open(type) if {
	kind := classification.types[type].kind
	not kind in {"inert", "network"}
}
