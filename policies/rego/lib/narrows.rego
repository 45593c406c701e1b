# METADATA
# title: Endpoint policies that narrow
# description: >-
#   Whether an endpoint policy binds every request to named resources or principals: by each of its statements
#   (`policy_bindings`), or by a denial of everything that is not the own (`policy_barriers`).
# related_resources:
# - ref: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_CreateAccessPoint.html
package privatelink.lib.narrows

import data.privatelink.lib.policy_barriers
import data.privatelink.lib.policy_bindings

is_narrow(policy) if {
	statements := policy_bindings.listed(object_of(policy).Statement)
	some statement in statements
	policy_barriers.is_barrier(statement)
}

is_narrow(policy) if {
	statements := policy_bindings.listed(object_of(policy).Statement)
	count(statements) > 0
	every statement in statements {
		is_narrow_statement(statement)
	}
}

# The same, or null for a policy that narrows as it is read here, and that AWS may read otherwise, and for one with a
# denial that may bind every request.
answer(policy) := null if {
	not is_narrow(policy)
	some statement in policy_bindings.listed(object_of(policy).Statement)
	policy_barriers.may_be_barrier(statement)
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
	some statement in policy_bindings.listed(object_of(policy).Statement)
	some key, _ in statement
	not key in statement_keys
}

is_unclear(policy) if has_key_twice(policy)

# IAM ignores the case of the keys of a condition. Which of two it takes is not said.
is_unclear(policy) if {
	some statement in policy_bindings.listed(object_of(policy).Statement)
	some named in array.concat([statement.Condition], [tests | some tests in statement.Condition])
	count({lower(name) | some name, _ in named}) < count(named)
}

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

is_narrow_statement(statement) if statement.Effect == "Deny"

is_narrow_statement(statement) if count(policy_bindings.bound(statement)) > 0

is_narrow_statement(statement) if has_named_resources(statement)

# Of a gateway endpoint AWS takes no such principal: see `policy_refusals`.
is_narrow_statement(statement) if {
	not statement.NotPrincipal
	object.keys(statement.Principal) == {"AWS"}
	policy_bindings.all_fit(statement.Principal.AWS, policy_bindings.principal_patterns)
}

# Whether some statement names another principal than everybody.
names_principal(policy) if {
	some statement in policy_bindings.listed(object_of(policy).Statement)
	some key in ["NotPrincipal", "Principal"]
	principal := statement[key]
	not principal in ["*", {"AWS": "*"}, {"AWS": ["*"]}]
}

# What a policy that narrows lets through, as it says it: resources, and values of conditions that bind.
named(policy) := union({texts |
	some statement in policy_bindings.listed(object_of(policy).Statement)
	texts := named_by(statement)
})

named_by(statement) := {text |
	some text in policy_bindings.listed(statement.Resource)
	is_string(text)
	text != "*"
} | {$"{key} {value}" |
	some [key, values] in policy_bindings.bound(statement)
	some value in policy_bindings.listed(values)
} if {
	statement.Effect != "Deny"
} else := {text | some text in policy_bindings.listed(object.get(statement, "NotResource", []))} | {$"{key} {value}" |
	some tests in statement.Condition
	some key, values in tests
	some value in policy_bindings.listed(values)
} if {
	policy_barriers.is_barrier(statement)
} else := set()

# By what a policy that narrows still lets data leave to resources of anybody: it binds only `principals`, a
# `wildcard` in the name of a bucket fits buckets of others, or one of the own `access points` may be of a bucket of
# others.
ways_out(policy) := set() if {
	set() in ways_out_by_barriers(policy)
} else := min(ways_out_by_barriers(policy)) if {
	count(ways_out_by_barriers(policy)) > 0
} else := {way |
	some statement in policy_bindings.listed(object_of(policy).Statement)
	statement.Effect != "Deny"
	not has_condition(statement, policy_bindings.resource_keys)
	some way in ways_out_by(statement)
}

# By which ways each denial of all that is not the own lets data leave. One that binds only principals closes none.
ways_out_by_barriers(policy) := {ways |
	some statement in policy_bindings.listed(object_of(policy).Statement)
	policy_barriers.is_barrier(statement)
	keys := {lower(key) | some tests in statement.Condition; some key, _ in tests}
	every key in keys {
		policy_bindings.keys_of_things[key]
	}
	ways := ways_by_names(object.get(statement, "NotResource", [])) | {"access points" | some key in keys; policy_bindings.access_point_keys[key]}
}

ways_out_by(statement) := ways_by_names(statement.Resource) if {
	has_named_resources(statement)
} else := {"access points"} if {
	has_condition(statement, policy_bindings.access_point_keys)
} else := {"principals"}

ways_by_names(names) := {way |
	some text in policy_bindings.listed(names)
	is_string(text)
	some way, pattern in ways_by_resource
	regex.match(pattern, text)
}

ways_by_resource := {
	"access points": `^arn:aws[a-z-]*:s3[a-z-]*:[a-z0-9-]*:[0-9]{12}:([^/:]*[*?]|accesspoint)`,
	"wildcard": `^arn:aws[a-z-]*:s3:::[^/]*[*?]`,
}

has_condition(statement, keys) if {
	some [key, _] in policy_bindings.bound(statement)
	keys[lower(key)]
}

has_named_resources(statement) if {
	not statement.NotResource
	policy_bindings.all_fit(statement.Resource, policy_bindings.resource_patterns)
}
