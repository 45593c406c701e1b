# METADATA
# title: Values and conditions that bind
# description: >-
#   Which values name resources or principals of one owner, and which tests of a condition bind a request to them.
#   Values of one key are alternatives: one that fits everybody undoes the others. Only the operators and keys listed
#   here bind. An operator with `IfExists` or `ForAllValues` is true where the request lacks the key, a negative one
#   where anything else is asked for, and a key for how the request is made fits every account. A policy variable
#   stands for any text.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
package privatelink.lib.policy_bindings

listed(value) := value if {
	is_array(value)
} else := [value]

# Tests of a statement's condition that bind it: each with its key and values.
bound(statement) := [[key, values] |
	some operator, tests in statement.Condition
	some key, values in tests
	is_positive(operator, lower(key))
	is_bound(lower(key), values)
]

tests_of(statement) := [[operator, key, values] |
	some operator, tests in statement.Condition
	some key, values in tests
]

negative_operators := {
	"ArnNotEquals", "ArnNotEqualsIfExists", "ArnNotLike", "ArnNotLikeIfExists", "StringNotEquals", "StringNotEqualsIfExists",
	"StringNotLike", "StringNotLikeIfExists",
}

# A key with several values in a request needs `ForAnyValue`.
is_positive(operator, key) if {
	trim_prefix(operator, "ForAnyValue:") in positive_operators
	not multivalued[key]
}

is_positive(operator, _) if {
	startswith(operator, "ForAnyValue:")
	trim_prefix(operator, "ForAnyValue:") in positive_operators
}

positive_operators := {"ArnEquals", "ArnLike", "StringEquals", "StringEqualsIgnoreCase", "StringLike"}

multivalued := {"aws:principalorgpaths": true, "aws:resourceorgpaths": true}

is_bound(key, values) if all_fit(values, condition_patterns[key])

# Keys that bind who asks, or whose the resource is, with what each value must look like. Key names ignore case.
condition_patterns := {
	"aws:principalaccount": [account],
	"aws:principalarn": [arn_of_account],
	"aws:principalorgid": [organization],
	"aws:principalorgpaths": [organization_path],
	"aws:resourceaccount": [account],
	"aws:resourceorgid": [organization],
	"aws:resourceorgpaths": [organization_path],
	"kms:calleraccount": [account],
	"s3:dataaccesspointaccount": [account],
	"s3:dataaccesspointarn": [arn_of_account],
	"s3:resourceaccount": [account],
}

# Those that bind whose the resource is.
resource_keys := {
	"aws:resourceaccount": true,
	"aws:resourceorgid": true,
	"aws:resourceorgpaths": true,
	"s3:resourceaccount": true,
}

# Those that bind whose the access point is. Its bucket may be in another account.
access_point_keys := {"s3:dataaccesspointaccount": true, "s3:dataaccesspointarn": true}

# Those that do not bind who asks.
keys_of_things := object.union(resource_keys, access_point_keys)

principal_patterns := [account, arn_of_account]

# An ARN names an account, or a bucket, whose name nobody else has, or an image or zone, whose id nobody else has. A
# bucket's name with wildcards has six other characters in a row: AWS asks for them in conditions.
resource_patterns := [
	arn_of_account,
	`^arn:aws[a-z-]*:s3:::[^*?/:$]+(/.*)?$`,
	`^arn:aws[a-z-]*:s3:::[^/:$]*[^*?/:$]{6}[^/:$]*(/.*)?$`,
	`^arn:aws[a-z-]*:(ec2|route53):[a-z0-9-]*::[a-z-]+/[^*?/:$]+$`,
]

account := `^[0-9]{12}$`

# Nothing before the account is a wildcard: it could stand for more than its part, and so for an account of its own.
# The object `x:111111111111:y` of somebody else's bucket fits `arn:aws:s3:*:111111111111:*`.
arn_of_account := `^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:[0-9]{12}:`

organization := `^o-[a-z0-9]+$`

organization_path := `^o-[a-z0-9]+/`

# Whether there are values and each has the form of one of the patterns. A number is read as its digits.
all_fit(values, patterns) if {
	texts := listed(values)
	count(texts) > 0
	every text in texts {
		some pattern in patterns
		regex.match(pattern, $"{text}")
	}
}
