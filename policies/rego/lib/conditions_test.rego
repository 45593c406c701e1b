package privatelink.lib.conditions_test

import data.privatelink.lib.conditions

resource := data.privatelink.lib.document.resources[0]

written(body) := {"resource": {"aws_x": {"x": body}}}

condition := {"argument": "source.type", "allow": ["elb"], "omitted": "deny-in-block"}

test_refuses_what_is_left_out_of_a_block if {
	conditions.of(resource, condition) == "omitted" with input as written({"source": [{"type": "elb"}, {"id": "a"}]})
	conditions.of(resource, condition) == "refused" with input as written({"source": {"type": "lattice"}})
	conditions.of(resource, condition) == "unknown" with input as written({"source": "${var.source}"})
}

test_allows_a_block_that_is_not_there if {
	not conditions.of(resource, condition) with input as written({})
	not conditions.of(resource, condition) with input as written({"source": []})
	not conditions.of(resource, condition) with input as written({"source": {"type": "elb"}})
}

text := {"argument": "body", "refuse_text": ["VPC_LINK"], "omitted": "allow"}

test_refuses_texts if {
	conditions.of(resource, text) == "refused" with input as written({"body": `{"connectionType": "vpc_link"}`})
	conditions.of(resource, text) == "unknown" with input as written({"body": "${var.body}"})
	not conditions.of(resource, text) with input as written({"body": "{}"})
	not conditions.of(resource, text) with input as written({})
}

test_allows_texts_that_are_not_known_where_these_may_be if {
	lenient := object.union(text, {"unknown": "allow"})
	not conditions.of(resource, lenient) with input as written({"body": "${var.body}"})
	conditions.of(resource, lenient) == "refused" with input as written({"body": "${jsonencode({a = \"VPC_LINK\"})}"})
}

test_refuses_any_value if {
	any_value := {"argument": "link", "allow": [], "omitted": "allow"}
	conditions.of(resource, any_value) == "refused" with input as written({"link": "abc"})
	conditions.of(resource, any_value) == "refused" with input as written({"link": "${aws_x.x.id}"})
	conditions.of(resource, any_value) == "unknown" with input as written({"link": "${var.link}"})
	not conditions.of(resource, any_value) with input as written({})
}
