# METADATA
# title: Which VPCs are consumers'
# description: >-
#   Policy data decides first, then the stack's role, then the VPC's mark, then strict mode. A VPC may be a resource, a
#   data source, or an id that only policy data or strict mode makes known.
package privatelink.lib.consumers

import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.marks
import data.privatelink.lib.patterns
import data.privatelink.lib.references
import data.privatelink.lib.settings
import data.privatelink.lib.values

is_consumer_stack if document.role == "consumer"

# By node, why a VPC counts as a consumer's.
because[address] := reason if {
	some address, vpc in links.vpcs
	reason := why(names_of(vpc), mark_of(vpc))
}

because[literal] := reason if {
	some literal in literals
	reason := why({trim_prefix(literal, "=")}, mark_of_literal(literal))
}

names_of(vpc) := {vpc.address, vpc.node} | {id | some id in values.known(vpc, "id")}

# Ids of VPCs that no resource of the document is known to have.
literals contains literal if {
	some literal, _ in links.back
	startswith(literal, "=vpc-")
	not document.normal.identities[literal]
	is_a_side(trim_prefix(literal, "="))
}

# In a stack of role consumer that has VPCs, an id is that of another side, unless policy data says more of it.
is_a_side(_) if not is_consumer_stack

is_a_side(_) if count(links.vpcs) == 0

is_a_side(id) if is_named(array.concat(settings.consumer_vpcs, settings.other_vpcs), {id})

why(names, mark) := "policy data" if {
	is_named(settings.consumer_vpcs, names)
} else := false if {
	is_named(settings.other_vpcs, names)
} else := "role" if {
	is_consumer_stack
	mark != ""
} else := "mark" if {
	mark == "consumer"
} else := "strict" if {
	settings.is_strict
} else := false

is_named(patterns_of_names, names) if {
	some name in names
	patterns.matches_any(patterns_of_names, name)
}

# VPCs that a tag of its own marks.
tagged contains address if {
	some tag in document.of_type("aws_ec2_tag")
	some key in values.at(tag, "key")
	object.get(key, "known", marks.tag) == marks.tag
	not is_service(tag)
	some address in links.ends(values.nodes(tag, "resource_id"))
}

tag_name(name) := $"={name}" if {
	startswith(name, "vpc-")
} else := name

is_service(tag) if values.known(tag, "value") == ["service"]

# An own mark that cannot be read counts as consumer; what a data source is marked as is known from elsewhere.
mark_of(vpc) := "consumer" if {
	document.normal.marks[vpc.address] == "unknown"
	vpc.mode == "managed"
} else := "consumer" if {
	some name in names_of(vpc)
	tagged[tag_name(name)]
} else := document.normal.marks[vpc.address]

mark_of_literal(literal) := "consumer" if {
	tagged[literal]
} else := "none"

# Nodes of all VPCs that count as consumers', and what they are called. An id that policy data does not give is not
# shown.
names[node] := name_of(node, reason) if {
	some node, reason in because
	reason != false
}

name_of(node, reason) := node if {
	not references.is_literal(node)
} else := trim_prefix(node, "=") if {
	reason == "policy data"
} else := adopted

# Why a VPC counts as a consumer's, by what it is called.
reasons[name] contains because[node] if some node, name in names

# A stack of role consumer without a VPC adds to one that is adopted by its id.
adopted := "(adopted VPC)"

addresses := sort([name | some name in names_of_all])

names_of_all := {adopted} if {
	count(names) == 0
	is_consumer_stack
} else := {name | some name in names}

any_consumer if count(names_of_all) > 0

# VPCs that are known not to be consumers'.
others[node] := true if {
	some node, reason in because
	reason == false
	not is_open(node)
}

# A data source's own mark, and an id of nobody's, may be a consumer's: only policy data settles them.
is_open(node) if {
	document.normal.marks[node] == "unknown"
	links.vpcs[node].mode == "data"
	not is_named(settings.other_vpcs, names_of(links.vpcs[node]))
}

is_open(node) if {
	references.is_literal(node)
	not is_named(settings.other_vpcs, {trim_prefix(node, "=")})
}

# What is assumed of a consumer's VPC, by its address.
assumptions(address) := array.concat(of_mark(address), of_identity(address))

of_mark(address) := ["its mark could not be read, so that it counts as a consumer's"] if {
	because[address] == "mark"
	document.normal.marks[address] == "unknown"
} else := []

of_identity(address) := [] if {
	links.vpcs[address].mode == "managed"
} else := ["it is not of this document: only what this document adds to it is seen"]
