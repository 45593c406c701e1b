# METADATA
# title: Arguments that Terraform ignores
# description: >-
#   Terraform sets an argument that `ignore_changes` names only once. What is deployed may be something else: a stack
#   does not show it, a plan does.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/meta-arguments/ignore_changes
package privatelink.lib.ignored_arguments

import data.privatelink.lib.values

# Whether Terraform leaves alone what is deployed of an argument. A plan has what is deployed.
is_ignored(resource, argument) if {
	resource.form == "written"
	some result in values.at(resource, "lifecycle.ignore_changes")
	leaves_alone(result, argument)
}

leaves_alone(result, _) if result.unknown

leaves_alone(result, argument) if first_name(result.known) in {"all", "*", argument}

leaves_alone(result, _) if not begins_with_name(result.known)

# The argument that an entry of `ignore_changes` begins with. Terraform ignores blanks. Undefined for what is no text.
first_name(entry) := trim_space(split(split(entry, ".")[0], "[")[0])

begins_with_name(entry) if regex.match(`^[A-Za-z_][A-Za-z0-9_-]*$`, first_name(entry))
