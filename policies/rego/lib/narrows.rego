# METADATA
# title: Policies of endpoints that say what they are for
# description: >-
#   Whether each statement that allows something names resources, or has a condition on resources or principals. A name
#   that is nothing but wildcards is none, and a condition on how one connects is none either.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
package privatelink.lib.narrows

is_narrow(policy) if {
	statements := listed(object_of(policy).Statement)
	count(statements) > 0
	every statement in statements {
		is_narrow_statement(statement)
	}
}

object_of(policy) := policy if {
	is_object(policy)
} else := json.unmarshal(policy) if {
	json.is_valid(policy)
}

listed(value) := value if {
	is_array(value)
} else := [value]

is_narrow_statement(statement) if statement.Effect == "Deny"

is_narrow_statement(statement) if {
	some operator, tests in statement.Condition
	not contains(operator, "Not")
	operator != "Null"
	some key, value in tests
	regex.match(`^[a-z0-9]+:.*(resource|principal|dataaccesspoint)`, lower(key))
	every item in listed(value) {
		not is_wild(item)
	}
}

is_narrow_statement(statement) if {
	every resource in listed(statement.Resource) {
		is_name(resource)
	}
}

# An ARN that says whose, or which: its account or its last part. What an expression names is not known, and is something.
is_name(resource) if contains(resource, "${")

is_name(resource) if {
	parts := split(resource, ":")
	count(parts) > 5
	parts[0] == "arn"
	some part in [parts[4], trim_prefix(concat(":", array.slice(parts, 5, count(parts))), "table/")]
	not is_wild(part)
}

is_wild(text) if regex.match(`^[*?/:]*$`, text)
