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
