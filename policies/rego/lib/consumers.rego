# METADATA
# title: Which VPCs are consumers'
# description: >-
#   Policy data decides first, then the stack's role, then the VPC's mark, then strict mode. A VPC may be a resource, a
#   data source, or an id that only policy data or strict mode makes known. Data sources of one VPC are that VPC: it is
#   a consumer's if one of its addresses is. It is another's only if its own address is, or the addresses of all data
#   sources.
package privatelink.lib.consumers

import data.privatelink.lib.classification
import data.privatelink.lib.data_sources
import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.patterns
import data.privatelink.lib.references
import data.privatelink.lib.same_vpcs
import data.privatelink.lib.settings
import data.privatelink.lib.settled_marks
import data.privatelink.lib.tag_marks

is_consumer_stack if document.role == "consumer"

# By node, why a VPC counts as a consumer's.
because[address] := reason if {
	some address, vpc in links.vpcs
	reason := why(names_of(vpc), deciding(vpc), mark_of(vpc))
}

because[literal] := reason if {
	some literal in literals
	names := {trim_prefix(literal, "=")}
	reason := why(names, {names}, mark_of_literal(literal))
}

# The names of a VPC, with those of the data sources that look it up again.
names_of(vpc) := union({same_vpcs.names(member) | some member in members(vpc)})

members(vpc) := {vpc} | {links.by_address[address] | some address in lookups(vpc.address)}

lookups(address) := object.get(same_vpcs.lookups, address, set())

# The names each of which `other_vpcs` must have for a VPC to be another's: a data source more must not open a VPC.
deciding(vpc) := {same_vpcs.names(vpc)} if {
	vpc.mode == "managed"
} else := {same_vpcs.names(member) | some member in members(vpc)}

# Ids of VPCs that no resource of the document is known to have.
literals contains literal if {
	some literal, _ in links.back
	startswith(literal, "=vpc-")
	not document.normal.identities[literal]
	is_a_side(trim_prefix(literal, "="))
}

# Nor does a data source that found something in a VPC stand there by its own arguments.
literals contains literal if {
	some literal in data_sources.vpcs
	not document.normal.identities[literal]
	is_a_side(trim_prefix(literal, "="))
}

# In a stack of role consumer that has VPCs, an id is that of another side, unless policy data says more of it.
is_a_side(_) if not is_consumer_stack

is_a_side(_) if count(links.vpcs) == 0

is_a_side(id) if is_named(array.concat(settings.consumer_vpcs, settings.other_vpcs), {id})

why(names, deciding_names, mark) := "policy data" if {
	is_named(settings.consumer_vpcs, names)
} else := false if {
	is_of_others_by_data(deciding_names)
} else := "role" if {
	is_consumer_stack
	mark != ""
} else := "mark" if {
	mark == "consumer"
} else := "strict" if {
	settings.is_strict
} else := false

is_of_others_by_data(deciding_names) if {
	every names in deciding_names {
		is_named(settings.other_vpcs, names)
	}
}

is_named(patterns_of_names, names) if {
	some name in names
	patterns.matches_any(patterns_of_names, name)
}

# An own mark that cannot be read counts as consumer; what a data source is marked as is known from elsewhere.
mark_of(vpc) := "consumer" if {
	settled_marks.of[vpc.address] == "unknown"
	vpc.mode == "managed"
} else := "consumer" if {
	settled_marks.of[vpc.address] == "none"
	tag_marks.is_any_tagged
} else := "consumer" if {
	tag_marks.is_tagged(names_of(vpc))
} else := "consumer" if {
	some address in lookups(vpc.address)
	settled_marks.of[address] == "consumer"
} else := settled_marks.of[vpc.address]

mark_of_literal(literal) := "consumer" if {
	tag_marks.tagged[literal]
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
} else := {name | some name in names} | {not_shown | count(hidden_ends) > 0}

# The VPCs that `strict` counts and nobody can see: what resources are placed by, and that ends in no VPC.
not_shown := "(VPC that is not shown)"

hidden_ends contains end if {
	settings.is_strict
	not is_consumer_stack
	some end in links.reached(links.edges, placing)
	end in links.open_ends
	not names[end]
	not is_named(settings.other_vpcs, {trim_prefix(end, "=")})
}

# What leads only back to itself says of no VPC that it is in it. The target of an event has its own `arn` from what
# the event is sent to, which places nothing.
hidden_ends contains "references in a circle" if {
	settings.is_strict
	not is_consumer_stack
	some node in placing
	not leading_on[node]
	not startswith(node, "=arn:")
}

leading_on := {node: true | some node in links.reached(links.back, links.all_ends)}

# `aws_default_subnet` stands in the default VPC, whatever the document says of it.
hidden_ends contains "the default VPC" if {
	settings.is_strict
	not is_consumer_stack
	some subnet in document.of_type("aws_default_subnet")
	count(links.starts[subnet.index]) == 0
}

# What says where resources stand that may open something.
placing := {node |
	some type, indexes in document.by_type
	classification.types[type].kind != "inert"
	some i in indexes
	document.resources[i].mode == "managed"
	some node in object.get(links.starts, i, set())
}

any_consumer if count(names_of_all) > 0

# VPCs that are known not to be consumers'.
others[node] := true if {
	some node, reason in because
	reason == false
	not is_open(node)
}

# A data source's own mark, and an id of nobody's, may be a consumer's: only policy data settles them.
is_open(node) if {
	settled_marks.of[node] == "unknown"
	links.vpcs[node].mode == "data"
	not is_of_others_by_data(deciding(links.vpcs[node]))
}

is_open(node) if {
	references.is_literal(node)
	not is_named(settings.other_vpcs, {trim_prefix(node, "=")})
}

# VPCs that count as consumers' only because their mark cannot be read.
is_guessed(name) if {
	because[name] == "mark"
	settled_marks.of[name] == "unknown"
	not is_looked_up_as_consumers(name)
}

is_guessed(name) if {
	because[name] == "mark"
	settled_marks.of[name] == "none"
	not tag_marks.tagged[tag_marks.node_of(name)]
	not is_looked_up_as_consumers(name)
}

is_looked_up_as_consumers(name) if {
	some address in lookups(name)
	settled_marks.of[address] == "consumer"
}

# What is assumed of a consumer's VPC, by its address.
assumptions(address) := array.flatten([of_mark(address), of_former_mark(address), of_identity(address)])

of_former_mark(address) := ["this plan removes its mark, and it still counts as a consumer's"] if {
	document.normal.unmarked[address]
} else := []

of_mark(address) := ["its mark could not be read, so that it counts as a consumer's"] if {
	is_guessed(address)
	settled_marks.of[address] == "unknown"
} else := []

of_identity(address) := [] if {
	links.vpcs[address].mode == "managed"
} else := ["it is not of this document: only what this document adds to it is seen"]
