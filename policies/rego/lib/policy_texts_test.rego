package privatelink.lib.policy_texts_test

import data.privatelink.testing

rule := "allowed-endpoints"

own := {"aws_s3_bucket": {"b": {}}, "aws_dynamodb_table": {"t": {}}}

# The outcomes of a gateway endpoint with a policy, and a policy document that it may name.
outcomes(policy, body) := found if {
	found := testing.outcomes(rule, "aws_vpc_endpoint.x") with input as stack(policy, body)
}

stack(policy, body) := object.union(
	testing.stack("service", object.union_n([testing.vpcs, own, {"aws_vpc_endpoint": {"x": {"vpc_id": "${aws_vpc.a.id}", "policy": policy}}}])),
	{"data": {"aws_iam_policy_document": {"d": body}}, "locals": {"d": "${data.aws_iam_policy_document.d.json}", "r": ["arn:aws:s3:::bucket/*"]}},
)

written(more) := outcomes(json.marshal({"Statement": [object.union({"Effect": "Allow", "Principal": "*", "Action": "*"}, more)]}), {})

under(key, value) := written({"Resource": "*", "Condition": {"StringEquals": {key: value}}})

test_own_things_are_named_by_reference if {
	every resource in ["${aws_s3_bucket.b.arn}", ["${aws_s3_bucket.b.arn}", "${aws_s3_bucket.b.arn}/*"], "arn:aws:s3:::${aws_s3_bucket.b.id}/*", "arn:${data.aws_partition.p.partition}:s3:::bucket/*", "${aws_dynamodb_table.t.arn}/index/*"] {
		written({"Resource": resource}) == {"warning"}
	}
	under("aws:ResourceAccount", "${data.aws_caller_identity.c.account_id}") == {"warning"}
	under("aws:ResourceOrgID", "${data.aws_organizations_organization.o.id}") == {"warning"}
}

test_any_other_reference_is_not_known if {
	every resource in ["${aws_s3_bucket.other.arn}", "${aws_s3_bucket.b.bucket_prefix}", "${data.aws_s3_bucket.b.arn}", "${aws_sqs_queue.q.arn}", "${var.b}", "${lower(aws_s3_bucket.b.arn)}", "%{if true}*%{endif}"] {
		written({"Resource": resource}) == {"unproven"}
	}
	under("aws:ResourceAccount", "${var.account}") == {"unproven"}
}

# Terraform writes what AWS evaluates with a second sign before it.
test_policy_variables_are_no_expressions if {
	every resource in ["arn:aws:s3:::bucket/$${aws:PrincipalTag/team}/*", "arn:aws:s3:::bucket/%%{x}", "${aws_s3_bucket.b.arn}/$${aws:userid}/*"] {
		written({"Resource": resource}) == {"warning"}
	}
	every resource in ["arn:aws:s3:::$${aws:PrincipalAccount}-logs/*", "$${aws_s3_bucket.b.arn}"] {
		written({"Resource": resource}) == {"violated"}
	}
	every resource in ["arn:aws:s3:::bucket/$${${var.v}}", "arn:aws:s3:::bucket/$$${var.v}", "arn:aws:s3:::bucket/${var.v}$${aws:userid}"] {
		written({"Resource": resource}) == {"unproven"}
	}
}

test_an_own_name_does_not_narrow_what_a_wildcard_opens if {
	written({"Resource": ["${aws_s3_bucket.b.arn}", "*"]}) == {"violated"}
	written({"Resource": "arn:aws:s3:::${aws_s3_bucket.b.id}*"}) == {"unproven"}
	under("aws:ResourceAccount", ["${data.aws_caller_identity.c.account_id}", "*"]) == {"violated"}
	under("aws:ResourceAccount", "${data.aws_caller_identity.c.account_id}*") == {"violated"}
}

everyone := [{"type": "*", "identifiers": ["*"]}]

statement := {"actions": ["s3:*"], "resources": ["arn:aws:s3:::bucket/*"], "principals": everyone}

of_document(statements) := outcomes("${data.aws_iam_policy_document.d.json}", {"statement": statements})

bound := {"test": "StringEquals", "variable": "aws:ResourceAccount", "values": ["111111111111"]}

barrier := {"effect": "Deny", "actions": ["*"], "resources": ["*"], "principals": everyone, "condition": {"test": "StringNotEquals", "variable": "aws:ResourceAccount", "values": ["${data.aws_caller_identity.c.account_id}"]}}

test_reads_policy_documents if {
	every narrow in [
		statement,
		[statement, {"effect": "Deny", "actions": ["*"], "resources": ["*"], "principals": everyone}],
		object.union(statement, {"resources": ["${aws_s3_bucket.b.arn}/*"]}),
		object.union(statement, {"resources": "${local.r}"}),
		object.union(statement, {"resources": ["*"], "condition": [bound]}),
		[{"actions": ["*"], "resources": ["*"], "principals": everyone}, barrier],
	] {
		of_document(narrow) == {"warning"}
	}
	outcomes("${local.d}", {"statement": statement, "version": "2012-10-17", "source_policy_documents": []}) == {"warning"}
	outcomes("${data.aws_iam_policy_document.d[0].minified_json}", {"count": 1, "statement": statement}) == {"warning"}
}

# Who is named there is bound, and AWS takes nobody by name of a gateway endpoint.
test_reads_principals_of_policy_documents if {
	named := object.union(statement, {"resources": ["*"], "principals": [{"type": "AWS", "identifiers": ["111111111111", "arn:aws:iam::111111111111:root"]}]})
	of_document(named) == {"unproven"}
	of_document(object.union(named, {"principals": [{"type": "AWS", "identifiers": ["*"]}]})) == {"violated"}
}

test_sees_what_policy_documents_leave_open if {
	every wide in [
		{"actions": ["*"], "resources": ["*"], "principals": everyone},
		[statement, {"actions": ["*"], "resources": ["*"]}],
		object.union(object.remove(statement, ["resources"]), {"not_resources": ["arn:aws:s3:::bucket/*"]}),
		object.union(statement, {"resources": ["*"], "condition": [bound, object.union(bound, {"values": ["*"]})]}),
		object.union(statement, {"resources": ["*"], "condition": {"test": "StringNotEquals", "variable": "aws:ResourceAccount", "values": ["111111111111"]}}),
		object.union(object.remove(statement, ["principals"]), {"resources": ["*"], "not_principals": [{"type": "AWS", "identifiers": ["111111111111"]}]}),
		[{"actions": ["*"], "resources": ["*"], "principals": everyone}, object.union(barrier, {"actions": ["s3:PutObject"]})],
	] {
		of_document(wide) == {"violated"}
	}
	of_document([{"actions": ["*"], "resources": ["*"], "principals": everyone}, object.union(barrier, {"actions": ["s3:*"]})]) == {"unproven"}
}

test_a_policy_document_with_anything_else_is_not_known if {
	every more in [{"source_policy_documents": ["${var.p}"]}, {"override_policy_documents": ["{}"]}, {"source_json": "{}"}, {"dynamic": {"statement": {"content": {}}}}, {"statement": "${var.s}"}] {
		outcomes("${data.aws_iam_policy_document.d.json}", object.union({"statement": statement}, more)) == {"unproven"}
	}
	every more in [{"resources": ["&{aws:username}"]}, {"resources": "${var.r}"}, {"effect": "${var.e}"}, {"dynamic": {"condition": {}}}, {"principals": "${var.p}"}] {
		of_document(object.union(statement, more)) == {"unproven"}
	}
	outcomes("${data.aws_iam_policy_document.other.json}", {"statement": statement}) == {"unproven"}
}

test_reads_jsonencode if {
	every resource, outcome in {
		`"arn:aws:s3:::bucket/*"`: "warning",
		`["${aws_s3_bucket.b.arn}/*", aws_s3_bucket.b.arn]`: "warning",
		`"*"`: "violated",
		`var.r`: "unproven",
		`tolist(["arn:aws:s3:::bucket/*"])`: "unproven",
		`"${var.m["a"]}"`: "unproven",
	} {
		text := concat("", [`${jsonencode({"Statement" = [{Effect = "Allow", "Principal": "*", "Action" = ["s3:*"], "Resource" = `, resource, `}], "Version" = "2012-10-17"})}`])
		outcomes(text, {}) == {outcome}
	}
	outcomes("${jsonencode(var.p)}", {}) == {"unproven"}
}

# A bucket with a name, and without one.
of_bucket(name) := found if {
	policy := json.marshal({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "${aws_s3_bucket.b.arn}*"}})
	document := object.union(stack(policy, {}), {"resource": {"aws_s3_bucket": {"b": name}}})
	found := testing.outcomes(rule, "aws_vpc_endpoint.x") with input as document
}

test_a_wildcard_after_the_name_of_a_bucket_is_judged_by_the_name if {
	of_bucket({"bucket": "acme-reports"}) == {"warning"}
	of_bucket({"bucket": "ab"}) == {"violated"}
	of_bucket({}) == {"unproven"}
	of_bucket({"bucket": "${var.b}"}) == {"unproven"}
}

# What is more in a statement that binds can only bind more.
beside(more) := found if {
	policy := json.marshal({"Statement": [object.union({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}, more)]})
	document := object.union(stack(policy, {}), {"resource": {"aws_iam_role": {"r": {}}}})
	found := testing.outcomes(rule, "aws_vpc_endpoint.x") with input as document
}

test_own_vpcs_and_roles_may_stand_beside_what_binds if {
	own_account := {"StringEquals": {"aws:ResourceAccount": "111111111111", "aws:SourceVpc": "${aws_vpc.a.id}"}}
	beside({"Condition": own_account}) == {"warning"}
	beside({"Resource": "arn:aws:s3:::bucket/*", "Condition": {"ArnEquals": {"aws:PrincipalArn": "${aws_iam_role.r.arn}"}}}) == {"warning"}
	beside({"Condition": {"StringEquals": {"aws:SourceVpc": "${aws_vpc.a.id}"}}}) == {"violated"}
	beside({"Condition": {"StringEquals": {"aws:SourceVpc": "${aws_vpc.other.id}"}}}) == {"unproven"}
}
