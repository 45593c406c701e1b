# METADATA
# title: Policies as a stack writes them
# description: >-
#   A stack writes a policy as JSON, by `jsonencode` or as a document of `aws_iam_policy_document`, and names its own
#   buckets, tables, roles, account and VPC by references. Each such reference stands for a name or an id that nobody
#   else has. A policy with any other expression in it is not known.
# related_resources:
# - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document
# - ref: https://developer.hashicorp.com/terraform/language/functions/jsonencode
package privatelink.lib.policy_texts

import data.privatelink.lib.blocks
import data.privatelink.lib.links
import data.privatelink.lib.locals
import data.privatelink.lib.narrows
import data.privatelink.lib.references
import data.privatelink.lib.traversals
import data.privatelink.lib.values

# Whether the policy of an argument narrows: true, false, or null where that is not known. AWS takes one that allows
# everything for none.
is_narrow(resource, argument) := false if {
	values.is_absent(resource, argument)
} else := is_narrow_value(locals.plain(resource.body[argument])) if {
	resource.form == "written"
} else := null if {
	values.is_unknown(resource, argument)
} else := false if {
	false in answers(resource, argument)
} else := null if {
	null in answers(resource, argument)
} else := true

answers(resource, argument) := [narrows.answer(policy) | some policy in values.known(resource, argument)]

# A policy, or else none: without one, AWS allows everything.
is_narrow_value(value) := false if {
	is_narrow_text(text_of(policy_or_none(value))) == false
} else := null if {
	policy_or_none(value)
} else := is_narrow_text(text_of(value))

# The policy of an expression that has it or null, such as what this project writes for a service of which only AWS
# knows whether it takes a policy.
policy_or_none(value) := concat("", ["${", substring(inner, start + 3, -1), "}"]) if {
	startswith(value, "${")
	endswith(value, " : null}")
	inner := trim_suffix(trim_prefix(value, "${"), " : null}")
	start := indexof(inner, " ? ")
	start > 0
}

# What holds for a short name and not for a long one is not known.
is_narrow_text(written) := null if {
	has_expression(own_named(written))
} else := null if {
	narrows.answer(own_named(written)) != narrows.answer(long_named(written))
} else := narrows.answer(own_named(written))

# By what the policy of an argument lets data leave.
ways_out(resource, argument) := narrows.ways_out(own_named(text_of(locals.plain(resource.body[argument])))) if {
	resource.form == "written"
} else := union({narrows.ways_out(policy) | some policy in values.known(resource, argument)})

# Whether the policy of an argument names another principal than everybody.
names_principal(resource, argument) if {
	resource.form == "written"
	narrows.names_principal(own_named(text_of(locals.plain(resource.body[argument]))))
}

names_principal(resource, argument) if {
	resource.form == "planned"
	some policy in values.known(resource, argument)
	narrows.names_principal(policy)
}

# Terraform takes `$${` for the beginning of a policy variable, which AWS evaluates.
has_expression(text) if references.is_expression(strings.replace_n({"$${": "", "%%{": ""}, text))

has_expression(text) if regex.match(`\$\$\$|%%%`, text)

# What the policy of an argument names, as it is written. Nothing of one that is not known, or that is secret.
named(resource, argument) := narrows.named(replace(text_of(locals.plain(resource.body[argument])), "$${", "${")) if {
	resource.form == "written"
} else := union({narrows.named(policy) | some policy in values.known(resource, argument)}) if {
	not resource.sensitive[argument]
} else := set()

# The JSON of a policy, in which expressions may be left.
text_of(value) := json.marshal(policy) if {
	names := traversals.steps(references.traversal(value))
	names[3] in {"json", "minified_json"}
	policy := policy_of(links.by_address[concat(".", array.slice(names, 0, 3))])
} else := encoded if {
	encoded := of_jsonencode(value)
} else := value if {
	is_string(value)
} else := json.marshal(value)

# The text, with a name or an id in the place of each reference to an own one.
own_named(text) := strings.replace_n(owns(text), text)

# The same where the names that are not known are long.
long_named(text) := strings.replace_n({mention: object.get(long_names, own, own) | some mention, own in owns(text)}, text)

long_names := {"arn:aws:s3:::own": "arn:aws:s3:::own-of-some-length", "own": "own-of-some-length"}

owns(text) := {mention: own |
	some [mention] in regex.find_all_string_submatch_n(`\$\{[^{}]*\}`, text, -1)
	own := own_of(traversals.steps(references.traversal(mention)))
}

own_of(names) := own_data[names[1]][names[3]] if {
	names[0] == "data"
	count(names) == 4
} else := replace(own_resources[names[0]][names[2]], "own", name_of(resource)) if {
	count(names) == 3
	resource := links.by_address[$"{names[0]}.{names[1]}"]
	resource.mode == "managed"
}

# The name that a bucket is given, where the stack says it. Another name is short, so that a wildcard after it stands
# for others.
name_of(resource) := name if {
	[name] := values.known(resource, names_of_buckets[resource.type])
	is_string(name)
} else := "own"

names_of_buckets := {"aws_s3_bucket": "bucket", "awscc_s3_bucket": "bucket_name"}

own_data := {
	"aws_caller_identity": {"account_id": "000000000000", "id": "000000000000"},
	"aws_organizations_organization": {"id": "o-own"},
	"aws_partition": {"id": "aws", "partition": "aws"},
	"aws_region": {"id": "us-east-1", "name": "us-east-1", "region": "us-east-1"},
}

own_resources := {
	"aws_dynamodb_table": {"arn": own_table, "id": "own", "name": "own"},
	"aws_iam_role": {"arn": "arn:aws:iam::000000000000:role/own"},
	"aws_s3_bucket": {"arn": "arn:aws:s3:::own", "bucket": "own", "id": "own"},
	"aws_vpc": {"id": "vpc-own"},
	"aws_vpc_endpoint": {"id": "vpce-own"},
	"awscc_dynamodb_table": {"arn": own_table, "table_name": "own"},
	"awscc_ec2_vpc": {"vpc_id": "vpc-own"},
	"awscc_iam_role": {"arn": "arn:aws:iam::000000000000:role/own"},
	"awscc_s3_bucket": {"arn": "arn:aws:s3:::own", "bucket_name": "own"},
}

own_table := "arn:aws:dynamodb:us-east-1:000000000000:table/own"

# What a document of `aws_iam_policy_document` gives. Undefined if it has other parts than statements.
policy_of(resource) := {"Statement": [statement(block) | some block in statements]} if {
	resource.mode == "data"
	resource.type == "aws_iam_policy_document"
	has_only(resource.body, {"count", "depends_on", "for_each", "lifecycle", "policy_id", "provider", "statement", "version"})
	not blocks.is_malformed(object.get(resource.body, "statement", null))
	statements := blocks.objects(resource.body.statement)
	every block in statements {
		is_readable(block)
	}
}

is_readable(block) if {
	has_only(block, {"actions", "condition", "effect", "not_actions", "not_principals", "not_resources", "principals", "resources", "sid"})
	every name in ["condition", "not_principals", "principals"] {
		not blocks.is_malformed(object.get(block, name, null))
	}
	not has_variable(block)
}

# Terraform makes a policy variable of `&{`.
has_variable(block) if {
	walk(block, [_, part])
	is_string(part)
	contains(part, "&{")
}

has_only(body, names) if {
	every name, value in body {
		is_expected(name, value, names)
	}
}

is_expected(name, _, names) if name in names

is_expected(_, value, _) if value in [null, [], ""]

is_expected("//", _, _)

statement(block) := object.union_n([
	{"Effect": object.get(block, "effect", "Allow")},
	{key: single_or_all(block[name]) |
		some name, key in {"actions": "Action", "not_actions": "NotAction", "not_resources": "NotResource", "resources": "Resource"}
		block[name] != null
	},
	{key: principals(blocks.objects(block[name])) |
		some name, key in {"not_principals": "NotPrincipal", "principals": "Principal"}
		count(blocks.objects(block[name])) > 0
	},
	{"Condition": conditions(blocks.objects(object.get(block, "condition", null)))},
])

# The provider writes one value as a text.
single_or_all(written) := value if {
	[value] := locals.plain(written)
} else := locals.plain(written)

principals([{"type": "*", "identifiers": ["*"]}]) := "*"

principals(given) := {principal.type: single_or_all(identifiers) |
	some principal in given
	identifiers := [identifier | some other in given; other.type == principal.type; some identifier in listed(other.identifiers)]
} if {
	given != [{"type": "*", "identifiers": ["*"]}]
}

conditions(given) := {condition.test: tests |
	some condition in given
	tests := {other.variable: texts |
		some other in given
		other.test == condition.test
		texts := [text | some each in given; each.test == other.test; each.variable == other.variable; some text in listed(each.values)]
	}
}

# A list that is an expression is left as one.
listed(written) := locals.plain(written) if {
	is_array(locals.plain(written))
} else := [written]

# What `jsonencode` gives of an object that is written out, as CDKTF does: texts, numbers and references. Undefined if
# it has a key twice.
of_jsonencode(text) := json.marshal(json.unmarshal(encoded)) if {
	startswith(text, "${jsonencode(")
	endswith(text, ")}")
	inner := substring(text, 13, count(text) - 15)
	all := [token | some [token] in regex.find_all_string_submatch_n(token_pattern, inner, -1)]
	concat("", all) == inner
	tokens := [token | some token in all; trim_space(token) != ""]
	encoded := concat("", [as_json(tokens, i) | some i, _ in tokens])
	not narrows.has_key_twice(encoded)
}

token_pattern := `"(?:[^"\\]|\\.)*"|[A-Za-z_][A-Za-z0-9_-]*(?:\[[0-9]+\]|\.[A-Za-z0-9_-]+)*|[0-9]+|[{}\[\],:=]|\s+`

as_json(tokens, i) := ":" if {
	tokens[i] == "="
} else := concat("", [`"`, tokens[i], `"`]) if {
	is_word(tokens[i])
	tokens[i + 1] in {"=", ":"}
} else := concat("", [`"${`, tokens[i], `}"`]) if {
	is_word(tokens[i])
} else := tokens[i]

is_word(token) if {
	regex.match(`^[A-Za-z_]`, token)
	not token in {"false", "null", "true"}
}
