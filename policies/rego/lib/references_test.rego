package privatelink.lib.references_test

import data.privatelink.lib.address_indexes
import data.privatelink.lib.identifiers
import data.privatelink.lib.references
import data.privatelink.lib.traversals
import data.privatelink.testing

test_takes_off_indexes if {
	address_indexes.without_indexes(`module.a["x.y"].module.b[0]`) == "module.a.module.b"
	address_indexes.without_indexes("aws_vpc.a") == "aws_vpc.a"
}

# A key of `for_each` is any text. Terraform writes it into an address as in a configuration, with escapes.
odd_keys := ["x.y", "a[0]", "]", "[", "][", ".module.b", `a\"b`, `\"].x[\"`, `\\`, "$${x}", "x].vpc_config[y", `é\n`]

test_reads_addresses_with_any_key if {
	every key in odd_keys {
		address_indexes.without_indexes($`module.a["{key}"].module.b[0].aws_vpc.c["{key}"]`) == "module.a.module.b.aws_vpc.c"
		address_indexes.last_index($`module.a["{key}"].aws_vpc.c["{key}"]`) == $`["{key}"]`
		address_indexes.without_last_index($`module.a["{key}"].aws_vpc.c["{key}"]`) == $`module.a["{key}"].aws_vpc.c`
		address_indexes.last_index($`module.a["{key}"].aws_vpc.c`) == ""
	}
	every text in [`a["b].c`, `a["b"c].d`, "a[<<E\n].b[\nE\n].c", "a[0/*].b[*/].c", `a[b["c"]].d`, "a].b[0]"] {
		address_indexes.without_indexes(text) == text
		traversals.steps(text) == [text]
	}
}

test_follows_references_with_any_key if {
	every key in [key | some key in odd_keys; not contains(key, "{")] {
		references.of_written(keyed("aws_vpc.a", key, ".id")) == {"aws_vpc.a"} with data.privatelink_policy as testing.policy
		references.of_written(keyed("aws_lambda_function.f", key, ".tags.some_id")) == {"?"} with data.privatelink_policy as testing.policy
		references.of_written(keyed("local.a", key, ".id")) == {"a part of local.a"}
	}
}

keyed(start, key, end) := concat("", ["${", start, `["`, key, `"]`, end, "}"])

test_follows_what_stands_in_a_block_with_an_argument if {
	references.of_written("${aws_lambda_function.f.vpc_config[0].vpc_id}") == {"aws_lambda_function.f"} with data.privatelink_policy as testing.policy
	every text in ["${aws_lambda_function.f.vpc_config[0].tags.vpc_id}", "${aws_lambda_function.f.vpc_id.some_id}"] {
		references.of_written(text) == {"?"} with data.privatelink_policy as testing.policy
	}
}

with_vpcs := {"resource": {"aws_vpc": {"one": {}, "all": {"for_each": ["a"]}}}, "data": {"aws_vpc": {"all": {"count": 2}}}}

# An expression as an index is the name of an attribute too: `tags` in `aws_vpc.one[local.x].id`.
test_follows_no_index_that_may_name_an_attribute if {
	every text in [
		"${aws_vpc.one[local.x].id}", "${aws_vpc.one[lower(local.x)].id}", `${aws_vpc.one[("tags")].id}`, "${one([aws_vpc.one[local.x].id])}",
		`${aws_vpc.all["a"][local.x].id}`, "${aws_vpc.all[each.key][local.x].id}", `${aws_vpc.all["a"]["tags"].id}`,
		"${aws_vpc.all[*][local.x].id}", "${aws_vpc.all.*[local.x].id}", "${aws_vpc.all[0][each.key]}",
		"${data.aws_vpc.one[local.x].id}", `${module.net["a"]["vpcs"].id}`, `${terraform_data.a["b"]["input"].output}`,
	] {
		references.unfollowable in references.of_written(text) with input as with_vpcs with data.privatelink_policy as testing.policy
	}
	every text in ["${aws_vpc.all[local.x].id}", `${aws_vpc.all["a"].id}`, "${aws_vpc.all[*].id}", "${aws_vpc.all.*.id[0]}", "${aws_vpc.all[0].id}"] {
		references.of_written(text) == {"aws_vpc.all"} with input as with_vpcs with data.privatelink_policy as testing.policy
	}
	every text in ["${data.aws_vpc.all[each.value].id}", "${data.aws_vpc.all[count.index].id}"] {
		references.of_written(text) == {"data.aws_vpc.all"} with input as with_vpcs with data.privatelink_policy as testing.policy
	}
	references.of_written("${data.aws_subnets.s.ids[each.value]}") == {"data.aws_subnets.s"} with input as with_vpcs with data.privatelink_policy as testing.policy
	references.of_written("${terraform_data.a[0].output[local.x].id}") == {"a part of terraform_data.a.output"} with input as with_vpcs
}

test_tells_elements_from_whole_values if {
	every text in ["${local.a[*]}", "${local.a.*}", "${terraform_data.a[0].output}", `${module.a["k"].output[*]}`] {
		not is_part(text)
	}
	every text in [`${local.a["b"].*}`, `${local.a["b"][*]}`, "${local.a[*][0]}", `${local.a["[*]"]}`, "${terraform_data.a[0].output[0].*}"] {
		is_part(text)
	}
}

is_part(text) if {
	some node in references.of_written(text)
	startswith(node, references.part_of)
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

# What an accepter shows of the other side says nothing of where the accepter is.
test_does_not_follow_the_other_side_of_an_accepter if {
	accepter := "aws_vpc_peering_connection_accepter.a"
	every attribute, node in {"vpc_id": accepter, "vpc_peering_connection_id": accepter, "peer_vpc_id": references.unfollowable} {
		node in references.of_written(concat("", ["${", accepter, ".", attribute, "}"])) with data.privatelink_policy as testing.policy
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
	every text in ["${a}", "${each.value}", "${aws_vpc.a}", "${aws_vpc.a.tags.x}", "${aws_vpc.a.tags.vpc_id}", "${aws_lambda_function.a.environment[0].variables.vpc_id}", "${aws_key_pair.a.resource_id}", "${terraform_data.a.triggers_replace.vpc_id}", "${data.terraform_remote_state.a.outputs.vpc_id}", "${data.aws_vpc.id}", "${module.net}", `${x("s.id")}`, "${aws_vpc.a . id}", "${aws_vpc.a/* b */.id}"] {
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

test_takes_no_other_name_for_a_choice if {
	every text in [
		"${coalesce(oneaws_vpc.b.id, aws_vpc.b.id)}", `${one(["aws_vpc.a.id", aws_vpc.b.id])}`, "${one([aws_vpc.a.id/* \" */])}",
		`${one([aws_x.a["aws_vpc.b[0].id"].c, aws_vpc.b[0].id])}`, "${one(aws_vpc.a.id) == null ? aws_vpc.b.id : null}",
	] {
		references.unfollowable in references.of_written(text) with data.privatelink_policy as testing.policy
	}
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
		is_told := [1 | identifiers.is_id(name)]
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
