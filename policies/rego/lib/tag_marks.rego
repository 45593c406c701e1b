# METADATA
# title: Marks that tags of their own give
# description: >-
#   An `aws_ec2_tag` sets one tag of anything in EC2, and so may set or change the mark of a VPC. A key or value that is
#   an expression may be any that its text allows.
# related_resources:
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ec2_tag
package privatelink.lib.tag_marks

import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.locals
import data.privatelink.lib.marks
import data.privatelink.lib.references
import data.privatelink.lib.traversals
import data.privatelink.lib.values

# Tags of the document whose key is the mark's, or may be.
of_mark := [tag |
	some tag in document.of_type("aws_ec2_tag")
	may_have_key(tag)
]

may_have_key(tag) if {
	some key in values.at(tag, "key")
	object.get(key, "known", marks.tag) == marks.tag
	may_be_text(tag)
}

# Whether the mark's key begins and ends as the expression does, without blanks, which `~` takes away. A plan does not
# show the text.
may_be_text(tag) if tag.form != "written"

may_be_text(tag) if {
	key := locals.plain(tag.body.key)
	not is_string(key)
}

may_be_text(tag) if {
	text := locals.plain(tag.body.key)
	startswith(marks.tag, trim_space(split(split(text, "${")[0], "%{")[0]))
	endswith(marks.tag, trim_space(references.last(split(text, "}"))))
}

# VPCs that such a tag marks as consumers'.
tagged contains address if {
	some tag in of_mark
	is_consumers(tag)
	some address in reached(tag)
}

# A mark of a VPC that is not resolved may be that of any VPC without one.
is_any_tagged if {
	some tag in of_mark
	is_consumers(tag)
	some end in reached(tag)
	end in links.open_ends
	not references.is_literal(end)
}

is_consumers(tag) if not is_of_others(values.known(tag, "value"))

# One that a plan takes away or changes was there before.
tagged contains references.literal(change.before.resource_id) if {
	some change in former
	not is_of_others([change.before.value])
}

# What is looked up by the mark, in a plan that knows what was found.
tagged contains references.literal(id) if {
	some i in document.by_type.aws_vpcs
	document.normal.marks[document.resources[i].address] == "consumer"
	some id in values.known(document.resources[i], "ids")
}

former := [change |
	some change in document.normal.changes
	change.type == "aws_ec2_tag"
	change.before.key == marks.tag
]

is_tagged(names) if {
	some name in names
	tagged[node_of(name)]
}

node_of(name) := $"={name}" if {
	startswith(name, "vpc-")
} else := name

is_of_others(marked) if {
	count(marked) > 0
	every value in marked {
		value in marks.of_others
	}
}

# What gets the mark of a hub or service, or may, or has it before the plan takes it away.
of_others contains end if {
	some tag in of_mark
	may_be_others(tag)
	not is_of_another_thing(tag)
	some end in reached(tag)
	is_end(end)
}

of_others contains end if {
	some change in former
	is_of_others([change.before.value])
	some end in links.reached(links.edges, {references.literal(change.before.resource_id)})
	is_end(end)
}

may_be_others(tag) if values.is_unknown(tag, "value")

may_be_others(tag) if {
	some value in values.known(tag, "value")
	value in marks.of_others
}

reached(tag) := links.reached(links.edges, values.nodes(tag, "resource_id"))

is_end(end) if links.vpcs[end]

# No other text is the id of a VPC.
is_end(end) if {
	startswith(end, "=vpc-")
	not document.normal.identities[end]
}

is_end(end) if {
	links.is_open_end(end)
	not references.is_literal(end)
}

# A reference to something in a VPC leads to the VPC, and its id is none of a VPC.
is_of_another_thing(tag) if {
	names := traversals.steps(references.traversal(locals.plain(tag.body.resource_id)))
	array.slice(names, count(names) - 3, count(names))[0] in {"aws_route_table", "aws_security_group", "aws_subnet"}
	references.last(names) == "id"
	count(names) in {3, 4}
}
