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

leaves_alone(result, _) if result.known in {"all", "*"}

leaves_alone(result, argument) if split(split(result.known, ".")[0], "[")[0] == argument
