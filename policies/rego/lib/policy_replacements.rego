# METADATA
# title: Replacements of policies
# description: >-
#   A policy that Terraform destroys resets the policy of its endpoint. With `create_before_destroy` the reset is the
#   last step of a replacement. A stack does not show whether `replace_triggered_by` will replace a policy.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/meta-arguments/replace_triggered_by
# - ref: https://developer.hashicorp.com/terraform/language/meta-arguments/create_before_destroy
package privatelink.lib.policy_replacements

import data.privatelink.lib.document
import data.privatelink.lib.values

# Policies of which a replacement may end with the reset.
ending_in_reset contains policy.index if {
	some policy in document.of_type("aws_vpc_endpoint_policy")
	policy.form == "written"
	not values.is_absent(policy, "lifecycle.replace_triggered_by")
	is_created_first(policy)
}

is_created_first(policy) if creates_first(policy)

# Terraform creates first too what such a resource depends on.
is_created_first(policy) if {
	some resource in document.resources
	creates_first(resource)
	contains(json.marshal(input), policy.address)
}

creates_first(resource) if {
	some result in values.at(resource, "lifecycle.create_before_destroy")
	not values.same(object.get(result, "known", null), false)
}
