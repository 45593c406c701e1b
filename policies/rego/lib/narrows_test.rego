package privatelink.lib.narrows_test

import data.privatelink.lib.narrows

statement(more) := object.union({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}, more)

policy(more) := json.marshal({"Version": "2012-10-17", "Statement": [statement(more)]})

under(operator, key, value) := policy({"Condition": {operator: {key: value}}})

bucket := "arn:aws:s3:::bucket/*"

role := "arn:aws:iam::111111111111:role/app"

# Each key with a value that binds.
binding := {
	"aws:PrincipalAccount": "111111111111",
	"aws:PrincipalArn": role,
	"aws:PrincipalOrgID": "o-a1b2c3d4e5",
	"aws:ResourceAccount": "111111111111",
	"aws:ResourceOrgID": "o-a1b2c3d4e5",
	"kms:CallerAccount": "111111111111",
	"s3:DataAccessPointAccount": "111111111111",
	"s3:DataAccessPointArn": "arn:aws:s3:us-east-1:111111111111:accesspoint/app",
	"s3:ResourceAccount": "111111111111",
}

paths := ["aws:PrincipalOrgPaths", "aws:ResourceOrgPaths"]

test_each_key_narrows_with_each_positive_operator if {
	every key, value in binding {
		every operator in ["StringEquals", "StringLike", "StringEqualsIgnoreCase", "ArnEquals", "ArnLike", "ForAnyValue:StringLike"] {
			narrows.is_narrow(under(operator, key, value))
			narrows.is_narrow(under(operator, lower(key), [value, value]))
		}
	}
	every key in paths {
		narrows.is_narrow(under("ForAnyValue:StringLike", key, ["o-a1b2c3d4e5/*", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"]))
		not narrows.is_narrow(under("StringLike", key, "o-a1b2c3d4e5/*"))
	}
	narrows.is_narrow(under("StringEquals", "aws:ResourceAccount", 111111111111))
}

test_other_operators_narrow_nothing if {
	every key, value in binding {
		every operator in [
			"StringEqualsIfExists", "StringLikeIfExists", "ArnLikeIfExists", "ForAllValues:StringEquals", "ForAllValues:StringLike",
			"ForAnyValue:StringEqualsIfExists", "StringNotEquals", "StringNotLike", "ArnNotLike", "ForAnyValue:StringNotEquals", "Null", "Bool",
			"NumericEquals",
		] {
			not narrows.is_narrow(under(operator, key, value))
		}
	}
	every key in paths {
		not narrows.is_narrow(under("ForAllValues:StringLike", key, "o-a1b2c3d4e5/*"))
	}
}

test_keys_of_how_one_connects_narrow_nothing if {
	every key, value in {
		"aws:PrincipalIsAWSService": "true",
		"aws:PrincipalServiceName": "logs.amazonaws.com",
		"aws:PrincipalTag/team": "network",
		"aws:PrincipalType": "AssumedRole",
		"aws:RequestedRegion": "us-east-1",
		"aws:ResourceTag/team": "network",
		"aws:SecureTransport": "true",
		"aws:SourceAccount": "111111111111",
		"aws:SourceArn": role,
		"aws:SourceIp": "10.0.0.0/8",
		"aws:SourceOrgID": "o-a1b2c3d4e5",
		"aws:SourceVpc": "vpc-1",
		"aws:SourceVpcArn": "arn:aws:ec2:us-east-1:111111111111:vpc/vpc-1",
		"aws:SourceVpce": "vpce-1",
		"aws:ViaAWSService": "true",
		"aws:VpceAccount": "111111111111",
		"aws:VpceOrgID": "o-a1b2c3d4e5",
		"aws:username": "app",
	} {
		every operator in ["StringEquals", "StringLike", "Bool", "IpAddress", "ArnLike"] {
			not narrows.is_narrow(under(operator, key, value))
		}
	}
}

wide := {
	"aws:PrincipalAccount": ["*", "????????????", "1111*", "${aws:ResourceAccount}"],
	"aws:PrincipalArn": [
		"*", "arn:*", "arn:aws:iam::*", "arn:aws:iam::*:*", "arn:aws:iam::*:role/*", "arn:aws:iam::*:role/app", "arn:*:iam::111111111111:role/app",
		"arn:aws:*:111111111111:role/app", "arn:aws:iam::11111111111?:role/app", "arn:aws:iam::${aws:PrincipalAccount}:role/app", "*:role/app",
	],
	"aws:PrincipalOrgID": ["*", "o-*", "o-a1b2c3d4e?", "${aws:PrincipalOrgID}"],
	"aws:ResourceAccount": ["*", "${aws:PrincipalAccount}"],
	"aws:ResourceOrgID": ["o-*", "$${aws:PrincipalOrgID}"],
	"s3:DataAccessPointArn": ["arn:aws:s3:us-east-1:*:accesspoint/*", "arn:aws:s3:*:*:accesspoint/*"],
}

test_one_wide_value_undoes_the_others if {
	every key, values in wide {
		every value in values {
			every operator in ["StringLike", "ArnLike", "StringEquals"] {
				not narrows.is_narrow(under(operator, key, value))
				not narrows.is_narrow(under(operator, key, [binding[key], value]))
			}
		}
	}
	not narrows.is_narrow(under("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", ["o-a1b2c3d4e5/*", "o-*/*"]))
	not narrows.is_narrow(under("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-a1b2*"))
	not narrows.is_narrow(under("StringEquals", "aws:PrincipalOrgID", []))
}

test_one_binding_test_of_several_is_enough if {
	narrows.is_narrow(policy({"Condition": {
		"Bool": {"aws:SecureTransport": "true"},
		"StringEquals": {"aws:SourceVpc": "vpc-1", "aws:ResourceOrgID": "o-a1b2c3d4e5"},
	}}))
}

test_named_resources if {
	every resource in [
		bucket, "arn:aws:s3:::bucket", [bucket, "arn:aws:s3:::other"], "arn:aws:s3:::project-*/*", "arn:aws:s3:::amazonlinux.*.amazonaws.com/*",
		"arn:aws-us-gov:s3:::bucket/*", "arn:aws:dynamodb:us-east-1:111111111111:table/*", "arn:aws:sqs:us-east-1:111111111111:queue",
		"arn:aws:s3:us-east-1:111111111111:accesspoint/app", "arn:aws:ec2:us-east-1::image/ami-1",
	] {
		narrows.is_narrow(policy({"Resource": resource}))
	}
}

test_wide_resources if {
	every resource in [
		"*", [bucket, "*"], [bucket, "arn:aws:s3:::*"], "arn:aws:s3:::*/*", "arn:aws:s3:::*/secret", "arn:aws:s3:::app*", "arn:aws:s3:::**", "arn:aws:s3*",
		"arn:*:s3:::bucket/*", "arn:*", "arn:aws:*:::bucket/*", "arn:aws:dynamodb:us-east-1:*:table/orders", "arn:aws:dynamodb:*:*:table/*",
		"arn:aws:s3:::${aws:PrincipalAccount}-logs/*", "arn:aws:s3:us-east-1:*:accesspoint/app", "arn:aws:ec2:us-east-1::image/*", "arn:aws:s3:*:111111111111:*",
		"arn:aws:s3:*:111111111111:accesspoint/*", "arn:aws:s3:us-*:111111111111:accesspoint/*", "arn:aws:dynamodb:*:111111111111:table/*",
		"arn:aws:dynamodb:us-east-?:111111111111:table/*", [], null, "", 7,
	] {
		not narrows.is_narrow(policy({"Resource": resource}))
	}
	not narrows.is_narrow(policy({"NotResource": bucket}))
	not narrows.is_narrow({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "NotResource": bucket}})
	not narrows.is_narrow({"Statement": {"Effect": "Allow", "Principal": "*", "NotAction": "s3:DeleteBucket", "Resource": "*"}})
}

test_named_principals if {
	every principal in [{"AWS": role}, {"AWS": "111111111111"}, {"AWS": ["arn:aws:iam::111111111111:root", role]}] {
		narrows.is_narrow(policy({"Principal": principal}))
	}
	every principal in ["*", {"AWS": "*"}, {"AWS": [role, "*"]}, {"Service": "logs.amazonaws.com"}, {"AWS": role, "Service": "logs.amazonaws.com"}, {}, null] {
		not narrows.is_narrow({"Statement": {"Effect": "Allow", "Principal": principal, "Action": "*", "Resource": "*"}})
	}
	not narrows.is_narrow({"Statement": {"Effect": "Allow", "NotPrincipal": {"AWS": role}, "Action": "*", "Resource": "*"}})
}

test_each_statement_that_allows_has_to_narrow if {
	narrows.is_narrow({"Statement": [statement({"Resource": bucket}), {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}]})
	not narrows.is_narrow({"Statement": [statement({"Resource": bucket}), statement({"Sid": "More"})]})
	not narrows.is_narrow({"Statement": [statement({"Resource": bucket}), statement({"Effect": "deny"})]})
}

denying(more) := {"Statement": [statement({}), object.union(statement({"Effect": "Deny"}), more)]}

own_alone := {"StringNotEquals": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}}

test_a_denial_of_all_that_is_not_the_own_narrows if {
	narrows.is_narrow(denying({"Condition": own_alone}))
	narrows.is_narrow(denying({"Condition": {"ArnNotLikeIfExists": {"aws:PrincipalArn": "arn:aws:iam::111111111111:role/*"}}}))
	narrows.is_narrow(denying({"Principal": {"AWS": "*"}, "Action": ["*"], "Condition": own_alone}))
}

test_a_denial_of_less_does_not if {
	every more in [
		{}, {"Condition": {}}, {"Condition": own_alone, "Action": "s3:PutObject"}, {"Condition": own_alone, "Resource": bucket},
		{"Condition": own_alone, "Principal": {"AWS": role}}, {"Condition": object.union(own_alone, {"Bool": {"aws:SecureTransport": "true"}})},
		{"Condition": {"StringNotEquals": {"aws:ResourceOrgID": "o-a1b2c3d4e5", "aws:SourceVpc": "vpc-1"}}},
		{"Condition": {"StringEquals": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}}}, {"Condition": {"StringNotLike": {"aws:ResourceOrgID": "o-*"}}},
		{"Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-1"}}}, {"Condition": {"ForAllValues:StringNotLike": {"aws:ResourceOrgPaths": "o-a1b2c3d4e5/*"}}},
	] {
		not narrows.is_narrow(denying(more))
	}
}

test_what_is_no_policy_narrows_nothing if {
	every document in ["", "{", "{}", "[]", "7", {}, [], null, 7, {"Statement": []}, {"Statement": null}, {"Statement": ["x"]}, {"Statement": {"Sid": "Only"}}, {"statement": statement({"Resource": bucket})}] {
		not narrows.is_narrow(document)
	}
}

test_a_policy_with_keys_that_may_be_read_otherwise_is_unclear if {
	deny := statement({"Effect": "Deny"})
	narrows.answer({"Statement": [deny], "Version": "2012-10-17", "Id": "x"}) == true
	every document in [
		{"Statement": [deny], "statement": [statement({})]},
		{"Statement": object.union(deny, {"effect": "Allow"})},
		{"Statement": [deny, object.union(deny, {"Conditions": {}})]},
		`{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*", "Resource": "arn:aws:s3:::bucket/*"}]}`,
		`{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Reso\u0075rce" : "*", "Resource": "arn:aws:s3:::bucket/*"}]}`,
		`{"Statement": {"Effect": "Allow", "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceAccount": "*"}, "StringEquals": {"aws:ResourceAccount": "111111111111"}}}}`,
	] {
		narrows.answer(document) == null
	}
	narrows.answer(policy({"Resource": ["arn:aws:s3:::bucket/a\":", "arn:aws:s3:::bucket/:"], "Sid": "a"})) == true
	every document in ["{", policy({}), {"statement": [deny]}, {"Statement": [statement({}), object.union(deny, {"effect": "Allow"})]}] {
		narrows.answer(document) == false
	}
}

test_data_can_leave_where_only_principals_are_bound_or_a_wildcard_is if {
	own := {"aws:ResourceAccount": "111111111111"}
	principals := {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
	wildcard := "arn:aws:s3:::reports-*/*"
	every document, ways in {
		policy({"Condition": principals}): {"principals"},
		policy({"Condition": principals, "Resource": bucket}): set(),
		policy({"Condition": principals, "Resource": wildcard}): {"wildcard"},
		policy({"Condition": {"StringEquals": object.union(own, {"aws:PrincipalAccount": "111111111111"})}}): set(),
		policy({"Condition": {"StringEquals": own}, "Resource": [bucket, wildcard]}): set(),
		policy({"Resource": [bucket, wildcard]}): {"wildcard"},
		policy({"Resource": bucket}): set(),
		policy({"Effect": "Deny"}): set(),
		json.marshal(denying({"Condition": own_alone})): set(),
		json.marshal(denying({"Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}})): {"principals"},
	} {
		narrows.is_narrow(document)
		narrows.ways_out(document) == ways
	}
}

# An own access point may be of a bucket in another account.
test_an_access_point_says_nothing_of_its_bucket if {
	own := {"StringEquals": {"aws:ResourceAccount": "111111111111"}}
	account_of_points := {"StringEquals": {"s3:DataAccessPointAccount": "111111111111"}}
	points := {"access points"}
	narrows.ways_out(policy({"Condition": account_of_points})) == points
	narrows.ways_out(policy({"Resource": "arn:aws:s3:us-east-1:111111111111:accesspoint/app/object/*"})) == points
	narrows.ways_out(policy({"Resource": "arn:aws:s3::111111111111:accesspoint/app.mrap"})) == points
	narrows.ways_out(policy({"Resource": "arn:aws:s3:us-east-1:111111111111:*"})) == points
	narrows.ways_out(denying({"Condition": {"StringNotEquals": {"s3:DataAccessPointAccount": "111111111111"}}})) == points
	narrows.ways_out(policy({"Condition": object.union(account_of_points, {"StringLike": {"aws:ResourceOrgID": "o-a1b2c3d4e5"}})})) == set()
	narrows.ways_out(policy({"Resource": "arn:aws:s3:us-east-1:111111111111:accesspoint/app", "Condition": own})) == set()
	narrows.ways_out(policy({"Resource": bucket, "Condition": account_of_points})) == set()
	narrows.ways_out(policy({"Resource": "arn:aws:s3:us-east-1:111111111111:job/app"})) == set()
}

test_says_what_it_lets_through if {
	own := {"StringEquals": {"aws:ResourceAccount": "111111111111"}}
	narrows.named(policy({"Resource": ["*", {"a": 1}], "Condition": own})) == {"aws:ResourceAccount 111111111111"}
	narrows.named({"Statement": [statement({"Resource": [bucket, "*"]}), statement({"Effect": "Deny"})]}) == {bucket}
	condition := {"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:ResourceAccount": ["111111111111"], "aws:SourceVpc": "vpc-1"}}
	narrows.named(policy({"Condition": condition})) == {"aws:ResourceAccount 111111111111"}
	narrows.named(policy({"Resource": bucket, "Condition": condition})) == {bucket, "aws:ResourceAccount 111111111111"}
	narrows.named(denying({"Condition": own_alone})) == {"aws:ResourceOrgID o-a1b2c3d4e5"}
	narrows.named({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}}) == set()
}

# The statements of a policy that allows everything but what others deny.
but(denials) := {"Statement": array.concat([statement({})], denials)}

denial(more) := object.union({"Effect": "Deny", "Principal": "*", "Action": "*"}, more)

test_a_denial_of_all_but_named_resources_binds_every_request if {
	own := {"StringNotEquals": {"aws:ResourceAccount": "111111111111"}}
	own_principals := {"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
	every more, ways in {
		{"NotResource": [bucket, "arn:aws:s3:::other"]}: set(),
		{"NotResource": bucket, "Condition": own}: set(),
		{"NotResource": "arn:aws:s3:::reports-*/*"}: {"wildcard"},
		{"NotResource": "arn:aws:s3:us-east-1:111111111111:accesspoint/app"}: {"access points"},
		{"NotResource": bucket, "Condition": own_principals}: {"principals"},
	} {
		narrows.answer(but([denial(more)])) == true
		narrows.ways_out(but([denial(more)])) == ways
	}
	two := [denial({"NotResource": "arn:aws:s3:::reports-*/*"}), denial({"Resource": "*", "Condition": own})]
	narrows.ways_out(but(two)) == set()
	narrows.named(but([denial({"NotResource": bucket, "Condition": own})])) == {bucket, "aws:ResourceAccount 111111111111"}
	every more in [{"NotResource": "*"}, {"NotResource": "arn:aws:s3:::*"}, {"NotResource": [bucket, "*"]}, {"NotResource": []}, {"NotResource": bucket, "Principal": {"AWS": "111111111111"}}] {
		narrows.answer(but([denial(more)])) == false
	}
}

# S3 takes actions that are not of `s3`, such as those of `s3-object-lambda`.
test_a_denial_that_may_bind_every_request_is_unclear if {
	own := {"StringNotEquals": {"aws:ResourceAccount": "111111111111"}}
	every more in [
		{"Action": "s3:*", "Resource": "*", "Condition": own},
		{"Action": ["s3:*", "s3-object-lambda:*"], "Resource": "*", "Condition": own},
		{"Resource": ["arn:aws:s3:::*", "arn:aws:s3:::*/*"], "Condition": own},
		{"Resource": "*", "Condition": object.union(own, {"Bool": {"aws:PrincipalIsAWSService": "false"}})},
		{"Action": "dynamodb:*", "NotResource": bucket},
		{"NotResource": bucket, "Condition": {"Bool": {"aws:PrincipalIsAWSService": "false"}}},
	] {
		narrows.answer(but([denial(more)])) == null
	}
	every more in [
		{"Action": "s3:PutObject", "Resource": "*", "Condition": own},
		{"Action": "s3:Put*", "Resource": "*", "Condition": own},
		{"Resource": "*", "Condition": {"StringEquals": {"aws:ResourceAccount": "222222222222"}}},
		{"Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
		{"Resource": "*", "Condition": own, "Principal": {"AWS": "111111111111"}},
	] {
		narrows.answer(but([denial(more)])) == false
	}
}

# Which of two keys AWS takes is not said, and their names ignore case.
test_a_condition_that_has_a_key_twice_is_not_known if {
	bound := {"aws:ResourceAccount": "111111111111"}
	twice := object.union(bound, {"AWS:resourceaccount": "*"})
	narrows.answer(policy({"Condition": {"StringEquals": twice}})) == null
	narrows.answer(policy({"Condition": {"StringEquals": bound, "stringequals": bound}})) == null
	narrows.answer(policy({"Condition": {"StringEquals": bound, "StringLike": {"AWS:ResourceAccount": "1*"}}})) == true
	narrows.answer(policy({"Condition": {"StringEquals": {"AWS:RESOURCEACCOUNT": "111111111111"}}})) == true
}
