# METADATA
# title: Which waivers are used
# description: Indexes of the waivers that some finding of this document meets, and of those that none does.
package privatelink.lib.waived

import data.privatelink.lib.registry
import data.privatelink.lib.waivers

use := {
	"used": sort([i | some i in met; not waivers.is_expired(waivers.all[i])]),
	"unused": [i | some i, _ in waivers.all; not i in met],
	"expired": sort([i | some i in met; waivers.is_expired(waivers.all[i])]),
}

met := set() if {
	count(waivers.all) == 0
} else := {i |
	some rule in registry.all
	some finding in rule.findings
	some i in waivers.matching(rule.about.custom.id, finding.address)
}
