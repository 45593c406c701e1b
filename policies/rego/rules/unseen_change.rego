# METADATA
# title: Nothing changes unseen
# description: >-
#   Beside a consumer VPC nothing runs that can make what this document does not show: no provisioner, program, template
#   or call that is made while the stack is planned or deployed.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax
# - ref: https://registry.terraform.io/providers/hashicorp/external/latest/docs/data-sources/external
# custom:
#   id: unseen-change
#   severity: high
#   remediation: >-
#     Write out as resources what it makes. If it touches no network, waive it, and say so in the reason.
package privatelink.rules.unseen_change

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement

annotations := rego.metadata.chain()[1].annotations

findings := array.flatten([of_types, of_provisioners, of_data, of_invocations])

of_types := [finding |
	some type, indexes in document.by_type
	entry := classification.types[type]
	entry.kind == "opaque"
	some i in indexes
	resource := document.resources[i]
	resource.mode == "managed"
	finding := found.of_place(resource, placement.beside, {
		"what": $"{entry.what}, which can make what nobody sees,",
		"is_certain": false,
		"settle": settle,
	})
]

of_provisioners := [finding |
	some resource in document.resources
	is_provisioned(resource)
	finding := found.of_place(resource, placement.beside, {
		"what": "a provisioner, which can do anything,",
		"is_certain": false,
		"settle": settle,
		"cut": $"remove the provisioners of {resource.address}",
	})
]

is_provisioned(resource) if count(resource.owner.provisioners) > 0

is_provisioned(resource) if count(resource.body.provisioner) > 0

# Data sources that run something.
of_data := [finding |
	some type, entry in classification.data_sources
	some i in document.by_type[type]
	resource := document.resources[i]
	resource.mode == "data"
	finding := found.of_place(resource, placement.beside, {
		"what": $"{entry.what} while the stack is planned",
		"is_certain": false,
		"settle": settle,
	})
]

of_invocations := [finding |
	some invocation in document.normal.unseen
	may_run(invocation)
	resource := object.union(invocation, {"construct_path": null})
	finding := found.of_place(resource, placement.beside, {
		"what": $"{invocations[invocation.mode]}, which may run anything,",
		"is_certain": false,
		"settle": settle,
	})
]

invocations := {"action": "an action", "check": "a data source of a check", "ephemeral": "an ephemeral resource"}

may_run(invocation) if {
	invocation.mode == "action"
	not classification.is_apart(invocation.type)
}

# What only reads is left out of the classification.
may_run(invocation) if classification.data_sources[invocation.type]

may_run(invocation) if {
	invocation.mode == "ephemeral"
	not startswith(invocation.type, "aws")
	not classification.is_apart(invocation.type)
}

settle := "write out as resources what it makes; or waive it, where it touches no network"
