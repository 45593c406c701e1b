# METADATA
# title: The verdict on a document
# description: >-
#   The entrypoint: always an object that says what was seen, so that an empty answer is never taken for a pass.
#   `verdict` is clean, violations or unjudgeable.
package privatelink

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.evidence
import data.privatelink.lib.names_in_use
import data.privatelink.lib.settings
import data.privatelink.lib.status
import data.privatelink.lib.unexamined
import data.privatelink.lib.waived
import data.privatelink.lib.waivers

verdict := {
	"verdict": "unjudgeable",
	"form": document.form,
	"why": sort([reason | some reason in why]),
} if {
	count(why) > 0
} else := {
	"verdict": "unjudgeable",
	"form": document.form,
	"why": sort([reason | some reason in evidence.why]),
} if {
	count(evidence.why) > 0
} else := {
	"verdict": evidence.word,
	"form": document.form,
	"role": document.role,
	"stack": document.normal.stack,
	"examined": evidence.examined,
	"consumer_vpcs": evidence.consumer_vpcs,
	"findings": evidence.findings,
	"relied_on": evidence.relied_on,
	"waivers": waived.use,
	"names": names_in_use.names,
}

why := union({document.why, classification.why, settings.why, status.why, waivers.why, unexamined.why, unknown_rules})

# What the classification counts on and nobody judges would pass.
unknown_rules := {$"the classification counts on the rule {id}, which is not there" |
	some id in classification.rules
	not evidence.is_rule(id)
}
