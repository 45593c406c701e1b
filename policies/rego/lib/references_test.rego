package privatelink.lib.references_test

import data.privatelink.lib.references

test_takes_off_indexes if {
	references.without_indexes(`module.a["x.y"].module.b[0]`) == "module.a.module.b"
	references.without_indexes("aws_vpc.a") == "aws_vpc.a"
}

test_follows_what_is_one_reference_to_an_identity if {
	cases := {
		"${aws_vpc.a.id}": "aws_vpc.a",
		"${ aws_vpc.a[0].id }": "aws_vpc.a",
		`${aws_vpc.a["k"].arn}`: "aws_vpc.a",
		"${aws_vpc.a.*.id}": "aws_vpc.a",
		"${data.aws_vpc.a.id}": "data.aws_vpc.a",
		"${local.vpc}": "local.vpc",
		"${local.all.vpc}": "local.all",
		"${var.vpc}": "var.vpc",
		"${module.net[0].vpc_id}": "module.net.output.vpc_id",
		"vpc-1": "=vpc-1",
	}
	every text, node in cases {
		references.of_written(text) == {node}
	}
}

test_follows_nothing_else if {
	every text in ["${a}", "${each.value}", "${aws_vpc.a}", "${aws_vpc.a.tags.x}", "${data.aws_vpc.id}", "${module.net}", `${aws_vpc.a["a]b"].id}`, `${x("s.id")}`] {
		references.of_written(text) == {"?"}
	}
	references.of_written(["vpc-1"]) == {"?"}
}

test_knows_what_a_larger_expression_mentions if {
	every text in ["a${aws_vpc.a.id}", "$${aws_vpc.a.id}", "${x(aws_vpc.a.id)}", "${[aws_vpc.a[0].id]}"] {
		references.of_written(text) == {"aws_vpc.a", "?"}
	}
	references.of_written("${aws_vpc.a.id}${aws_vpc.b.id}") == {"aws_vpc.a", "aws_vpc.b", "?"}
}

test_takes_an_arn_for_its_id if {
	references.of_written("arn:aws:ec2:eu-west-1:111111111111:vpc/vpc-1") == {"=vpc-1"}
	references.of_written("arn:aws:s3:::a/b") == {"=arn:aws:s3:::a/b"}
}

test_takes_null_and_empty_for_not_given if {
	references.of_written(null) == set()
	references.of_written("") == set()
}

test_names_no_literal_in_messages if {
	references.describe("=vpc-1") == "a literal id"
	references.describe("?") == "an expression or value that cannot be followed"
	references.describe("module.a.var.vpc") == "module.a.var.vpc"
}
