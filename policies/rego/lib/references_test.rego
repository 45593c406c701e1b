package privatelink.lib.references_test

import data.privatelink.lib.references
import data.privatelink.testing

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
		"${local.all.vpc}": "a part of local.all",
		"${local.ids[0]}": "a part of local.ids",
		"${local.ids[*]}": "local.ids",
		"${var.vpcs.hub.id}": "a part of var.vpcs",
		"${module.net.vpcs[\"hub\"].id}": "a part of module.net.output.vpcs",
		"${module.net[\"a.b\"].vpc_id}": "module.net.output.vpc_id",
		"${terraform_data.a.output}": "terraform_data.a.output",
		"${terraform_data.a.output.vpc_id}": "a part of terraform_data.a.output",
		"${aws_vpc.a.default_route_table_id}": "aws_vpc.a",
		"${awscc_ec2_subnet.a.subnet_id}": "awscc_ec2_subnet.a",
		"${var.vpc}": "var.vpc",
		"${module.net[0].vpc_id}": "module.net.output.vpc_id",
		"vpc-1": "=vpc-1",
	}
	every text, node in cases {
		references.of_written(text) == {node} with data.privatelink_policy as testing.policy
	}
}

# A name, and an id that is one, may be the id of anything.
test_knows_names_from_ids if {
	cases := {
		"${aws_security_group.a.name}": "the name of aws_security_group.a",
		"${aws_lambda_function.a.id}": "the name of aws_lambda_function.a",
		"${aws_lb.a.arn}": "the name of aws_lb.a",
		"${data.aws_security_group.a.name}": "the name of data.aws_security_group.a",
		"${data.aws_subnets.a.ids[0]}": "data.aws_subnets.a",
	}
	every text, node in cases {
		references.of_written(text) == {node} with data.privatelink_policy as testing.policy
	}
}

test_follows_nothing_else if {
	every text in ["${a}", "${each.value}", "${aws_vpc.a}", "${aws_vpc.a.tags.x}", "${aws_vpc.a.tags.vpc_id}", "${aws_lambda_function.a.environment[0].variables.vpc_id}", "${aws_ec2_tag.a.resource_id}", "${terraform_data.a.triggers_replace.vpc_id}", "${data.terraform_remote_state.a.outputs.vpc_id}", "${data.aws_vpc.id}", "${module.net}", `${aws_vpc.a["a]b"].id}`, `${x("s.id")}`] {
		references.of_written(text) == {"?"}
	}
	references.of_written(["vpc-1"]) == {"?"}
}

test_knows_what_a_larger_expression_mentions if {
	every text in ["a${aws_vpc.a.id}", "$${aws_vpc.a.id}", "${x(aws_vpc.a.id)}", "${replace(aws_vpc.a.id, \"x\", \"y\")}", "${try(aws_vpc.a.id, \"vpc-1\")}"] {
		references.of_written(text) == {"aws_vpc.a", "?"} with data.privatelink_policy as testing.policy
	}
	every text in ["${[aws_vpc.a[0].id]}", "${one(aws_vpc.a[*].id)}", "${try(aws_vpc.a[0].id, \"\")}", "${element(concat(aws_vpc.a.*.id, [null]), 0)}"] {
		references.of_written(text) == {"aws_vpc.a"} with data.privatelink_policy as testing.policy
	}
	references.of_written("${coalesce(aws_vpc.a.id, aws_vpc.b.id)}") == {"aws_vpc.a", "aws_vpc.b"} with data.privatelink_policy as testing.policy
	references.of_written("${aws_vpc.a.id}${aws_vpc.b.id}") == {"aws_vpc.a", "aws_vpc.b", "?"} with data.privatelink_policy as testing.policy
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

# The rule, which uses no regular expression, gives the same answer as the expression.
hard_names := [
	"", "_", "_id", "__id", "a_id", "a_ids", "a_arn", "a_arns", "a_arn_id", "a_idx", "aid", "id", "A_id", "a1_id", "a-b_id",
	"vpc_id ", "a_id\n", "é_id", "a_é_ids", "a.b_id", "local", "locals", "var", "module", "data", "terraform_data", "terraform",
	"aws", "aws_", "aws__", "aws_a", "awscc_a", "aws1_a_", "awsA_a", "aws_A", "aws_é", "aws_a b", "aws-a_b", "xaws_a", "aws_a\n",
]

test_tells_ids_by_their_names if {
	every name in hard_names {
		is_told := [1 | references.is_id(name)]
		is_matched := [1 | regex.match(`^[a-z_]+_(id|arn)s?$`, name)]
		is_told == is_matched
	}
}

test_tells_what_begins_a_reference if {
	every name in hard_names {
		is_told := [1 | references.begins_reference(name)]
		is_matched := [1 | regex.match(`^(local|var|module|data|terraform_data|aws[a-z0-9]*_[a-z0-9_]+)$`, name)]
		is_told == is_matched
	}
}
