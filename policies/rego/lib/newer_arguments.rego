# METADATA
# title: Arguments that nobody has classified
# description: >-
#   A later version of the provider may give a known type an argument by which it stands in a network. Its name tells: it
#   looks like one of a network, and the provider that was classified has no such argument.
package privatelink.lib.newer_arguments

import data.privatelink.lib.classification
import data.privatelink.lib.consumers
import data.privatelink.lib.document
import data.privatelink.lib.plan_modules
import data.privatelink.lib.references

networks := classification.all.networks

# By the index of a resource, the first such argument.
by_index[i] := min(paths) if {
	consumers.any_consumer
	some type in types
	some i in document.by_type[type]
	resource := document.resources[i]
	resource.mode == "managed"
	paths := paths_of(type, written(resource))
	count(paths) > 0
}

# Types that some block of the document gives such an argument. A plan has the blocks in its configuration, once for all
# instances.
types contains resource.type if {
	document.form == "plan"
	some content in plan_modules.static
	some resource in object.get(content, "resources", [])
	resource.mode == "managed"
	count(paths_of(resource.type, object.get(resource, "expressions", {}))) > 0
}

types contains resource.type if {
	document.form == "cdk.tf.json"
	some resource in document.resources
	resource.mode == "managed"
	count(paths_of(resource.type, resource.body)) > 0
}

written(resource) := resource.body if {
	resource.form == "written"
} else := resource.owner.expressions if {
	resource.owner.expressions
} else := {}

paths_of(type, written_out) := {path |
	startswith(type, "aws_")
	is_object(written_out)
	some argument, content in written_out
	not is_map(argument)
	not is_plain(argument, content)
	some [steps, value] in parts(argument, content)
	value != null
	name := references.last(steps)
	not networks.plain_names[name]
	is_string(name)
	not wrappers[name]
	names := [step | some step in steps; is_string(step); not wrappers[step]]
	count([step | some step in names; is_map(step)]) == 0
	looks_like_network(name)
	path := concat(".", names)
	not path in object.get(networks.arguments, type, [])
}

# What a document has around the arguments of a block.
wrappers := {"//", "constant_value", "content", "dynamic", "for_each", "iterator", "labels", "references"}

# Maps, whose keys their author chooses, and what Terraform itself knows of a resource.
is_map(name) if networks.maps[name]

is_map(name) if of_terraform[name]

of_terraform := {"//", "connection", "depends_on", "lifecycle", "provider", "provisioner"}

# Whether an argument has one value, and its name says nothing of networks. Most are like that.
is_plain(argument, content) if {
	networks.plain_names[argument]
	not is_object(content)
	not is_array(content)
}

# An argument and all within it, each with the names and indexes that lead there.
parts(argument, content) := [[[argument], content]] if {
	not is_object(content)
	not is_array(content)
} else := [part | walk({argument: content}, part)]

# Of the provider's own names it is known; another one is tried.
looks_like_network(name) if networks.names[name]

looks_like_network(name) if {
	not networks.names[name]
	regex.match(networks.pattern, name)
}
