# METADATA
# title: Nothing hidden
# description: >-
#   What cannot be seen cannot be judged: a module, whose content is not in the document, and a route whose target is
#   not resolved.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/modules
# - ref: https://developer.hashicorp.com/terraform/internals/json-format
# custom:
#   id: not-visible
#   severity: high
#   remediation: >-
#     Check the plan instead, which shows what a module makes and which ids are known: `terraform plan -out=FILE`, then
#     `terraform show -json FILE`. A route's target can be settled by naming it by a plain reference.
package privatelink.rules.not_visible

import data.privatelink.lib.document
import data.privatelink.lib.findings as found
import data.privatelink.lib.placement

annotations := rego.metadata.chain()[1].annotations

findings contains finding if {
	some module in document.normal.hidden_modules
	place := of_module
	finding := found.of_place(module, place, "a module, whose content this document does not show,")
}

findings contains finding if some finding in found.of_routes("unknown", "a route whose target could not be resolved")

of_module := {"basis": "role", "vpcs": []} if placement.is_consumer_stack

else := {"basis": "beside", "vpcs": placement.consumer_addresses} if count(placement.consumers) > 0
