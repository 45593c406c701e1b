# METADATA
# title: Policies that AWS may refuse
# description: >-
#   AWS says that the principal in a policy of a gateway endpoint must be `*`. Where it refuses another one, a policy
#   resource sets nothing, and the endpoint keeps a policy that allows everything.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
package privatelink.lib.policy_refusals

import data.privatelink.lib.policy_texts
import data.privatelink.lib.values

# Whether AWS may refuse a policy, which is an argument of an endpoint or of a policy resource, of the endpoint.
may_refuse(endpoint, holder, argument) if {
	is_gateway(endpoint)
	policy_texts.names_principal(holder, argument)
}

is_gateway(endpoint) if values.is_absent(endpoint, "vpc_endpoint_type")

is_gateway(endpoint) if "Gateway" in values.known(endpoint, "vpc_endpoint_type")

settle(addresses) := concat("", [
	$"write `\"Principal\": \"*\"` in the policy of {concat(" and ", sort(addresses))}: AWS takes no other principal of a ",
	"gateway endpoint; a condition with aws:PrincipalArn binds principals",
])
