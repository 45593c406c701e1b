package privatelink.lib.texts_test

import data.privatelink.lib.texts
import data.privatelink.testing

resource := data.privatelink.lib.document.resources[0]

written(body) := {
	"resource": {"aws_x": {"x": body}},
	"locals": {"text": `{"connectionType": "VPC_LINK"}`},
}

wanted := ["connectionType: VPC_LINK"]

test_finds_a_text_however_it_is_written if {
	every text in [
		`{"connectionType": "VPC_LINK"}`,
		`{"connectionType": "VPC\u005fLINK"}`,
		"paths:\n  connectionType : 'vpc_link'\n",
		`${jsonencode({"connectionType" = "VPC_LINK", "uri" = "http://${aws_lb.a.dns_name}/"})}`,
		"${local.text}",
		{"connectionType": "VPC_LINK"},
	] {
		texts.contains_any(resource, "body", wanted) with input as written({"body": text})
	}
	not texts.contains_any(resource, "body", wanted) with input as written({"body": `{"connectionType": "INTERNET"}`})
	not texts.contains_any(resource, "body", wanted) with input as written({})
}

test_finds_a_text_in_blocks if {
	texts.contains_any(resource, "target.arn", [":aws-sdk:"]) with input as written({"target": [{"arn": "a"}, {"arn": "arn:aws:scheduler:::aws-sdk:ec2:x"}]})
	texts.is_open(resource, "target.arn") with input as written({"target": "${var.target}"})
}

test_tells_what_may_hide_a_text if {
	every text in [
		"${var.body}",
		"${file(\"api.json\")}",
		"${templatefile(\"api.json\", {})}",
		"${aws_s3_object.x.content}",
		`{"a": "${var.a}"}`,
		`{"a": "${data.aws_ssm_parameter.p.value}"}`,
		`{"a": "${lower("A")}"}`,
		`${jsonencode({"a" = upper("b")})}`,
		`${jsonencode({"a" = module.a.b})}`,
		`${jsonencode({"a" = aws_lb.a.internal ? "b" : "c"})}`,
		`a: "VPC\x5fLINK"`,
		`{"a": "${local . a}"}`,
		`{"a": "${aws_lb.a.internal /* b */ == local/* c */.a}"}`,
		`{"a": "${data . aws_ssm_parameter.p.value}"}`,
		`${jsonencode({"a" = local . b})}`,
		`${jsonencode({"a" = "b", "c" = [local#d
.b]})}`,
	] {
		texts.is_open(resource, "body") with input as written({"body": text})
	}
}

test_reads_what_is_written_out if {
	every text in [
		`{"a": "b?", "c": "d (e)"}`,
		`{"uri": "arn:aws:apigateway:${data.aws_region.r.name}:lambda:path/a"}`,
		`{"uri": "${aws_lambda_function.f.invoke_arn}", "template": "$input.json('$')"}`,
		`${jsonencode({"uri" = aws_lambda_function.f.invoke_arn, "description" = "a role for data"})}`,
		`{"uri": "${aws_lambda_function.f.invoke_arn}", "description": "What is at the path. Data . And */path/*"}`,
		`${jsonencode({"uri" = aws_lambda_function.f.invoke_arn, "description" = "What is at the path. Data . And path/*"})}`,
	] {
		not texts.is_open(resource, "body") with input as written({"body": text})
	}
	not texts.is_open(resource, "body") with input as written({})
}

test_takes_the_arn_of_a_resource_for_its_own if {
	document := {"resource": {"aws_x": {"x": {"arn": "${aws_ssm_document.d.arn}"}}, "aws_ssm_document": {"d": {"name": "d"}}}}
	named("aws_ssm_document.") with input as document
	not is_open_arn with input as document
	not is_open_arn with input as written({"arn": "${aws_lambda_function.f.qualified_arn}"})
	is_open_arn with input as written({"arn": "${var.arn}"})
	is_open_arn with input as written({"arn": ["${replace(aws_x.x.arn, \"a\", \"b\")}", "arn:aws:x", "${var.arn}"]})
}

named(type) if texts.contains_any(by_address["aws_x.x"], "arn", [type])

is_open_arn if texts.is_open(by_address["aws_x.x"], "arn")

by_address := data.privatelink.lib.links.by_address

test_reads_plans if {
	known := testing.plan("consumer", [testing.resource("aws_x", "x", {"body": `{"connectionType": "VPC_LINK"}`})])
	texts.contains_any(resource, "body", wanted) with input as known
	not texts.is_open(resource, "body") with input as known
	unknown := testing.change_plan(
		"consumer",
		[testing.change("aws_x", "x", ["create"], {}, {"body": true, "arn": true})],
		{"resources": [testing.configured("aws_x", "x", {
			"body": {"references": ["aws_lb.a.arn", "aws_lb.a"]},
			"arn": {"references": ["aws_ssm_document.d.arn", "aws_ssm_document.d"]},
		})]},
	)
	texts.is_open(resource, "body") with input as unknown
	texts.contains_any(resource, "arn", ["aws_ssm_document."]) with input as unknown
}

# The rule, which uses no regular expression, gives the same answer as the expression.
test_tells_one_reference if {
	every text in ["${}", "${a}", "$${a}", "${a.b[\"c\"]}", "${a.*.b}", "${a b}", "${a}${b}", "${a}\n", "${é}", "{a}", "${a", "a}", "${a-1_B}"] {
		is_told := [1 | texts.is_one_reference(text)]
		is_matched := [1 | regex.match(`^\$\{[A-Za-z0-9_."*\[\]-]+\}$`, text)]
		is_told == is_matched
	}
}

test_tells_what_takes_an_arn if {
	every path in ["arn", "arns", "a.arn", "a_arns", "a.b_arn", "barn", "a.barns", "arn.a", "arnss", "_arn", "a_arn_b", ""] {
		is_told := [1 | texts.takes_arn(path)]
		is_matched := [1 | regex.match(`(^|[._])arns?$`, path)]
		is_told == is_matched
	}
}

test_tells_the_arn_of_a_resource if {
	every text in [
		"${aws_lb.a.target_group_arn}", "${data.aws_lb.a.x_arn}", "${data.data.aws_lb.a.x_arn}", "${awscc_lb.a[0].x_arn}",
		"${aws_lb.a.arn}", "${aws_lb.a._arn}", "${aws_lb.a.__arn}", "${aws_lb.a.x_id}", "${aws_lb.a.X_arn}", "${aws_lb..x_arn}",
		"${aws_.a.x_arn}", "${awscc_.a.x_arn}", "${awscccc_a.a.x_arn}", "${aws_LB.a.x_arn}", "${aws_lb.a.b.x_arn}",
		"${aws_lb.é.x_arn}", "aws_lb.a.x_arn", "${local.a.x_arn}", "${aws_lb.a}${b.x_arn}", "${data.aws_lb.x_arn}",
		`${aws_lb.a["b"].x_arn}`,
	] {
		is_told := [1 | texts.is_arn_of_resource("arn", text)]
		is_matched := [1 | regex.match(`^\$\{(data\.)?aws(cc)?_[a-z0-9_]+\.[^.]+\.[a-z_]+_arn\}$`, text)]
		is_told == is_matched
	}
}
