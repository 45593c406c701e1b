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

findings := array.concat(found.of_rule(annotations.custom.id), [finding |
	some module in document.normal.hidden_modules
	finding := found.of_place(module, placement.beside, {
		"what": "a module, whose content this document does not show,",
		"is_certain": false,
		"cut": null,
		"settle": "check the plan, which shows what the module makes",
	})
])
