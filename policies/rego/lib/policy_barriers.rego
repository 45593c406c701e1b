# METADATA
# title: Denials of everything that is not the own
# description: >-
#   A statement that denies every request but those to own resources, or by own principals, binds every request,
#   whatever else the policy allows.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
package privatelink.lib.policy_barriers

import data.privatelink.lib.policy_bindings

# A denial of all that is not the own: of everybody, everything and every resource, under one condition and no other;
# or of every resource but named ones, under such a condition or none.
is_barrier(statement) if {
	is_denial_of_everybody(statement)
	statement.Action in everything
	statement.Resource in everything
	[test] := policy_bindings.tests_of(statement)
	binds_others(test)
}

is_barrier(statement) if {
	is_denial_of_everybody(statement)
	statement.Action in everything
	policy_bindings.all_fit(statement.NotResource, policy_bindings.resource_patterns)
	count(policy_bindings.tests_of(statement)) < 2
	every test in policy_bindings.tests_of(statement) {
		binds_others(test)
	}
}

everything := ["*", ["*"]]

is_denial_of_everybody(statement) if {
	statement.Effect == "Deny"
	statement.Principal in ["*", {"AWS": "*"}]
}

binds_others([operator, key, values]) if {
	operator in policy_bindings.negative_operators
	not policy_bindings.multivalued[lower(key)]
	policy_bindings.is_bound(lower(key), values)
}

# A denial like that, of all actions of a service, of a list of resources, or under more conditions: whether it binds
# every request depends on what else the service takes, such as `s3-object-lambda` beside `s3`.
may_be_barrier(statement) if {
	is_denial_of_everybody(statement)
	is_of_all_actions(statement)
	some test in policy_bindings.tests_of(statement)
	binds_others(test)
}

may_be_barrier(statement) if {
	is_denial_of_everybody(statement)
	is_of_all_actions(statement)
	policy_bindings.all_fit(statement.NotResource, policy_bindings.resource_patterns)
}

is_of_all_actions(statement) if {
	some action in policy_bindings.listed(statement.Action)
	regex.match(`^(\*|[a-z0-9-]+:\*)$`, action)
}
