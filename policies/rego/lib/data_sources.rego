# METADATA
# title: What data sources read
# description: >-
#   The ids that a data source of a plan has, in the arguments that the classification names: those of the type, and
#   those of the data source itself. What is read when the plan is applied has none yet.
package privatelink.lib.data_sources

import data.privatelink.lib.classification
import data.privatelink.lib.document
import data.privatelink.lib.references
import data.privatelink.lib.values

# What is said of a managed resource of the type, and of the data source.
entries_of(type) := [entry |
	some entries in [classification.types, classification.data_sources]
	entry := entries[type]
]

# Of one that is read when the plan is applied, all that it finds is unknown.
is_read(resource) if {
	resource.form == "planned"
	count([name | some name, true in resource.unknown]) == 0
}

ids(resource) := {node |
	some entry in entries_of(resource.type)
	some argument in entry.vpc_arguments
	some value in values.known(resource, argument)
	some node in references.of_literal(value)
}

# The ids of VPCs. A filter may have any text: the name `vpc-main` is no id.
vpcs contains node if {
	some type, indexes in document.by_type
	classification.data_sources[type]
	some i in indexes
	resource := document.resources[i]
	resource.mode == "data"
	is_read(resource)
	some node in ids(resource)
	regex.match(`^=vpc-[0-9a-f]+$`, node)
}
