package privatelink.lib.values_test

import data.privatelink.lib.values
import data.privatelink.testing

# The only resource of a document, to ask for its values.
resource := data.privatelink.lib.document.resources[0]

written(body) := {"resource": {"aws_x": {"x": body}}}

planned(after, unknown, expressions) := testing.change_plan("service", [testing.change("aws_x", "x", ["create"], after, unknown)], {"resources": [testing.configured("aws_x", "x", expressions)]})

test_goes_through_blocks_however_they_are_written if {
	every body in [
		{"a": {"b": {"c": "v"}}},
		{"a": [{"b": [{"c": "v"}]}]},
		{"a": [{}, {"b": {"c": ["v"]}}]},
		{"dynamic": {"a": {"for_each": [1], "content": {"b": {"c": "v"}}}}},
		{"dynamic": [{"a": [{"content": [{"dynamic": {"b": {"content": {"c": "v"}}}}]}]}]},
		{"a": "${local.a}"},
	] {
		values.at(resource, "a.b.c") == [{"known": "v"}] with input as object.union(written(body), {"locals": {"a": {"b": {"c": "v"}}}})
	}
}

test_takes_null_and_empty_for_absent if {
	every body in [{}, {"a": null}, {"a": ""}, {"a": []}, {"a": [null, ""]}] {
		values.is_absent(resource, "a") with input as written(body)
		values.is_absent(resource, "a.b") with input as written(body)
		values.is_omitted(resource, "a.b") with input as written(body)
	}
	not values.is_absent(resource, "a") with input as written({"a": false})
	values.is_omitted(resource, "a.b") with input as written({"a": [{"b": 1}, {}]})
}

test_does_not_know_what_cannot_be_read if {
	every body in [{"a": "${var.x}"}, {"a": {"b": "${var.x}"}}, {"a": [{"b": "${var.x}"}]}, {"a": "text"}, {"dynamic": {"a": {"content": "${var.x}"}}}] {
		values.is_unknown(resource, "a.b") with input as written(body)
	}
	values.at(resource, "a.b.c.d.e.f.g.h") == [{"unknown": {"?"}}] with input as written({})
	values.at(resource, "a.b.c.d.e.f.g") == [{"known": 1}] with input as written({"a": {"b": {"c": {"d": {"e": {"f": {"g": 1}}}}}}})
	values.at(resource, "a.b.c.d.e") == [{"known": 1}] with input as written({"a": {"b": {"c": {"d": {"e": 1}}}}})
	values.at(resource, "a.b.c.d") == [{"known": 1}] with input as written({"a": {"b": {"c": {"d": 1}}}})
}

test_follows_locals_to_their_values if {
	locals := {"locals": {"a": {"b": false}, "c": "${local.a.b}"}}
	every text in ["${local.a.b}", "${local.c}"] {
		values.at(resource, "a") == [{"known": false}] with input as object.union(written({"a": text}), locals)
	}
	values.is_unknown(resource, "a") with input as object.union(written({"a": "${local.d}"}), locals)
}

test_knows_a_plans_values_and_what_they_may_be if {
	values.at(resource, "a") == [{"known": false}] with input as planned({"a": false}, {}, {})
	values.at(resource, "a") == [{"known": "x"}, {"unknown": {"the name of aws_y.y"}}] with input as planned({"a": ["x"]}, {"a": [false, true]}, {"a": testing.refers(["aws_y.y.id", "aws_y.y"])})
	values.at(resource, "a") == [] with input as planned({}, {"a": true}, {})
	values.at(resource, "a") == [] with input as planned({"a": null}, {"a": true}, {"a": {"constant_value": null}})
	values.at(resource, "a") == [{"known": "c"}] with input as planned({}, {"a": true}, {"a": {"constant_value": "c"}})
	values.at(resource, "a") == [{"known": {"k": 1}}] with input as planned({"a": {"k": 1}}, {}, {})
}

test_goes_through_a_plans_blocks if {
	refers := testing.refers(["aws_y.y.id", "aws_y.y"])
	values.at(resource, "a.b") == [{"known": 1}, {"known": 2}] with input as planned({"a": [{"b": 1}, null, {"b": 2}]}, {}, {})
	values.at(resource, "a.b") == [{"unknown": {"the name of aws_y.y"}}] with input as planned({"a": [{}]}, {"a": [{"b": true}]}, {"a": [{"b": refers}]})
	values.at(resource, "a.b") == [{"unknown": {"the name of aws_y.y"}}] with input as planned({"a": [{}]}, {"a": [true]}, {"a": [{"b": refers}]})
	values.at(resource, "a.b") == [{"unknown": {"=text"}}] with input as planned({"a": ["text"]}, {}, {})
	values.at(resource, "a.b") == [{"unknown": {"?"}}] with input as planned({"a": [{}]}, {"a": [{"b": true}]}, {})
	values.at(resource, "a.b") == [{"unknown": {"?"}}] with input as object.remove(planned({}, {"a": true}, {}), ["configuration"])
}

# A block that is written out is known to be there. A dynamic block leaves nothing in the configuration.
test_counts_on_a_dynamic_block_beside_a_static_one if {
	refers := testing.refers(["aws_y.y.id", "aws_y.y"])
	values.at(resource, "a.b") == [{"unknown": {"the name of aws_y.y"}}, {"unknown": {"?"}}] with input as planned({}, {"a": true}, {"a": [{"b": refers}]})
	values.at(resource, "a.b") == [{"unknown": {"?"}}] with input as planned({}, {"a": true}, {"a": [{"c": refers}]})
	values.at(resource, "a.b") == [{"known": 1}, {"unknown": {"the name of aws_y.y"}}, {"unknown": {"?"}}] with input as planned({"a": [{"b": 1}, {}]}, {"a": [{}, {"b": true}]}, {"a": [{"b": refers}]})
	values.at(resource, "a.b") == [{"unknown": {"the name of aws_y.y", "?"}}, {"known": 1}] with input as planned({"a": [{}, {"b": 1}]}, {"a": [true, {}]}, {"a": [{"b": refers}]})
	values.at(resource, "a.b") == [{"known": 1}, {"known": 2}] with input as planned({"a": [{"b": 1}, {"b": 2}]}, {}, {"a": [{"b": refers}]})
	values.at(resource, "a.b") == [{"unknown": {"the name of aws_y.y"}}, {"unknown": {"?"}}] with input as planned({}, {"a": true}, {"a": refers})
	values.at(resource, "a.b") == [{"known": 1}, {"unknown": {"?"}}] with input as planned({"a": [{"b": 1}, {}]}, {"a": [{}, {"b": true}]}, {"a": {"constant_value": [{"b": 1}]}})
}

test_takes_text_for_a_boolean if {
	values.same("true", true)
	values.same("1", true)
	values.same("0", false)
	values.same("5", 5)
	not values.same("true", false)
	not values.same("x", 5)
}

test_knows_what_no_expression_is if {
	every value in ["text", "${var.x}", ["a", "${var.x}", null, "", "b"], null, "", false, {"b": 1}, "${local.a}", "%{ if true }"] {
		known := values.known(resource, "a") with input as object.union(written({"a": value}), {"locals": {"a": "v"}})
		all := values.at(resource, "a") with input as object.union(written({"a": value}), {"locals": {"a": "v"}})
		known == [result.known | some result in all; values.has_known(result)]
	}
}
