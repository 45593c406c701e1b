package privatelink.lib.configuration_test

import data.privatelink.testing

# As Terraform lists what CDKTF wrote: the text of an expression as its value, beside what it mentions.
gateway(text, mentioned) := testing.change_plan("service", changes, {"resources": [
	testing.configured("aws_vpc", "a", {}),
	testing.configured("aws_vpc", "b", {}),
	testing.configured("aws_internet_gateway", "x", {"vpc_id": {"constant_value": text, "references": mentioned}}),
]})

changes := [
	testing.change("aws_vpc", "a", ["create"], {"tags": {"privatelink:vpc-role": "consumer"}}, {"id": true}),
	testing.change("aws_vpc", "b", ["create"], {"tags": {"privatelink:vpc-role": "service"}}, {"id": true}),
	testing.change("aws_internet_gateway", "x", ["create"], {}, {"id": true, "vpc_id": true}),
]

outcomes(text, mentioned) := testing.outcomes_in(gateway(text, mentioned), "no-internet-gateway", "aws_internet_gateway.x")

test_passes_a_reference_to_another_vpc_as_its_text if outcomes("${aws_vpc.b.id}", ["aws_vpc.b.id", "aws_vpc.b"]) == set()

test_fails_a_reference_to_the_consumer_vpc_as_its_text if {
	outcomes("${aws_vpc.a.id}", ["aws_vpc.a.id", "aws_vpc.a"]) == {"violated"}
}

test_fails_a_choice_as_its_text if {
	outcomes(`${var.x ? aws_vpc.b.id : "vpc-1"}`, ["var.x", "aws_vpc.b.id", "aws_vpc.b"]) == {"unproven"}
	outcomes(`${true ? aws_vpc.b.id : "vpc-1"}`, ["aws_vpc.b.id", "aws_vpc.b"]) == {"unproven"}
}

test_fails_a_text_that_mentions_nothing if outcomes(`${file("vpc")}`, []) == {"unproven"}

test_passes_lists_of_references if {
	outcomes(["${aws_vpc.b.id}"], ["aws_vpc.b.id", "aws_vpc.b"]) == set()
}

each_value(used, given) := testing.outcomes_in(document, "no-internet-gateway", "aws_internet_gateway.x") if {
	document := testing.change_plan("service", changes, {"resources": [
		testing.configured("aws_vpc", "a", {}),
		testing.configured("aws_vpc", "b", {}),
		object.union(
			testing.configured("aws_internet_gateway", "x", {"vpc_id": testing.refers([used, "each.value"])}),
			{"for_each_expression": testing.refers(given)},
		),
	]})
}

# Of a resource that is an element, an index is the name of an attribute: `tags` may have an `id` too.
test_fails_an_attribute_of_an_element_that_an_index_names if {
	each_value("each.value.id", ["aws_vpc.b"]) == set()
	each_value(`each.value["tags"].id`, ["aws_vpc.b"]) == {"unproven"}
	each_value(`each.value["vpc"].id`, ["module.m"]) == {"unproven"}
}

# A resource with its key as Terraform writes it, whatever is in it.
keyed(key) := testing.outcomes_in(document, "no-internet-gateway", "aws_internet_gateway.x") if {
	document := testing.change_plan("service", [keyed_vpc("a[0].b", "consumer"), keyed_vpc("c", "service"), changes[2]], {"resources": [
		testing.configured("aws_vpc", "v", {}),
		testing.configured("aws_internet_gateway", "x", {"vpc_id": testing.refers([$`aws_vpc.v["{key}"].id`, $`aws_vpc.v["{key}"]`, "aws_vpc.v"])}),
	]})
}

keyed_vpc(key, role) := object.union(
	testing.change("aws_vpc", "v", ["create"], {"tags": {"privatelink:vpc-role": role}}, {"id": true}),
	{"address": $`aws_vpc.v["{key}"]`},
)

test_tells_instances_with_odd_keys_apart if {
	keyed("a[0].b") == {"violated"}
	keyed("c") == set()
}
