# METADATA
# title: Instances of endpoints and of their policies
# description: >-
#   A stack does not show how many instances a resource has. This package tells where each instance of an endpoint has a
#   policy all the same: where a policy has `for_each` over the endpoint itself, and where one condition decides whether
#   there is one endpoint and one policy, or neither.
# related_resources:
# - ref: https://developer.hashicorp.com/terraform/language/meta-arguments/for_each#chaining-for_each-between-resources
package privatelink.lib.policy_instances

import data.privatelink.lib.document
import data.privatelink.lib.links
import data.privatelink.lib.references
import data.privatelink.lib.values

# By the index of a policy, the endpoint of which each instance is `each.value`.
of_each_value[policy.index] := endpoint if {
	some policy in document.of_type("aws_vpc_endpoint_policy")
	policy.form == "written"
	references.traversal(policy.body.vpc_endpoint_id) == "each.value.id"
	endpoint := endpoint_of_each(policy.body.for_each)
	links.by_address[endpoint].body.for_each
}

# A plan shows the instance. Only a configuration in JSON shows the text of its expressions.
of_each_value[policy.index] := endpoint if {
	some policy in document.of_type("aws_vpc_endpoint_policy")
	policy.form == "planned"
	object.get(policy.after, "vpc_endpoint_id", null) == null
	references.traversal(policy.owner.expressions.vpc_endpoint_id.constant_value) == "each.value.id"
	block := endpoint_of_each(policy.owner.for_each_expression.constant_value)
	endpoint := concat("", [references.within(policy.scope, block), trim_prefix(policy.address, policy.node)])
	links.by_address[endpoint]
}

# The endpoint whose instances `for_each` goes through, all of them.
endpoint_of_each(text) := endpoint if {
	endpoint := references.traversal(text)
	regex.match(`^aws_vpc_endpoint\.[A-Za-z_][A-Za-z0-9_-]*$`, endpoint)
}

# Whether a stack has a policy for each instance of an endpoint.
is_for_each(policy, endpoint) if {
	policy.form == "written"
	is_not_left_out(policy)
	endpoint_of_each(policy.body.for_each) == endpoint.address
	references.traversal(policy.body.vpc_endpoint_id) in {"each.value.id", $"{endpoint.address}[each.key].id"}
}

# One condition is the `count` of both: wherever there is the one endpoint, there is the one policy.
is_for_each(policy, endpoint) if {
	policy.body.count == endpoint.body.count
	is_not_left_out(policy)
	is_one_or_none(endpoint)
}

# OpenTofu has another argument that decides whether there is a resource.
is_not_left_out(policy) if values.is_absent(policy, "lifecycle.enabled")

# Whether `count` is 1 or 0, by a condition. What could make it another number is not looked into: a second condition,
# a second `${}` beside the first, a comment.
is_one_or_none(resource) if {
	regex.match(`^\$\{[^?:{}\n\r]*\? *(1 *: *0|0 *: *1) *\}$`, resource.body.count)
}
