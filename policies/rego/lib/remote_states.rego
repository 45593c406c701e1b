# METADATA
# title: Outputs of other states
# description: >-
#   Which output of which state an argument has its value from, where that is sure. Only what is known to be that
#   output, and can be nothing else, counts: of any other expression nothing is said.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/state/remote-state-data
package privatelink.lib.remote_states

import data.privatelink.lib.document
import data.privatelink.lib.references
import data.privatelink.lib.values

# The output, as the policy data says it: `remote_state` is the backend configuration of the state. Undefined where it
# is not sure.
output_of(resource, argument) := {"remote_state": state_at(read.source), "output": read.output} if {
	resource.form == "written"
	text := resource.body[argument]
	is_string(text)

	# What is there already may have another value.
	values.is_absent(resource, "lifecycle.ignore_changes")
	read := read_by(traversal(text, argument))
}

# A plan does not show the texts of an expression, such as one that stands for an output that is missing: the value
# must be that of the output, as the plan read it.
output_of(resource, argument) := {"remote_state": state_at(source), "output": read.output} if {
	resource.form == "planned"
	mentions := resource.owner.expressions[argument].references
	some mention in mentions
	read := read_by(mention)
	every other in mentions {
		other in {mention, $"{read.source}.outputs", read.source}
	}
	source := references.within(resource.scope, read.source)
	[value] := values.known(resource, argument)
	is_string(value)
	source_at(source).after.outputs[read.output] == value
}

# The outputs that have a value, as a plan read their states.
outputs_with(value) := {output |
	some i in document.by_type.terraform_remote_state
	source := document.resources[i]
	source.form == "planned"
	some name, given in source.after.outputs
	given == value
	output := {"remote_state": state_at(source.address), "output": name}
}

# An entry of the policy data as a resource of this document may have it: a name, or an output. Undefined for an output
# that only other stacks may read.
as_read(entry) := entry if {
	not entry.stacks
} else := object.remove(entry, ["stacks"]) if {
	document.normal.stack in entry.stacks
}

# The data source and the output of a reference to an output.
read_by(reference) := {"source": concat(".", array.slice(parts, 0, 3)), "output": parts[4]} if {
	parts := split(reference, ".")
	count(parts) == 5
	array.slice(parts, 0, 2) == ["data", "terraform_remote_state"]
	parts[3] == "outputs"
	is_name(parts[2])
	is_name(parts[4])
}

# What an output is called in a message.
words(entry) := $"output {entry.output} of the state {place(entry.remote_state)}"

place(state) := state.path if {
	state.path
} else := $"s3://{state.bucket}/{state.key}"

# The reference that a text is, alone or with what stands for it while Terraform destroys (stacks/state.ts).
traversal(text, argument) := trim_suffix(trim_prefix(text, "${try("), ending) if {
	ending := concat("", [", \"", placeholders[argument], "\")}"])
	startswith(text, "${try(")
	endswith(text, ending)
} else := trim_suffix(trim_prefix(text, "${"), "}") if {
	startswith(text, "${")
	endswith(text, "}")
}

# Nobody has a service of this name.
placeholders := {"service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-00000000000000000"}

is_name(text) if regex.match(`^[A-Za-z_][A-Za-z0-9_-]*$`, text)

source_at(wanted) := source if {
	[source] := [resource |
		some i in document.by_type.terraform_remote_state
		resource := document.resources[i]
		resource.address == wanted
	]
}

# The backend configuration of a state. An argument that is not listed here, such as the endpoint of another S3, a
# workspace or defaults, may make it another state: it is then not sure which.
state_at(source_address) := config if {
	source := source_at(source_address)
	said := said_of(source)
	config := said.config
	said.backend == backend_of(config)
	every _, text in config {
		is_string(text)
		text != ""
		not references.is_expression(text)
	}
}

said_of(source) := source.body if {
	source.form == "written"
	object.keys(source.body) - {"//", "backend", "config", "depends_on", "lifecycle"} == set()
}

said_of(source) := source.after if {
	source.form == "planned"
	object.get(source.after, "defaults", null) == null
	object.get(source.after, "workspace", null) == null
}

# The backend whose arguments a state is said by. A bucket of the same name may be in another partition.
backend_of(config) := "local" if {
	object.keys(config) == {"path"}
} else := "s3" if {
	object.keys(config) == {"bucket", "key", "region"}
}
