# METADATA
# title: Imports of policies
# description: >-
#   An import of the policy of another endpoint than the one that the policy names is a replacement: Terraform destroys
#   the policy of that endpoint, which resets it. An import is of the own endpoint if its id is that of the policy's
#   `vpc_endpoint_id`, or if the stack imports this endpoint by the same id.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/import
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_endpoint_policy#import
package privatelink.lib.policy_imports

import data.privatelink.lib.address_indexes
import data.privatelink.lib.document
import data.privatelink.lib.locals

imports := [block | some block in document.normal.identity_blocks; block.kind == "import"]

is_of_own_endpoint(block) if {
	some policy in policies(block)
	locals.plain(block.id) == locals.plain(policy.body.vpc_endpoint_id)
	not depends_on_key(policy)
}

is_of_own_endpoint(block) if {
	some policy in policies(block)
	some endpoint in imports
	endpoint.address == endpoint_of(policy, address_indexes.last_index(block.address))
	is_string(block.id)
	endpoint.id == block.id
	endpoint.for_each == block.for_each
}

policies(block) := [policy |
	some policy in document.of_type("aws_vpc_endpoint_policy")
	policy.address == address_indexes.without_indexes(block.address)
]

# The address of the endpoint that an instance of a policy names. Undefined for what is no plain reference to it.
endpoint_of(policy, index) := strings.replace_n({"[each.key]": index, "[count.index]": index}, reference) if {
	text := trim_space(locals.plain(policy.body.vpc_endpoint_id))
	startswith(text, "${")
	endswith(text, ".id}")
	reference := trim_suffix(trim_prefix(text, "${"), ".id}")
}

# In an import `each` has another meaning.
depends_on_key(policy) if regex.match(`\b(each|count)\.`, $"{locals.plain(policy.body.vpc_endpoint_id)}")
