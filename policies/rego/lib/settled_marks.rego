# METADATA
# title: Marks of VPCs, as far as they are sure
# description: >-
#   Terraform reads a data source again when it applies, or only then. What it looks for by the mark of a hub or service
#   is another's VPC for certain only if the document gives no consumer's VPC such a mark, and takes none away.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/data-sources#data-resource-dependencies
package privatelink.lib.settled_marks

import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.marks
import data.privatelink.lib.patterns
import data.privatelink.lib.plan
import data.privatelink.lib.same_vpcs
import data.privatelink.lib.settings
import data.privatelink.lib.tag_marks
import data.privatelink.lib.targets
import data.privatelink.lib.values

# By address, the marks of VPCs: consumer, other, none or unknown.
of := object.union(document.normal.marks, unsettled)

# What data sources that are not read yet find may be a VPC whose mark the document changes.
unsettled[address] := "unknown" if {
	is_changing
	some address, mark in document.normal.marks
	mark == "other"
	vpc := links.by_address[address]
	vpc.mode == "data"
	not was_read(vpc)
}

default is_changing := false

is_changing if {
	some end in tag_marks.of_others
	not is_of_others(end)
}

# A VPC that counts as a consumer's and has the mark of another's, or may.
is_changing if {
	some address, vpc in links.vpcs
	may_be_marked_as_others(vpc, document.normal.marks[address])
	is_consumers_otherwise(vpc)
}

is_changing if count(document.normal.unmarked) > 0

is_changing if {
	some change in document.normal.changes
	targets.vpc_types[change.type]
	before := marks.of_tags(plan.tags_in(change.before))
	before in {"consumer", "other"}
	after := marks.of_tags(plan.tags(links.by_address[change.instance]))
	after != before
}

may_be_marked_as_others(_, "other")

may_be_marked_as_others(vpc, "unknown") if vpc.mode == "managed"

# A VPC that is no consumer's, whatever tag it gets.
is_of_others(end) if patterns.matches_any(settings.other_vpcs, trim_prefix(end, "="))

is_of_others(end) if {
	vpc := links.vpcs[end]
	was_read(vpc)
	is_marked_as_no_consumers(document.normal.marks[end])
	not is_consumers_otherwise(vpc)
}

is_marked_as_no_consumers("other")

is_marked_as_no_consumers("none") if not tag_marks.is_any_tagged

# Policy data, a tag of its own, or a data source that asks for a consumer's.
is_consumers_otherwise(vpc) if {
	some name in same_vpcs.names(vpc)
	patterns.matches_any(settings.consumer_vpcs, name)
}

is_consumers_otherwise(vpc) if tag_marks.is_tagged(same_vpcs.names(vpc))

is_consumers_otherwise(vpc) if {
	some address in object.get(same_vpcs.lookups, vpc.address, set())
	is_consumers_otherwise_by(address)
}

is_consumers_otherwise_by(address) if document.normal.marks[address] == "consumer"

is_consumers_otherwise_by(address) if patterns.matches_any(settings.consumer_vpcs, address)

# A resource is not looked up. The id of what was is known.
was_read(vpc) if vpc.mode == "managed"

was_read(vpc) if {
	vpc.form == "planned"
	some argument in ["id", "ids"]
	count(values.known(vpc, argument)) > 0
}
