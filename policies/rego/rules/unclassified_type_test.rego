package privatelink.rules.unclassified_type_test

import data.privatelink.testing

rule := "unclassified-type"

test_is_not_sure_of_a_type_that_nobody_knows if {
	every type in ["aws_brand_new", "awscc_ec2_brand_new", "other_thing", "thing"] {
		address := $"{type}.x"
		testing.outcomes(rule, address) == {"unproven"} with input as testing.stack("consumer", {type: {"x": {}}})
		testing.outcomes(rule, address) == {"unproven"} with input as testing.plan("consumer", [testing.resource(type, "x", {})])
		testing.clean with input as testing.stack("service", {type: {"x": {}}})
	}
}

test_places_it_by_what_it_mentions if {
	every subnet, outcomes in {"s": {"unproven"}, "t": set()} {
		body := {"anything": [{"at": concat("", ["${aws_subnet.", subnet, ".id}"])}]}
		testing.outcomes(rule, "aws_new.x") == outcomes with input as testing.stack("service", object.union(testing.vpcs, {"aws_new": {"x": body}}))
	}
	testing.basis("aws_new.x") == {"beside"} with input as testing.stack("service", object.union(testing.vpcs, {"aws_new": {"x": {}}}))
}

test_places_it_by_known_ids_and_references_of_a_plan if {
	vpcs := [
		testing.change("aws_vpc", "a", ["no-op"], {"id": "vpc-1", "tags": {"privatelink:vpc-role": "consumer"}}, {}),
		testing.change("aws_vpc", "b", ["no-op"], {"id": "vpc-2", "tags": {}}, {}),
	]
	every id, basis in {"vpc-1": {"resolved"}, "vpc-2": set()} {
		testing.basis("aws_new.x") == basis with input as testing.change_plan("service", array.concat(vpcs, [testing.change("aws_new", "x", ["no-op"], {"a": {"b": [id]}}, {})]), {})
	}
	referring := {"resources": [testing.configured("aws_new", "x", {"a": testing.refers(["aws_vpc.a.id", "aws_vpc.a"])})]}
	testing.basis("aws_new.x") == {"resolved"} with input as testing.change_plan("service", array.concat(vpcs, [testing.change("aws_new", "x", ["create"], {}, {"a": true})]), referring)
}

test_passes_what_is_known_to_be_apart if {
	testing.clean with input as testing.stack("consumer", {"random_id": {"x": {}}, "aws_s3_bucket": {"x": {}}})
}

test_a_provider_that_is_known_may_have_types_that_are_not if {
	testing.outcomes("unclassified-type", "random_unheard.x") == {"unproven"} with input as testing.stack("consumer", {"random_unheard": {"x": {}}})
}
