# METADATA
# title: Endpoint policies that narrow
# description: >-
#   Whether an endpoint policy binds every request to named resources or principals. Values of one key are alternatives: one
#   that fits everybody undoes the others. Only the operators and keys listed here narrow. An operator with `IfExists` or
#   `ForAllValues` is true where the request lacks the key, a negative one where anything else is asked for, and a key for
#   how the request is made fits every account. A policy variable stands for any text. A denial of everything that is not
#   the own binds every request, whatever else the policy allows.
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessPoint.html
package privatelink.lib.narrows

is_narrow(policy) if {
	statements := listed(object_of(policy).Statement)
	some statement in statements
	is_barrier(statement)
}

is_narrow(policy) if {
	statements := listed(object_of(policy).Statement)
	count(statements) > 0
	every statement in statements {
		is_narrow_statement(statement)
	}
}

# The same, or null for a policy that narrows as it is read here, and that AWS may read otherwise, and for one with a denial
# that may bind every request.
answer(policy) := null if {
	not is_narrow(policy)
	some statement in listed(object_of(policy).Statement)
	may_be_barrier(statement)
} else := false if {
	not is_narrow(policy)
} else := null if {
	is_unclear(policy)
} else := true

# A key that IAM does not know, such as `effect`, may be read as the one that it looks like.
is_unclear(policy) if {
	some key, _ in object_of(policy)
	not key in {"Id", "Statement", "Version"}
}

is_unclear(policy) if {
	some statement in listed(object_of(policy).Statement)
	some key, _ in statement
	not key in statement_keys
}

is_unclear(policy) if has_key_twice(policy)

statement_keys := {
	"Action", "Condition", "Effect", "NotAction", "NotPrincipal", "NotResource", "Principal", "Resource", "Sid",
}

# Whether some object of a JSON text has a key twice, of which only one is left when it is read.
has_key_twice(text) if {
	is_string(text)
	written := [token | some [token] in regex.find_all_string_submatch_n(`"(?:[^"\\]|\\.)*"\s*:?`, text, -1); endswith(token, ":")]
	read := [key | walk(json.unmarshal(text), [path, _]); key := path[count(path) - 1]; is_string(key)]
	count(written) > count(read)
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

is_narrow_statement(statement) if count(bound(statement)) > 0

is_narrow_statement(statement) if has_named_resources(statement)

# Not of a gateway endpoint, whose principal must be `*`: AWS refuses another one.
is_narrow_statement(statement) if {
	not statement.NotPrincipal
	object.keys(statement.Principal) == {"AWS"}
	all_fit(statement.Principal.AWS, principal_patterns)
}

# What a policy that narrows lets through, as it says it: resources, and values of conditions that bind.
named(policy) := union({texts |
	some statement in listed(object_of(policy).Statement)
	texts := named_by(statement)
})

named_by(statement) := {text |
	some text in listed(statement.Resource)
	is_string(text)
	text != "*"
} | {$"{key} {value}" |
	some [key, values] in bound(statement)
	some value in listed(values)
} if {
	statement.Effect != "Deny"
} else := {text | some text in listed(object.get(statement, "NotResource", []))} | {$"{key} {value}" |
	some tests in statement.Condition
	some key, values in tests
	some value in listed(values)
} if {
	is_barrier(statement)
} else := set()

# By what a policy that narrows still lets data leave to resources of anybody: it binds only `principals`, a `wildcard` in the
# name of a bucket fits buckets of others, or one of the own `access points` may be of a bucket of others.
ways_out(policy) := set() if {
	set() in ways_out_by_barriers(policy)
} else := min(ways_out_by_barriers(policy)) if {
	count(ways_out_by_barriers(policy)) > 0
} else := {way |
	some statement in listed(object_of(policy).Statement)
	statement.Effect != "Deny"
	not has_condition(statement, resource_keys)
	some way in ways_out_by(statement)
}

# By which ways each denial of all that is not the own lets data leave. One that binds only principals closes none.
ways_out_by_barriers(policy) := {ways |
	some statement in listed(object_of(policy).Statement)
	is_barrier(statement)
	keys := {lower(key) | some tests in statement.Condition; some key, _ in tests}
	every key in keys {
		keys_of_things[key]
	}
	ways := ways_by_names(object.get(statement, "NotResource", [])) | {"access points" | some key in keys; access_point_keys[key]}
}

ways_out_by(statement) := ways_by_names(statement.Resource) if {
	has_named_resources(statement)
} else := {"access points"} if {
	has_condition(statement, access_point_keys)
} else := {"principals"}

ways_by_names(names) := {way |
	some text in listed(names)
	is_string(text)
	some way, pattern in ways_by_resource
	regex.match(pattern, text)
}

ways_by_resource := {
	"access points": `^arn:aws[a-z-]*:s3[a-z-]*:[a-z0-9-]*:[0-9]{12}:([^/:]*[*?]|accesspoint)`,
	"wildcard": `^arn:aws[a-z-]*:s3:::[^/]*[*?]`,
}

has_condition(statement, keys) if {
	some [key, _] in bound(statement)
	keys[lower(key)]
}

has_named_resources(statement) if {
	not statement.NotResource
	all_fit(statement.Resource, resource_patterns)
}

# Tests of a statement's condition that bind it: each with its key and values.
bound(statement) := [[key, values] |
	some operator, tests in statement.Condition
	some key, values in tests
	is_positive(operator, lower(key))
	is_bound(lower(key), values)
]

# A denial of all that is not the own: of everybody, everything and every resource, under one condition and no other; or of
# every resource but named ones, under such a condition or none.
is_barrier(statement) if {
	is_denial_of_everybody(statement)
	statement.Action in everything
	statement.Resource in everything
	[test] := tests_of(statement)
	binds_others(test)
}

is_barrier(statement) if {
	is_denial_of_everybody(statement)
	statement.Action in everything
	all_fit(statement.NotResource, resource_patterns)
	count(tests_of(statement)) < 2
	every test in tests_of(statement) {
		binds_others(test)
	}
}

everything := ["*", ["*"]]

is_denial_of_everybody(statement) if {
	statement.Effect == "Deny"
	statement.Principal in ["*", {"AWS": "*"}]
}

tests_of(statement) := [[operator, key, values] |
	some operator, tests in statement.Condition
	some key, values in tests
]

binds_others([operator, key, values]) if {
	operator in negative_operators
	not multivalued[lower(key)]
	is_bound(lower(key), values)
}

# A denial like that, of all actions of a service, of a list of resources, or under more conditions: whether it binds every
# request depends on what else the service takes, such as `s3-object-lambda` beside `s3`.
may_be_barrier(statement) if {
	is_denial_of_everybody(statement)
	is_of_all_actions(statement)
	some test in tests_of(statement)
	binds_others(test)
}

may_be_barrier(statement) if {
	is_denial_of_everybody(statement)
	is_of_all_actions(statement)
	all_fit(statement.NotResource, resource_patterns)
}

is_of_all_actions(statement) if {
	some action in listed(statement.Action)
	regex.match(`^(\*|[a-z0-9-]+:\*)$`, action)
}

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

# An ARN names an account, or a bucket, whose name nobody else has, or an image or zone, whose id nobody else has. A bucket's
# name with wildcards has six other characters in a row: AWS asks for them in conditions.
resource_patterns := [
	arn_of_account,
	`^arn:aws[a-z-]*:s3:::[^*?/:$]+(/.*)?$`,
	`^arn:aws[a-z-]*:s3:::[^/:$]*[^*?/:$]{6}[^/:$]*(/.*)?$`,
	`^arn:aws[a-z-]*:(ec2|route53):[a-z0-9-]*::[a-z-]+/[^*?/:$]+$`,
]

account := `^[0-9]{12}$`

# Nothing before the account is a wildcard: it could stand for more than its part, and so for an account of its own. The
# object `x:111111111111:y` of somebody else's bucket fits `arn:aws:s3:*:111111111111:*`.
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
